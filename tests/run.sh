#!/usr/bin/env bash
# Installs what the tests need on a Debian 12 with Rust, then runs them all: format, lints, tests, build.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(gcc libc6-dev dovecot-imapd dovecot-pop3d dovecot-lmtpd postfix gnome-keyring dbus procps mount python3
    dnsmasq-base xvfb x11-xkb-utils openbox xdotool imagemagick at-spi2-core python3-gi gir1.2-atspi-2.0
    libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0)
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" -eq 0 ]; then as_root=(); else as_root=(sudo); fi
    echo "Installing: ${missing[*]}"
    # The tests start servers of their own: apt must not start the system's.
    policy=/usr/sbin/policy-rc.d
    made_policy=no
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
        "${as_root[@]}" chmod 755 "$policy"
        made_policy=yes
    fi
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}"
    if [ "$made_policy" = yes ]; then "${as_root[@]}" rm -f "$policy"; fi
fi

cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
cargo test --locked
cargo build --locked --release
