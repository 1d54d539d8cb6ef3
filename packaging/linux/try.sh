#!/bin/bash
# Tries the Debian package in a clean Debian 12: checks, install, start on a screen in memory, use,
# remove. Needs root, and what packaging/tools.sh installs:
#
#     packaging/linux/try.sh PACKAGE.deb [PICTURE.png]
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/windows/env.sh
package=$(realpath "$1") picture=${2:-}
mkdir -p "$KONTORPOST_CACHE"
say() { printf '  %s\n' "$*"; }

# The package itself, and what is in it.
lintian --fail-on error --tag-display-limit 0 "$package"
say "lintian: no errors"
root=$(mktemp -d "$KONTORPOST_CACHE/debian-XXXXXX")
screen=
clean() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    umount "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
trap clean EXIT

# A clean Debian is made once and kept packed.
if [ ! -f "$KONTORPOST_CACHE/debian.tar" ]; then
    mirror=$( (cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null || true) \
        | sed -nE 's/^URIs: *//p; s/^deb +(\[[^]]*\] +)?(http[^ ]+).*/\2/p' | head -1)
    mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$KONTORPOST_CACHE/debian.part" "$mirror" \
        --format=tar
    mv "$KONTORPOST_CACHE/debian.part" "$KONTORPOST_CACHE/debian.tar"
fi
tar -xf "$KONTORPOST_CACHE/debian.tar" -C "$root"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
echo '127.0.0.1 localhost' > "$root/etc/hosts"
cp -r /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
cp "$package" "$root/tmp/kontorpost.deb"
# Not the machine's own language, desktop or home.
inside=(chroot "$root" /usr/bin/env -i HOME=/root USER=root PATH=/usr/sbin:/usr/bin:/sbin:/bin
    DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8)
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
"${inside[@]}" apt-get update -qq
"${inside[@]}" apt-get install -y -qq --no-install-recommends /tmp/kontorpost.deb > "$root/tmp/apt.log" 2>&1 \
    || { cat "$root/tmp/apt.log"; exit 1; }
say "installed with $("${inside[@]}" dpkg-query -W -f='x\n' | wc -l) packages in all"

# What belongs to it is in order where it lies.
name=de.kontorpost.Kontorpost
desktop-file-validate "$root/usr/share/applications/$name.desktop"
appstreamcli validate --no-net --pedantic "$root/usr/share/metainfo/$name.metainfo.xml"
test -s "$root/usr/share/icons/hicolor/scalable/apps/$name.svg"
man -l "$root/usr/share/man/man1/kontorpost.1.gz" > "$root/tmp/man.txt" 2> "$root/tmp/man.err"
[ ! -s "$root/tmp/man.err" ] || { cat "$root/tmp/man.err"; exit 1; }
grep -q 'receive' "$root/tmp/man.txt"
unit=$root/usr/lib/systemd/user/kontorpost-receiver.service
sed "s|/usr/bin/|$root/usr/bin/|" "$unit" > "$root/tmp/kontorpost-receiver.service"
mkdir -m 700 "$root/tmp/run"
XDG_RUNTIME_DIR=$root/tmp/run systemd-analyze --user verify "$root/tmp/kontorpost-receiver.service"
say "desktop entry, AppStream data, icon, man page and unit are in order"

"${inside[@]}" kontorpost --version
"${inside[@]}" kontorpost demo --headless | tail -1
"${inside[@]}" kontorpost benutzer add 1 --name 'Susi Weiß' > /dev/null
mkfifo "$root/tmp/display.fifo"
exec 4<>"$root/tmp/display.fifo"
Xvfb -displayfd 4 -screen 0 1280x800x24 -nolisten tcp -ac >/dev/null 2>&1 &
screen=$!
read -r number <&4
"${inside[@]}" DISPLAY=":$number" kontorpost &
window=$!
for _ in $(seq 300); do
    if DISPLAY=":$number" xdotool search --onlyvisible --name '^Kontorpost$' >/dev/null 2>&1; then
        break
    fi
    kill -0 "$window" || { echo "the window has not come" >&2; exit 1; }
    sleep 0.2
done
sleep 3
DISPLAY=":$number" xdotool search --onlyvisible --name '^Kontorpost$' >/dev/null
[ -z "$picture" ] || DISPLAY=":$number" import -window root "$picture"
kill "$window"
wait "$window" || true
say "started on a screen"

"${inside[@]}" apt-get purge -y -qq kontorpost > "$root/tmp/apt.log" 2>&1
left=$(find "$root/usr" "$root/etc" -iname '*kontorpost*' || true)
[ -z "$left" ] || { echo "left behind: $left" >&2; exit 1; }
test -d "$root/root/.local/share/kontorpost"
say "removed; the data stay"
