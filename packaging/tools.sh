#!/bin/bash
# Installs on Debian 12 what `packaging/build.sh` and `tests/windows.sh` need besides Rust.
set -euo pipefail
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends \
    git python3 zip unzip dpkg-dev fakeroot faketime help2man lintian desktop-file-utils appstream \
    gcc-mingw-w64-x86-64-win32 nsis wixl msitools osslsigncode \
    wine64 fonts-wine locales openbox tesseract-ocr tesseract-ocr-deu openssl mmdebstrap systemd xvfb xauth xdotool x11-utils x11-xkb-utils imagemagick
