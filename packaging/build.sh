#!/bin/bash
# Builds everything that an office installs, into target/packages:
#
#     packaging/build.sh [linux] [windows]     (both without an argument)
#
# On Debian 12 with Rust. What else is needed is named when it is missing; `packaging/tools.sh`
# installs it. With KONTORPOST_SIGN_CERT (PKCS #12 file) and KONTORPOST_SIGN_PASSWORD_FILE the Windows
# files are signed; without, they are not.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/windows/env.sh

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
# The day of the change that is built, so that the same source gives the same files.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
packages=$PWD/target/packages
papers=$PWD/target/papers
mkdir -p "$packages" "$papers"

# Licences, changes, and the list of what the program is made of.
papers() {
    cat assets/licences.txt assets/fonts/OFL.txt assets/icons/LICENSE.txt > "$papers/LIZENZEN.txt"
    cp CHANGELOG.md "$papers/AENDERUNGEN.md"
    packaging/sbom.py "$version" > "$papers/sbom.json"
    sed -e "s/@VERSION@/$version/" packaging/windows/LIESMICH.txt | sed 's/$/\r/' > "$papers/LIESMICH.txt"
}

linux() {
    cargo build --release --locked
    sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$day/" packaging/linux/de.kontorpost.Kontorpost.metainfo.xml \
        > "$papers/de.kontorpost.Kontorpost.metainfo.xml"
    help2man --no-info --section 1 --source Kontorpost --include packaging/linux/man.inc \
        "target/release/kontorpost --lang en" 2>/dev/null | gzip -9n > "$papers/kontorpost.1.gz"
    gzip -9nc CHANGELOG.md > "$papers/changelog.gz"
    packaging/linux/deb.sh "$version" "$papers" "$packages"
}

# Signs a file, where there is a certificate.
sign() {
    if [ -n "${KONTORPOST_SIGN_CERT:-}" ]; then
        osslsigncode sign -h sha256 -pkcs12 "$KONTORPOST_SIGN_CERT" \
            -readpass "$KONTORPOST_SIGN_PASSWORD_FILE" -n Kontorpost -in "$1" -out "$1.signed"
        mv "$1.signed" "$1"
    fi
}

windows() {
    packaging/windows/std.sh "$KONTORPOST_CACHE"
    cargo build --release --locked --target x86_64-pc-windows-gnu --features windowed --bins
    built=target/x86_64-pc-windows-gnu/release
    files=$PWD/target/windows-files
    rm -rf "$files"
    mkdir -p "$files"
    cp "$built/kontorpost.exe" "$built/kontorpostw.exe" "$papers"/{LIESMICH.txt,LIZENZEN.txt,AENDERUNGEN.md,sbom.json} "$files/"
    sign "$files/kontorpost.exe"
    sign "$files/kontorpostw.exe"
    find "$files" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +

    setup=$packages/Kontorpost-$version-Setup.exe
    (cd packaging/windows && makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$version" -DFILES="$files" -DOUT="$setup" kontorpost.nsi)
    sign "$setup"

    cp packaging/windows/kontorpost.ico packaging/windows/kontorpost.wxs "$files/"
    (cd "$files" && wixl -a x64 -D VERSION="$version" -o "$packages/Kontorpost-$version.msi" kontorpost.wxs)
    sign "$packages/Kontorpost-$version.msi"
    rm "$files"/kontorpost.{ico,wxs}

    # Beside this file the program keeps its data in its own folder.
    printf 'Kontorpost\r\n' > "$files/portabel.txt"
    touch -d "@$SOURCE_DATE_EPOCH" "$files/portabel.txt"
    rm -f "$packages/Kontorpost-$version-portabel.zip"
    (cd "$files" && zip -qX "$packages/Kontorpost-$version-portabel.zip" ./*)
}

papers
for part in ${*:-linux windows}; do
    "$part"
done
(cd "$packages" && sha256sum -- * > ../SHA256SUMS && mv ../SHA256SUMS .)
ls -l "$packages"
