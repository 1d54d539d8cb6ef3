#!/bin/bash
# Builds the standard library for x86_64-pc-windows-gnu with the Rust compiler that is here, where
# no ready one can be had:
#
#     packaging/windows/std.sh DIRECTORY      gives DIRECTORY/sysroot, for `rustc --sysroot`
#
# Needs apt-get, dpkg-deb, cargo and rustc. The sources come from Debian's package rust-src, which
# must be of the compiler's very version; it is looked for in the suites of the mirror that this
# machine uses anyway, through a package list of its own (nothing in /etc changes). Done once.
set -euo pipefail

out=$(mkdir -p "$1" && cd "$1" && pwd)
target=x86_64-pc-windows-gnu
version=$(rustc -vV | sed -n 's/^release: //p')
if [ -f "$out/sysroot/.done-$version" ]; then
    exit 0
fi

mirror=$( (cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null || true) \
    | sed -nE 's/^URIs: *//p; s/^deb +(\[[^]]*\] +)?(http[^ ]+).*/\2/p' | head -1)
lists=$out/apt
mkdir -p "$lists"/lists/partial "$lists"/cache/archives/partial

if [ ! -d "$out/rustc-$version/library" ]; then
    for suite in trixie-backports forky sid; do
        printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' \
            "$mirror" "$suite" /usr/share/keyrings/debian-archive-keyring.gpg > "$lists/$suite.sources"
        options=(
            -o "Dir::Etc::sourcelist=$lists/$suite.sources" -o Dir::Etc::sourceparts=/dev/null
            -o "Dir::State::lists=$lists/lists" -o "Dir::Cache=$lists/cache"
            -o Acquire::Languages=none
            -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false
        )
        apt-get "${options[@]}" update -qq
        package=$(apt-cache "${options[@]}" madison rust-src \
            | awk -F'|' '{gsub(/ /, "", $2); print $2}' | grep -m1 "^$version+" || true)
        if [ -n "$package" ]; then
            (cd "$lists" && apt-get "${options[@]}" download -qq "rust-src=$package")
            break
        fi
    done
    file=$(ls "$lists"/rust-src_"$version"*.deb 2>/dev/null) || {
        echo "Debian has no rust-src $version: the Windows program cannot be built with this compiler." >&2
        exit 3
    }
    dpkg-deb --fsys-tarfile "$file" \
        | tar -x -C "$out" --strip-components=3 --wildcards "./usr/src/rustc-*/library/*"
fi

# Only for the standard library itself; the program is built with stable means.
export RUSTC_BOOTSTRAP=1 __CARGO_DEFAULT_LIB_METADATA=kontorpost
export CARGO_TARGET_DIR=$out/std-target CARGO_PROFILE_RELEASE_DEBUG=0
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS="-Zforce-unstable-if-unmarked -Cembed-bitcode=yes --cap-lints=allow"
CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS+=" --remap-path-prefix=$out/rustc-$version=/rustc --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
cargo build --release --target "$target" -p sysroot --features panic-unwind,backtrace \
    --manifest-path "$out/rustc-$version/library/sysroot/Cargo.toml"
libraries=$out/sysroot/lib/rustlib/$target/lib
rm -rf "$out/sysroot"
mkdir -p "$libraries"
cp "$out/std-target/$target/release/deps/"*.rlib "$libraries/"
touch "$out/sysroot/.done-$version"
rm -rf "$out/std-target" "$lists" "$out/rustc-$version"
