#!/bin/sh
# Each public header compiles alone, as C17 and as C++17, with every compiler of the four that is installed.
set -u
root=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
flags="-Wall -Wextra -Wpedantic -Werror -fsyntax-only"
failures=0
checks=0

check() { # compiler standard language header
    # Twice: a header must also bear being included again.
    if printf '#include "%s"\n#include "%s"\n' "$4" "$4" | "$1" "-std=$2" $flags -I "$root/loader/include" -I "$root/rewrite/include" -x "$3" -; then
        checks=$((checks + 1))
    else
        echo "$4: does not compile alone with $1 as $2" >&2
        failures=$((failures + 1))
    fi
}

for header in "$root"/loader/include/clipfeed/*.h "$root"/rewrite/include/clipfeed/*.h; do
    [ -f "$header" ] || { echo "no headers: $header" >&2; exit 1; }
    name=clipfeed/$(basename "$header")
    for compiler in gcc clang; do
        command -v "$compiler" >/dev/null && check "$compiler" c17 c "$name"
    done
    for compiler in g++ clang++; do
        command -v "$compiler" >/dev/null && check "$compiler" c++17 c++ "$name"
    done
done
[ $((checks + failures)) -gt 0 ] || { echo "no compiler found" >&2; exit 1; }
echo "$checks compilations of public headers passed, $failures failed"
[ "$failures" -eq 0 ]
