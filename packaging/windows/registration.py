#!/usr/bin/python3
"""Turns registration.txt, which says what makes Kontorpost a mail program that Windows knows, into
what the installers take:

    registration.py nsis REGISTRATION.TXT     macros Register and Unregister of Setup
    registration.py wix REGISTRATION.TXT      the component Registration of the MSI
"""

import re
import sys
from xml.sax.saxutils import quoteattr

HEAD = re.compile(r"^Software\\")


def read(path):
    """Values to write; keys and values to remove."""
    values, keys, single = [], [], []
    removing = False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        removing = removing or line.startswith("Removed again")
        line = line.strip() if removing else line
        if not HEAD.match(line):
            continue
        parts = [it.strip() for it in line.split("|", 2)]
        if not removing:
            if len(parts) != 3:
                sys.exit(f"{path}: neither key, name nor value: {line}")
            values.append(parts)
        elif len(parts) == 1:
            keys.append(parts[0])
        else:
            single.append(parts)
    if not (values and keys):
        sys.exit(f"{path}: nothing to register or to remove")
    for key, name, _ in values:
        below = any(key == it or key.startswith(it + "\\") for it in keys)
        if not below and [key, name] not in single:
            sys.exit(f"{path}: {key} | {name} is never removed")
    return values, keys, single


def nsis(values, keys, single):
    def string(text):
        if "'" in text:
            sys.exit(f"not for NSIS: {text}")
        text = text.replace("$", "$$").replace("[EXE]", "$INSTDIR\\kontorpostw.exe")
        return f"'{text}'"

    print("!macro Register")
    for key, name, value in values:
        name = "" if name == "@" else name
        print(f"  WriteRegStr HKCU {string(key)} {string(name)} {string(value)}")
    print("!macroend\n!macro Unregister")
    for key in keys:
        print(f"  DeleteRegKey HKCU {string(key)}")
    for key, name in single:
        print(f"  DeleteRegValue HKCU {string(key)} {string(name)}")
        print(f"  DeleteRegKey /ifempty HKCU {string(key)}")
    print("!macroend")


def wix(values, _keys, _single):
    print('  <Component Id="Registration" Guid="6a8f2c11-77d7-4f6c-9c1a-3f3d4a5a0f04" Win64="yes">')
    for number, (key, name, value) in enumerate(values):
        value = value.replace("[EXE]", "[#WindowFile]")
        named = "" if name == "@" else f" Name={quoteattr(name)}"
        first = ' KeyPath="yes"' if number == 0 else ""
        print(
            f'    <RegistryValue Id="Registration{number}" Root="HKLM" Key={quoteattr(key)}'
            f'{named} Type="string" Value={quoteattr(value)}{first}/>'
        )
    print("  </Component>")


if __name__ == "__main__":
    {"nsis": nsis, "wix": wix}[sys.argv[1]](*read(sys.argv[2]))
