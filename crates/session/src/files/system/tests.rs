use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_file_is_created_once_and_grows() {
    let folder = folder();
    let path = folder.path().join("a");
    let mut file = SystemFiles.create(&path).unwrap();
    file.append(b"one\n").unwrap();
    file.append(b"two\n").unwrap();
    assert_eq!(file.read(100).unwrap(), b"one\ntwo\n");
    file.append(b"three\n").unwrap();
    assert_eq!(SystemFiles.read(&path, 100).unwrap(), b"one\ntwo\nthree\n");
    assert_eq!(SystemFiles.create(&path).unwrap_err().kind(), ErrorKind::AlreadyExists);
}

#[test]
fn a_cut_file_goes_on_where_it_was_cut() {
    let folder = folder();
    let path = folder.path().join("a");
    SystemFiles.create(&path).unwrap().append(b"one\ntw").unwrap();
    let mut file = SystemFiles.open(&path).unwrap();
    file.truncate(4).unwrap();
    file.append(b"2\n").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"one\n2\n");
}

#[test]
fn only_one_holds_the_lock_until_it_is_closed() {
    let folder = folder();
    let path = folder.path().join("a");
    let mut first = SystemFiles.create(&path).unwrap();
    assert!(first.try_lock().unwrap());
    let mut second = SystemFiles.open(&path).unwrap();
    assert!(!second.try_lock().unwrap());
    drop(first);
    assert!(second.try_lock().unwrap());
}

#[test]
fn reading_has_a_bound() {
    let folder = folder();
    let path = folder.path().join("a");
    fs::write(&path, b"12345").unwrap();
    assert_eq!(SystemFiles.read(&path, 5).unwrap(), b"12345");
    let error = SystemFiles.read(&path, 4).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::FileTooLarge);
    assert!(error.to_string().ends_with("it is longer than 4 bytes"), "{error}");
    assert!(SystemFiles.open(&path).unwrap().read(4).is_err());
}

#[test]
fn folders_come_with_their_parents_and_names_are_sorted() {
    let folder = folder();
    let deep = folder.path().join("x/y/z");
    SystemFiles.create_folder(&deep).unwrap();
    SystemFiles.create_folder(&deep).unwrap();
    for name in ["b", "a", "c"] {
        fs::write(deep.join(name), b"").unwrap();
    }
    assert_eq!(SystemFiles.list(&deep).unwrap(), ["a", "b", "c"]);
    assert!(SystemFiles.create_folder(&deep.join("a")).is_err(), "a file is in the way");
    assert_eq!(SystemFiles.list(&deep.join("none")).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn replacing_leaves_one_file_and_nothing_beside_it() {
    let folder = folder();
    let path = folder.path().join("a");
    SystemFiles.replace(&path, b"old").unwrap();
    SystemFiles.replace(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(SystemFiles.list(folder.path()).unwrap(), ["a"]);
}

#[test]
fn a_failed_replacement_leaves_what_was_there() {
    let folder = folder();
    let path = folder.path().join("a");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("inside"), b"").unwrap();
    assert!(SystemFiles.replace(&path, b"new").is_err());
    assert_eq!(SystemFiles.list(folder.path()).unwrap(), ["a"]);
    assert!(path.join("inside").exists());
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let folder = folder();
    let path = folder.path().join("a");
    fs::write(&path, b"old").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let error = SystemFiles.replace(&path, b"new").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PermissionDenied);
    assert!(error.to_string().ends_with(": the file is read-only"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(SystemFiles.list(folder.path()).unwrap(), ["a"]);
}

#[cfg(unix)]
#[test]
fn replacing_follows_links_and_keeps_permissions() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder();
    let path = folder.path().join("a");
    let link = folder.path().join("link");
    fs::write(&path, b"old").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a", &link).unwrap();
    SystemFiles.replace(&link, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn a_removed_file_is_gone() {
    let folder = folder();
    let path = folder.path().join("a");
    fs::write(&path, b"").unwrap();
    SystemFiles.remove(&path).unwrap();
    let error = SystemFiles.open(&path).unwrap_err();
    assert_eq!((error.kind(), error.doing), (ErrorKind::NotFound, Doing::Open));
    assert_eq!(error.path, path);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_words() {
    let full = Path::new("/dev/full");
    let error = SystemFiles.open(full).unwrap().append(b"x").unwrap_err();
    assert_eq!(error.to_string(), "cannot write /dev/full: no space left on device");
    assert_eq!(error.kind(), ErrorKind::StorageFull);
}

#[test]
fn a_file_is_read_in_pieces_from_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    fs::write(&path, "0123456789").unwrap();
    let disk = super::super::fault::Disk::new();
    disk.put(&path, "0123456789");
    let all: [&dyn Files; 2] = [&SystemFiles, &disk];
    for files in all {
        let mut source = files.source(&path, 10).unwrap();
        assert_eq!(source.length(), 10);
        let mut bytes = b"so: ".to_vec();
        assert_eq!(source.read_at(0, 4, &mut bytes).unwrap(), 4);
        assert_eq!(source.read_at(8, 4, &mut bytes).unwrap(), 2);
        assert_eq!(source.read_at(2, 3, &mut bytes).unwrap(), 3);
        assert_eq!(source.read_at(99, 3, &mut bytes).unwrap(), 0);
        assert_eq!(bytes, b"so: 012389234");
        let error = files.source(&path, 9).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        let missing = files.source(&path.with_extension("y"), 9).unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
    }
}
