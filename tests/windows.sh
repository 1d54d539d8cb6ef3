#!/usr/bin/env bash
# What an office installs, built and tried: the Windows program under Wine, its installers, and the
# Debian package in a clean Debian. On Debian 12 with Rust, as root for the last part; beside
# tests/run.sh, which does not need it. Says at the end how long each step took.
#
#     tests/windows.sh [STEP…]      tools build suite program linux sign same   (all, in this order)
#
# With KONTORPOST_PROFILE=dev everything is tried with quick builds. What is large and does not
# change is kept in $KONTORPOST_CACHE (target/windows unless set).
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/windows/env.sh
export KONTORPOST_PROFILE=${KONTORPOST_PROFILE:-release}
# Debug information of sixty test programs is of no use to anybody.
export CARGO_PROFILE_DEV_DEBUG=0
packages=$PWD/target/packages
times=()

tools() {
    packaging/tools.sh
    packaging/windows/std.sh "$KONTORPOST_CACHE"
    packaging/windows/prefix.sh
}

build() {
    packaging/build.sh linux windows
    # The same program as an older version, for upgrades.
    KONTORPOST_VERSION=0.0.1 KONTORPOST_PACKAGES=$PWD/target/packages-older packaging/build.sh windows > /dev/null
}

# The program's own tests, as Windows programs: all but those that need servers or means of Linux.
suite() {
    prefix=$(mktemp -d "$KONTORPOST_CACHE/suite-XXXXXX")
    cp -a "$KONTORPOST_CACHE/wine/." "$prefix/"
    WINEPREFIX=$prefix TZ=Europe/Berlin cargo test --locked --target x86_64-pc-windows-gnu --features windowed \
        --lib --tests < /dev/null
    WINEPREFIX=$prefix /usr/lib/wine/wineserver64 -k || true
    rm -rf "$prefix"
}

# The packed program on machines under Wine; pictures in target/window/wine_*.png.
program() {
    cargo test --locked --test wine -- --ignored --test-threads=1 < /dev/null
}

linux() {
    [ "$(id -u)" = 0 ] || { echo "only as root: the clean Debian" >&2; return 1; }
    packaging/linux/try.sh "$packages"/kontorpost_*.deb "$PWD/target/window/debian.png"
}

# The signing step, with a certificate that signs itself.
sign() {
    room=$(mktemp -d)
    openssl req -x509 -newkey rsa:3072 -nodes -days 2 -subj "/CN=Kontorpost Probe" \
        -addext extendedKeyUsage=codeSigning -keyout "$room/key.pem" -out "$room/cert.pem" 2> /dev/null
    printf probe > "$room/password"
    openssl pkcs12 -export -inkey "$room/key.pem" -in "$room/cert.pem" -passout file:"$room/password" -out "$room/cert.p12"
    built=target/x86_64-pc-windows-gnu/$KONTORPOST_PROFILE
    [ "$KONTORPOST_PROFILE" != dev ] || built=target/x86_64-pc-windows-gnu/debug
    KONTORPOST_BUILT=${KONTORPOST_BUILT:-$PWD/$built} KONTORPOST_PACKAGES=$room/packages \
        KONTORPOST_SIGN_CERT=$room/cert.p12 KONTORPOST_SIGN_PASSWORD_FILE=$room/password \
        packaging/build.sh windows > /dev/null
    unzip -q "$room/packages/"*-portabel.zip -d "$room/portable"
    for file in "$room"/portable/*.exe "$room"/packages/*.exe "$room"/packages/*.msi; do
        osslsigncode verify -CAfile "$room/cert.pem" -in "$file" > "$room/said" 2>&1 \
            || { cat "$room/said" >&2; return 1; }
        echo "  signed: ${file##*/}"
    done
    rm -rf "$room"
}

# Packed again, everything comes out the same; with `cargo clean` of the program between, the
# program, too.
same() {
    before=$(mktemp)
    cp "$packages/SHA256SUMS" "$before"
    if [ "$KONTORPOST_PROFILE" = release ]; then
        cargo clean --release --package kontorpost --target x86_64-pc-windows-gnu 2> /dev/null
        cargo clean --release --package kontorpost --target x86_64-unknown-linux-gnu 2> /dev/null
    fi
    packaging/build.sh linux windows > /dev/null
    diff "$before" "$packages/SHA256SUMS"
    echo "  the same twice: $(wc -l < "$before") files"
    rm "$before"
}

for step in ${*:-tools build suite program linux sign same}; do
    echo "== $step"
    begun=$(date +%s)
    "$step"
    times+=("$(printf '%-8s %5d s' "$step" $(($(date +%s) - begun)))")
done
echo "== all passed"
printf '%s\n' "${times[@]}"
