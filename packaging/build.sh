#!/bin/bash
# Builds everything that an office installs, into target/packages:
#
#     packaging/build.sh [linux] [windows]     (both without an argument)
#
# On Debian 12 with Rust; `packaging/tools.sh` installs what else is needed. Version and changes come
# from Cargo.toml and CHANGELOG.md. The same source gives the same files, byte for byte.
#
#   KONTORPOST_PROFILE=dev         packs quick builds instead, for trying the installers themselves
#   KONTORPOST_BUILT=FOLDER        packs the programs that lie there, and builds none
#   KONTORPOST_VERSION=0.0.1       packs them as another version, for trying an upgrade
#   KONTORPOST_PACKAGES=FOLDER     puts what is packed there instead
#   KONTORPOST_SIGN_CERT           PKCS #12 file: the Windows files are signed with it; else they are not
#   KONTORPOST_SIGN_PASSWORD_FILE  where its password stands
#   KONTORPOST_SIGN_TIMESTAMP      address of a time stamping service (RFC 3161), for a signature that
#                                  outlasts the certificate
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8 TZ=UTC
. packaging/windows/env.sh

profile=${KONTORPOST_PROFILE:-release}
version=${KONTORPOST_VERSION:-$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)}
# The day of the change that is built, so that the same source gives the same files.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
target=${CARGO_TARGET_DIR:-$PWD/target}
packages=${KONTORPOST_PACKAGES:-$PWD/target/packages}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
papers=$work/papers
mkdir -p "$packages" "$papers"

# Where the sources lie is nobody's business, and not the same on two machines.
plain_paths() {
    local home=${CARGO_HOME:-$HOME/.cargo}
    if [ "$profile" = release ]; then
        echo "--remap-path-prefix=$home=/cargo --remap-path-prefix=$PWD=/kontorpost"
    fi
}

# Licences, changes, and the list of what the program is made of.
papers() {
    packaging/licences.py "$1" > "$papers/LIZENZEN.txt"
    cp CHANGELOG.md "$papers/AENDERUNGEN.md"
    packaging/sbom.py "$version" "$1" > "$papers/sbom.json"
    sed -e "s/@VERSION@/$version/" packaging/windows/LIESMICH.txt | sed 's/$/\r/' > "$papers/LIESMICH.txt"
}

linux() {
    papers x86_64-unknown-linux-gnu
    local built=$target/debug triple=x86_64-unknown-linux-gnu
    if [ -n "${KONTORPOST_BUILT:-}" ]; then
        built=$KONTORPOST_BUILT
    elif [ "$profile" = release ]; then
        # A folder of its own: other paths inside than in the build that `cargo build` makes.
        CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS="$(plain_paths)" \
            CFLAGS_x86_64_unknown_linux_gnu="-ffile-prefix-map=${CARGO_HOME:-$HOME/.cargo}=/cargo" \
            cargo build --release --locked --target $triple --bins
        built=$target/$triple/release
    else
        cargo build --locked --bins
    fi
    sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$day/" packaging/linux/de.kontorpost.Kontorpost.metainfo.xml \
        > "$papers/de.kontorpost.Kontorpost.metainfo.xml"
    help2man --no-info --section 1 --source "Kontorpost $version" --version-string "$version" \
        --include packaging/linux/man.inc "$built/kontorpost --lang en" | gzip -9n > "$papers/kontorpost.1.gz"
    gzip -9nc CHANGELOG.md > "$papers/changelog.gz"
    printf 'kontorpost (%s-1) stable; urgency=medium\n\n  * See changelog.gz.\n\n -- Kontorpost <post@kontorpost.example>  %s\n' \
        "$version" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n > "$papers/changelog.Debian.gz"
    packaging/linux/deb.sh "$version" "$built/kontorpost" "$papers" "$packages"
}

# Signs a file, where there is a certificate.
sign() {
    if [ -n "${KONTORPOST_SIGN_CERT:-}" ]; then
        local stamp=()
        [ -z "${KONTORPOST_SIGN_TIMESTAMP:-}" ] || stamp=(-ts "$KONTORPOST_SIGN_TIMESTAMP")
        osslsigncode sign -h sha256 -pkcs12 "$KONTORPOST_SIGN_CERT" \
            -readpass "$KONTORPOST_SIGN_PASSWORD_FILE" -n Kontorpost "${stamp[@]}" -in "$1" -out "$1.signed"
        mv "$1.signed" "$1"
    fi
}

