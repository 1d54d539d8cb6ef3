#!/bin/bash
# Makes the Wine prefix that the Windows program is tried in: Windows 10, with a stand-in for the
# one system library that Wine 8 lacks. Done once.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/windows/env.sh
# Wine takes its language from the machine's, which may not have it: kept beside the prefix.
for name in de_DE en_GB; do
    if [ ! -d "$KONTORPOST_CACHE/locale/$name.UTF-8" ]; then
        mkdir -p "$KONTORPOST_CACHE/locale"
        localedef -i "$name" -f UTF-8 "$KONTORPOST_CACHE/locale/$name.UTF-8"
    fi
done
if [ -f "$WINEPREFIX/.ready" ]; then
    exit 0
fi
rm -rf "$WINEPREFIX"
wine=packaging/windows/wine.sh
DISPLAY='' $wine wineboot -i
x86_64-w64-mingw32-gcc -O2 -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" \
    packaging/windows/bcryptprimitives.c -ladvapi32
DISPLAY='' $wine winecfg -v win10
/usr/lib/wine/wineserver64 -w
touch "$WINEPREFIX/.ready"
