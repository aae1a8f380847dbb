#!/usr/bin/env bash
# The kernels' three ways into a build: by clang, by nvcc where clang is not there, by neither; each says what it is.
# Skips nvcc where there is none (CLIPFEED_TEST_NVCC or PATH), and says so. In the long tier the program is built with
# neither, and its doctor asked.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0

cat >"$dir/CMakeLists.txt" <<C
cmake_minimum_required(VERSION 3.22)
project(kernels C)
set(PROJECT_SOURCE_DIR $CLIPFEED_SOURCE)
include($CLIPFEED_SOURCE/loader/pixels/cuda/kernels.cmake)
add_executable(kernels main.c \${PTX_SOURCES})
target_include_directories(kernels PRIVATE $CLIPFEED_SOURCE/loader)
C
cat >"$dir/main.c" <<'C'
#include "pixels/cuda/ptx.h"
#include <stdio.h>
int main(void)
{
    puts(cf_cuda_ptx_compiler);
    puts(cf_cuda_ptx);
    return 0;
}
C

# way NAME OPTION...: prints the compiler's name and the PTX into $dir/NAME.ptx
way() {
    local name=$1; shift
    if ! { cmake -S "$dir" -B "$dir/$name" "$@" && cmake --build "$dir/$name"; } >"$dir/$name.log" 2>&1; then
        cat "$dir/$name.log"; echo "FAILED: $name: does not build"; exit 1
    fi
    "$dir/$name/kernels" >"$dir/$name.ptx"
    echo "$name: $(head -n 1 "$dir/$name.ptx")"
}

# has NAME PATTERN WHAT, hasnt: of the PTX
has() { grep -Eq "$2" "$dir/$1.ptx" || { echo "FAILED: $1: $3"; failed=1; }; }
hasnt() { ! grep -Eq "$2" "$dir/$1.ptx" || { echo "FAILED: $1: $3"; failed=1; }; }
kernels() {
    has "$1" '\.entry cf_convert_8\(' "no cf_convert_8"
    has "$1" '\.entry cf_convert_16\(' "no cf_convert_16"
    # fused, or open to being fused by the driver, values would not be the host's
    hasnt "$1" '(fma|mad)\.(rn\.)?(ftz\.)?f32|(mul|add)\.(ftz\.)?f32' "arithmetic that is or may be fused"
    hasnt "$1" '\.ftz|\.approx' "arithmetic that is not IEEE's"
    echo "$1: $(grep -E '^\.(version|target)' "$dir/$1.ptx" | tr '\n' ' ')"
}

way neither -DCLIPFEED_CLANG=OFF -DCLIPFEED_NVCC=OFF
has neither 'neither clang nor nvcc' "does not say why there are none"
hasnt neither '\.entry' "kernels by no compiler"

if command -v clang >/dev/null; then
    way clang -DCLIPFEED_NVCC=OFF
    kernels clang
    has clang '^\.version 6\.0' "a newer PTX than the oldest driver takes"
    has clang '^\.target sm_70' "another target"
else
    echo "clang: not here, left out"
fi

nvcc=${CLIPFEED_TEST_NVCC:-$(command -v nvcc || true)}
if [ "$nvcc" ]; then
    way nvcc -DCLIPFEED_CLANG=OFF -DCLIPFEED_NVCC="$nvcc"
    has nvcc '^nvcc' "not by nvcc"
    kernels nvcc
else
    echo "nvcc: not here, left out"
fi

if [ "${CLIPFEED_TEST_FULL:-}" ]; then
    cmake -S "$CLIPFEED_SOURCE" -B "$dir/whole" -DCLIPFEED_CLANG=OFF -DCLIPFEED_NVCC=OFF -DCLIPFEED_TESTS=OFF \
        -DCMAKE_BUILD_TYPE=Debug >"$dir/whole.log" 2>&1 &&
        cmake --build "$dir/whole" --target clipfeed >>"$dir/whole.log" 2>&1 || { tail "$dir/whole.log"; exit 1; }
    "$dir/whole/clipfeed" doctor | grep 'cuda kernels.*none: neither clang nor nvcc' || { echo "FAILED: the doctor"; failed=1; }
fi
exit $failed
