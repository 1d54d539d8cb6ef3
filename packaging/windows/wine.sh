#!/bin/bash
# Runs a Windows program under Wine, in the prefix that `prefix.sh` has made.
export WINEPREFIX=${WINEPREFIX:-$KONTORPOST_CACHE/wine} WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all}
exec /usr/lib/wine/wine64 "$@"
