#!/bin/bash
# Packs the program for Debian 12, Ubuntu 22.04 and later:
#
#     packaging/linux/deb.sh VERSION PROGRAM PAPERS OUT
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$1 program=$2 papers=$3 out=$4
export DPKG_DEB_THREADS_MAX=1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

put() { install -D -m "$3" "$1" "$root/$2"; }
put "$program" usr/bin/kontorpost 755
strip --strip-unneeded "$root/usr/bin/kontorpost"
name=de.kontorpost.Kontorpost
put packaging/linux/$name.desktop usr/share/applications/$name.desktop 644
put packaging/linux/$name.svg usr/share/icons/hicolor/scalable/apps/$name.svg 644
put "$papers/$name.metainfo.xml" usr/share/metainfo/$name.metainfo.xml 644
put "$papers/kontorpost.1.gz" usr/share/man/man1/kontorpost.1.gz 644
put "$papers/changelog.Debian.gz" usr/share/doc/kontorpost/changelog.Debian.gz 644
put "$papers/changelog.gz" usr/share/doc/kontorpost/changelog.gz 644
put "$papers/LIZENZEN.txt" usr/share/doc/kontorpost/LIZENZEN.txt 644
put "$papers/sbom.json" usr/share/doc/kontorpost/sbom.json 644
put README.md usr/share/doc/kontorpost/README.md 644
put assets/systemd/kontorpost-receiver.service usr/share/doc/kontorpost/examples/kontorpost-receiver.service 644
put packaging/linux/kontorpost-receiver.service usr/lib/systemd/user/kontorpost-receiver.service 644
gzip -9n "$root/usr/share/doc/kontorpost/README.md" "$root/usr/share/doc/kontorpost/LIZENZEN.txt" "$root/usr/share/doc/kontorpost/sbom.json"
cat > "$root/usr/share/doc/kontorpost/copyright" <<'TEXT'
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Kontorpost

Files: *
Copyright: 2026 Kontorpost
License: MIT or Apache-2.0
 The full text of the Apache License is in /usr/share/common-licenses/Apache-2.0.
 .
TEXT
sed -e 's/^$/./' -e 's/^/ /' LICENSE-MIT >> "$root/usr/share/doc/kontorpost/copyright"

# Libraries that are opened while the program runs are seen by no tool: named by hand.
glibc=$(objdump -T "$root/usr/bin/kontorpost" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1 | cut -d_ -f2)
mkdir -p "$root/DEBIAN"
cat > "$root/DEBIAN/control" <<TEXT
Package: kontorpost
Version: $version-1
Section: mail
Priority: optional
Architecture: amd64
Maintainer: Kontorpost <post@kontorpost.example>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: libc6 (>= $glibc), libgcc-s1, libx11-6, libx11-xcb1, libxcursor1, libxi6, libxkbcommon-x11-0
Recommends: gnome-keyring | kwalletmanager | keepassxc, xdg-desktop-portal
Description: office mail of German law firms and agencies
 Kontorpost receives the office's mail from IMAP and POP3 servers into a local
 database, each message exactly once, files it by the number of its Akte, and
 sends letters. It has a window for the clerk and a command line for
 administrators and for a receiver that runs all night.
TEXT
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
find "$root" -exec touch -h -d "@${SOURCE_DATE_EPOCH:-0}" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "$out/kontorpost_$version-1_amd64.deb"
