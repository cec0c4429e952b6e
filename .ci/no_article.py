"""Fails where a file of the repository holds a sentence of the article: ten words in a row."""

import pathlib
import re
import subprocess
import sys

RUN = 10


def words(text):
    return re.findall(r"[^\W_]+", text.lower())


def runs(tokens):
    return {tuple(tokens[at : at + RUN]) for at in range(len(tokens) - RUN + 1)}


def quoted_apart(text):
    """The runs of a file. Two short quotations in a row are no sentence, so a quote mark ends a run."""
    return set().union(*(runs(words(part)) for part in text.split('"')))


def main(article):
    forbidden = runs(words(pathlib.Path(article).read_text(encoding="utf-8")))
    listed = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True).stdout
    found = 0
    names = [name for name in listed.decode().split("\0") if name]
    for name in names:
        path = pathlib.Path(name)
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        shared = quoted_apart(text) & forbidden
        if shared:
            found += 1
            print(f"{name}: {' '.join(sorted(shared)[0])}")
    print(f"{len(names)} files compared with the article, {found} share {RUN} words in a row")
    return 1 if found or not names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
