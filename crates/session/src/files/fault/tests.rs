use std::io::ErrorKind;
use std::path::Path;

use super::*;

const A: &str = "a";

fn contents(disks: &[Disk]) -> Vec<Option<Vec<u8>>> {
    disks.iter().map(|disk| disk.bytes(A)).collect()
}

#[test]
fn what_is_synced_outlives_a_power_loss() {
    let disk = Disk::new();
    disk.create(Path::new(A)).unwrap().append(b"one").unwrap();
    assert_eq!(contents(&disk.after_power_loss(99)), [Some(b"one".to_vec())]);
}

#[test]
fn what_is_not_synced_is_kept_dropped_cut_or_holed() {
    let disk = Disk::new();
    let mut file = disk.create(Path::new(A)).unwrap();
    disk.stop_at(disk.steps() + 1);
    assert!(file.append(b"xyz").is_err());
    assert!(disk.is_stopped());
    let mut left: Vec<_> =
        contents(&disk.after_power_loss(99)).into_iter().map(Option::unwrap).collect();
    assert_eq!(left[0], b"xyz", "the first lost nothing");
    left.sort();
    left.dedup();
    let all: [&[u8]; 8] = [b"", b"\0\0\0", b"\0\0z", b"\0yz", b"x", b"x\0\0", b"xy", b"xy\0"];
    assert_eq!(left, [&all[..], &[b"xyz"]].concat());
    assert_eq!(disk.after_kill().bytes(A).unwrap(), b"xyz");
}

#[test]
fn a_later_write_may_outlive_an_earlier_one() {
    let disk = Disk::new();
    let mut file = disk.create(Path::new(A)).unwrap();
    for bytes in [b"1", b"2"] {
        disk.fail_at(disk.steps() + 1, ErrorKind::Other);
        assert!(file.append(bytes).is_err(), "the sync fails");
    }
    let left = contents(&disk.after_power_loss(99));
    assert!(left.contains(&Some(b"\x002".to_vec())));
    assert!(left.contains(&Some(b"1".to_vec())));
}

#[test]
fn a_name_may_vanish_until_its_folder_is_synced() {
    let disk = Disk::new();
    disk.stop_at(1);
    assert!(disk.create(Path::new(A)).is_err());
    assert_eq!(contents(&disk.after_power_loss(99)), [Some(Vec::new()), None]);
}

#[test]
fn a_bounded_enumeration_is_spread_over_all() {
    let disk = Disk::new();
    let mut file = disk.create(Path::new(A)).unwrap();
    disk.stop_at(disk.steps() + 1);
    assert!(file.append(&[b'x'; 100]).is_err());
    assert_eq!(disk.after_power_loss(1_000).len(), 2 + 100 + 100 + 99);
    let some = contents(&disk.after_power_loss(10));
    assert_eq!(some.len(), 10);
    assert!(some.iter().any(|left| left.as_ref().is_some_and(|left| left.contains(&0))));
}

#[test]
fn a_replaced_file_is_the_old_or_the_new_one_after_any_crash() {
    for step in 0.. {
        let disk = Disk::new();
        disk.put(A, "old");
        disk.stop_at(step);
        let done = disk.replace(Path::new(A), b"new").is_ok();
        for left in disk.after_power_loss(1_000) {
            let left = left.bytes(A).unwrap();
            assert!(left == b"new" || (left == b"old" && !done), "step {step}: {left:?}");
        }
        if done {
            assert_eq!(disk.after_kill().list(Path::new(".")).unwrap(), [A]);
            return;
        }
    }
}

#[test]
fn a_failed_replacement_cleans_up() {
    let disk = Disk::new();
    disk.put(A, "old");
    disk.set_capacity(Some(5));
    let error = disk.replace(Path::new(A), b"longer").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StorageFull);
    assert_eq!(disk.list(Path::new(".")).unwrap(), [A]);
    assert_eq!(disk.bytes(A).unwrap(), b"old");
}

#[test]
fn a_full_disk_takes_what_fits() {
    let disk = Disk::new();
    let mut file = disk.create(Path::new(A)).unwrap();
    disk.set_capacity(Some(4));
    file.append(b"abc").unwrap();
    assert_eq!(file.append(b"def").unwrap_err().kind(), ErrorKind::StorageFull);
    assert_eq!(file.read(9).unwrap(), b"abcd");
    file.truncate(3).unwrap();
    assert_eq!(disk.bytes(A).unwrap(), b"abc");
}

#[test]
fn a_read_only_disk_reads() {
    let disk = Disk::new();
    disk.put(A, "x");
    disk.set_read_only(true);
    assert_eq!(disk.read(Path::new(A), 9).unwrap(), b"x");
    assert_eq!(disk.open(Path::new(A)).unwrap_err().kind(), ErrorKind::ReadOnlyFilesystem);
    assert!(disk.create(Path::new("b")).is_err());
    assert!(disk.replace(Path::new(A), b"y").is_err());
    assert!(disk.remove(Path::new(A)).is_err());
}

#[test]
fn locks_end_with_their_handle() {
    let disk = Disk::new();
    let mut first = disk.create(Path::new(A)).unwrap();
    assert!(first.try_lock().unwrap());
    assert!(!disk.open(Path::new(A)).unwrap().try_lock().unwrap());
    assert!(disk.after_kill().open(Path::new(A)).unwrap().try_lock().unwrap());
    drop(first);
    assert!(disk.open(Path::new(A)).unwrap().try_lock().unwrap());
}

#[test]
fn folders_hold_names() {
    let disk = Disk::new();
    assert!(disk.create(Path::new("x/y/a")).is_err(), "there is no folder");
    disk.create_folder(Path::new("x/y")).unwrap();
    for name in ["x/y/b", "x/y/a"] {
        disk.create(Path::new(name)).unwrap();
    }
    assert_eq!(disk.list(Path::new("x/y")).unwrap(), ["a", "b"]);
    assert_eq!(disk.list(Path::new("x")).unwrap(), ["y"]);
    assert!(disk.list(Path::new("z")).is_err());
    disk.remove(Path::new("x/y/a")).unwrap();
    assert_eq!(disk.list(Path::new("x/y")).unwrap(), ["b"]);
    assert!(disk.create_folder(Path::new("x/y/b/c")).is_err(), "a file is in the way");
}
