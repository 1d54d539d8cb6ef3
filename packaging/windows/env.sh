# Sourced: how the Windows program is built on Debian. Everything large lies in a folder that is
# kept between runs, $KONTORPOST_CACHE.
KONTORPOST_CACHE=${KONTORPOST_CACHE:-$PWD/target/windows}
export KONTORPOST_CACHE
# Reaches the program's own crates only; build scripts keep the machine's standard library. Without
# a time stamp two builds of the same source are equal byte by byte.
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS="--sysroot $KONTORPOST_CACHE/sysroot -C link-arg=-Wl,--no-insert-timestamp"
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
export CC_x86_64_pc_windows_gnu=x86_64-w64-mingw32-gcc
export AR_x86_64_pc_windows_gnu=x86_64-w64-mingw32-ar
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=$PWD/packaging/windows/wine.sh
export WINEPREFIX=${WINEPREFIX:-$KONTORPOST_CACHE/wine}