# A GUID that follows from a name and from what is in the folder.
guid() {
    python3 -c 'import sys, uuid; print(uuid.uuid5(uuid.UUID("0d4bb1a6-3c05-4b8a-9a52-5d9f0c7c6e31"), sys.argv[1]))' \
        "$1 $(cd "$files" && sha256sum -- * | sha256sum)"
}

# Builds the two programs; says in `built` where they are.
windows_programs() {
    packaging/windows/std.sh "$KONTORPOST_CACHE"
    built=$target/x86_64-pc-windows-gnu/$profile
    local flags="-ffile-prefix-map=${CARGO_HOME:-$HOME/.cargo}=/cargo"
    if [ "$profile" = dev ]; then
        built=$target/x86_64-pc-windows-gnu/debug flags=
    fi
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS="$CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS $(plain_paths)" \
        CFLAGS_x86_64_pc_windows_gnu=$flags \
        cargo build --profile "$profile" --locked --target x86_64-pc-windows-gnu --features windowed --bins
}

windows() {
    papers x86_64-pc-windows-gnu
    local built=${KONTORPOST_BUILT:-}
    if [ -z "$built" ]; then
        windows_programs
    fi
    files=$work/files
    mkdir "$files"
    cp "$built/kontorpost.exe" "$built/kontorpostw.exe" "$papers"/{LIESMICH.txt,LIZENZEN.txt,AENDERUNGEN.md,sbom.json} "$files/"
    if [ "$profile" = dev ]; then
        x86_64-w64-mingw32-strip "$files"/*.exe
    fi
    sign "$files/kontorpost.exe"
    sign "$files/kontorpostw.exe"
    find "$files" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
    setup
    msi
    portable
}

setup() {
    local setup=$packages/Kontorpost-$version-Setup.exe
    packaging/windows/registration.py nsis packaging/windows/registration.txt > "$work/registration.nsh"
    local quick=()
    [ "$profile" != dev ] || quick=("-XSetCompressor /FINAL zlib")
    (cd packaging/windows && makensis -V2 -INPUTCHARSET UTF8 "${quick[@]}" -DVERSION="$version" -DFILES="$files" \
        -DREGISTRATION="$work/registration.nsh" -DOUT="$setup" kontorpost.nsi)
    sign "$setup"
}

msi() {
    local msi=$packages/Kontorpost-$version.msi room=$work/msi
    mkdir "$room"
    cp -p "$files"/* packaging/windows/kontorpost.ico "$room/"
    packaging/windows/registration.py wix packaging/windows/registration.txt > "$work/registration.wxi"
    sed -e "/@REGISTRATION@/{r $work/registration.wxi" -e 'd}' packaging/windows/kontorpost.wxs > "$room/kontorpost.wxs"
    find "$room" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
    # Both write down when; the first also a number of its own invention, and no language.
    local then
    then=$(date -u -d "@$SOURCE_DATE_EPOCH" '+%F %T')
    (cd "$room" && faketime -f "$then" \
        wixl -a x64 -D VERSION="$version" -D PRODUCT="$(guid "product $version")" -o "$msi" kontorpost.wxs)
    faketime -f "$then" msibuild "$msi" -s Kontorpost Kontorpost "x64;1031" "{$(guid "package $version" | tr a-f A-F)}"
    sign "$msi"
}

portable() {
    # Beside this file the program keeps its data in its own folder.
    printf 'Kontorpost\r\n' > "$files/portabel.txt"
    touch -d "@$SOURCE_DATE_EPOCH" "$files/portabel.txt"
    rm -f "$packages/Kontorpost-$version-portabel.zip"
    (cd "$files" && zip -qX "$packages/Kontorpost-$version-portabel.zip" ./*)
}

for part in ${*:-linux windows}; do
    "$part"
done
(cd "$packages" && rm -f SHA256SUMS && sha256sum -- * > "$work/SHA256SUMS" && mv "$work/SHA256SUMS" .)
ls -l "$packages"
