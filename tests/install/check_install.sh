#!/usr/bin/env bash
# Outside programs of a few lines, one for each library, build against the installed package, through pkg-config and
# through CMake.
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
cat >"$dir/rewriting.c" <<'C'
#include <clipfeed/rewrite.h>
#include <stdio.h>
int main(void)
{
    struct cf_rewriter *rewriter = NULL;
    struct cf_rewrite *made = NULL;
    struct cf_rewrite_request request = {.prompt = "a red ball", .size = 10};
    struct cf_error err = {0};
    if (cf_rewriter_open(&rewriter, NULL, &err) || cf_rewriter_rewrite(rewriter, &request, &made, &err))
        return fprintf(stderr, "%s\n", err.message), 1;
    printf("%s: %s\n", cf_rewrite_status_name((int)made->status), made->text);
    int status = made->status == CF_REWRITE_OFFLINE ? 0 : 1;
    cf_rewrite_free(&made);
    cf_rewriter_close(&rewriter);
    return status;
}
C
export PKG_CONFIG_PATH=$dir/prefix/lib/pkgconfig
flags=$(pkg-config --cflags --libs clipfeed)
sanitize=$(sed -n 's/^CLIPFEED_SANITIZE:STRING=\(..*\)$/-fsanitize=\1/p' "$build/CMakeCache.txt")
# shellcheck disable=SC2086  (words)
for program in program rewriting; do
    cc "$dir/$program.c" $flags $sanitize -Wl,-rpath,"$dir/prefix/lib" -o "$dir/$program"
    "$dir/$program"
done
if readelf -d "$dir/program" | grep clipfeed-rewrite; then echo "FAIL: a loading program needs the rewriter"; exit 1; fi
cat >"$dir/CMakeLists.txt" <<C
cmake_minimum_required(VERSION 3.22)
project(outside C)
find_package(clipfeed REQUIRED)
add_executable(outside program.c)
target_link_libraries(outside clipfeed::loader)
add_executable(rewriting rewriting.c)
target_link_libraries(rewriting clipfeed::rewrite)
foreach(program outside rewriting)
  target_compile_options(\${program} PRIVATE $sanitize)
  target_link_options(\${program} PRIVATE $sanitize)
endforeach()
C
cmake -S "$dir" -B "$dir/out" -DCMAKE_PREFIX_PATH="$dir/prefix" >/dev/null
cmake --build "$dir/out" >/dev/null
"$dir/out/outside"
"$dir/out/rewriting"
"$dir/prefix/bin/clipfeed" rewrite "a red ball"
"$dir/prefix/bin/clipfeed" doctor
