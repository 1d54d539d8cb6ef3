#!/usr/bin/python3
"""The licence texts of everything that the program of one target is made of, each text once with the
crates that bring it; with the program's own and those of fonts and icons.

    licences.py TARGET
"""

import pathlib
import re
import sys

from crates import Crates

NAME = re.compile(r"(licen[cs]e|copying|notice|unlicense)", re.I)
OTHER = re.compile(r"\.(rs|toml|json|py|html|spdx)$", re.I)


def texts(package):
    """The licence files that lie in a crate."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = [it for it in folder.iterdir() if it.is_file() and NAME.match(it.name)]
    for below in ("LICENSES", "licenses"):
        if (folder / below).is_dir():
            files += [it for it in (folder / below).iterdir() if it.is_file()]
    for file in sorted(files):
        text = file.read_text(encoding="utf-8", errors="replace").strip()
        # Some crates link to a file that is not in them.
        if not OTHER.search(file.name) and len(text) > 200:
            yield "\n".join(line.rstrip() for line in text.splitlines())


def main():
    crates = Crates(sys.argv[1])
    root = pathlib.Path(crates.packages[crates.root]["manifest_path"]).parent
    print("Kontorpost: MIT OR Apache-2.0, wie Sie möchten. Es besteht außerdem aus:\n")
    found, without = {}, []
    for it in crates.others():
        name = f"{it['name']} {it['version']}"
        print(f"{name}: {it.get('license') or '?'}")
        own = list(texts(it))
        for text in own:
            # The same text set in other lines is the same text.
            key = " ".join(text.split()).lower()
            found.setdefault(key, (text, []))[1].append(name)
        if not own:
            without.append(f"{name} ({', '.join(it['authors']) or it.get('repository') or '?'})")
    print("\nOhne eigenen Lizenztext, unter den unten stehenden Texten derselben Namen:")
    print("\n".join(without))
    parts = [(root / it).read_text(encoding="utf-8") for it in ("LICENSE-MIT", "LICENSE-APACHE")]
    own = [("Kontorpost", text) for text in parts]
    own += [("Schrift", (root / "assets/fonts/OFL.txt").read_text(encoding="utf-8"))]
    own += [("Symbole", (root / "assets/icons/LICENSE.txt").read_text(encoding="utf-8"))]
    others = [(", ".join(sorted(set(names))), text) for text, names in found.values()]
    for who, text in own + sorted(others):
        print(f"\n{'=' * 80}\n{who}\n{'-' * 80}\n{text.strip()}")


main()
