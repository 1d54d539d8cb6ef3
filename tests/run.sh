#!/usr/bin/env bash
# Installs what the tests need on a Debian 12 with Rust, then runs them all: format, lints, tests, build.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(gcc libc6-dev dovecot-imapd dovecot-pop3d dovecot-lmtpd dovecot-submissiond postfix gnome-keyring dbus procps mount python3 age
    dnsmasq-base xvfb x11-xkb-utils openbox xdotool imagemagick at-spi2-core python3-gi gir1.2-atspi-2.0
    libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0
    apache2-bin libapache2-mod-auth-gssapi gss-ntlmssp media-types openssl libxml2-utils python3-venv
    tinyproxy libnss-wrapper)
# Only npm itself is needed: the Node that runs the provider comes by it.
command -v npm >/dev/null || packages+=(npm)
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

# A real OpenID provider and a Node that is new enough for it, of exactly these versions.
if ! cmp -s tests/oidc/package-lock.json target/oidc/node_modules/.taken; then
    mkdir -p target/oidc
    cp tests/oidc/package.json tests/oidc/package-lock.json target/oidc/
    (cd target/oidc && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    cp tests/oidc/package-lock.json target/oidc/node_modules/.taken
fi

# A foreign client and a foreign acceptor for Exchange, of exactly these versions.
peers=target/peers/venv
if ! [ -e "$peers/.taken" ]; then
    python3 -m venv "$peers"
    "$peers/bin/pip" install -q exchangelib==5.6.0 pyspnego==0.12.4
    touch "$peers/.taken"
fi

cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
cargo test --locked
cargo build --locked --release
