#!/usr/bin/env bash
# An outside program of a few lines builds against the installed package, through pkg-config and through CMake.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
build=$(dirname "$CLIPFEED_PROGRAM")
cmake --install "$build" --prefix "$dir/prefix" >/dev/null
cat >"$dir/program.c" <<'C'
#include <clipfeed/loader.h>
#include <stdio.h>
int main(void)
{
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    int status = cf_loader_open(&loader, "/nonexistent", NULL, &err);
    printf("%s: %s\n", cf_status_name(status), err.message);
    return status == CF_ENOENT ? 0 : 1;
}
C
export PKG_CONFIG_PATH=$dir/prefix/lib/pkgconfig
flags=$(pkg-config --cflags --libs clipfeed)
sanitize=$(sed -n 's/^CLIPFEED_SANITIZE:STRING=\(..*\)$/-fsanitize=\1/p' "$build/CMakeCache.txt")
# shellcheck disable=SC2086  (words)
cc "$dir/program.c" $flags $sanitize -Wl,-rpath,"$dir/prefix/lib" -o "$dir/program"
"$dir/program"
cat >"$dir/CMakeLists.txt" <<C
cmake_minimum_required(VERSION 3.22)
project(outside C)
find_package(clipfeed REQUIRED)
add_executable(outside program.c)
target_link_libraries(outside clipfeed::loader)
target_compile_options(outside PRIVATE $sanitize)
target_link_options(outside PRIVATE $sanitize)
C
cmake -S "$dir" -B "$dir/out" -DCMAKE_PREFIX_PATH="$dir/prefix" >/dev/null
cmake --build "$dir/out" >/dev/null
"$dir/out/outside"
"$dir/prefix/bin/clipfeed" doctor
