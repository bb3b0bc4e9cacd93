# tests/cli/tap.sh: a few words for tests of the program in sh; sourced. Needs $attune.
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh
n=0
failed=0
source=${ATTUNE_SOURCE:-$(dirname "$0")/../..}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ATTUNE_LISTEN NO_COLOR COLUMNS XDG_DATA_HOME ATTUNE_SHARED ATTUNE_SOURCE
LC_ALL=C.UTF-8 TERM=xterm HOME=$work/home
export LC_ALL TERM HOME
mkdir -p "$HOME"

# The last command's standard output, standard error and exit status: in files, since the end of a
# pipe runs in a shell of its own.
out=$work/out
err=$work/err
run() {
    "$attune" "$@" >"$out" 2>"$err"
    echo $? >"$work/status"
}
status() { cat "$work/status"; }
ok() { # NAME TEST...: passes when the test does
    name=$1
    shift
    n=$((n + 1))
    if "$@"; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name"
        echo "#   $*"
        [ ! -s "$out" ] || tail -n 15 "$out" | sed 's/^/# out: /'
        [ ! -s "$err" ] || tail -n 15 "$err" | sed 's/^/# err: /'
        failed=1
    fi
}
is() { ok "$1" [ "$2" = "$3" ]; }
exits() { is "$1" "$(status)" "$2"; }
says() { ok "$1" grep -qF -- "$2" "$out"; }
complains() { ok "$1" grep -qF -- "$2" "$err"; }
silent() { ok "$1" [ ! -s "$out" ]; }
finish() {
    echo "1..$n"
    exit $failed
}
# Lines for a pipe: the arguments, one each.
lines() { printf '%s\n' "$@"; }
# A number of answers that differ: 1 2 3 4 5 1 2 …
answers() { awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) print i % 5 + 1 }'; }
