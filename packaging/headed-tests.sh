#!/bin/sh
# Runs the end-to-end tests in a real X window: starts a virtual screen and a window manager, waits
# until both are up, runs pytest and ends both, whatever happens.
# usage: packaging/headed-tests.sh [pytest arguments]

set -u

cd "$(dirname "$0")/.." || exit 1
for program in Xvfb openbox; do
    command -v $program >/dev/null 2>&1 || {
        echo "$program is missing; make setup installs it." >&2
        exit 1
    }
done

scratch=$(mktemp -d)
screen_pid="" manager_pid="" tests_pid=""
clean_up() {
    for pid in $tests_pid $manager_pid $screen_pid; do
        kill "$pid" 2>/dev/null
    done
    for pid in $tests_pid $manager_pid $screen_pid; do
        wait "$pid" 2>/dev/null
    done
    rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# wait_for FILE PID WHAT: until the file has content, at most 20 s
wait_for() {
    tries=0
    until [ -s "$1" ]; do
        tries=$((tries + 1))
        if [ $tries -gt 200 ] || ! kill -0 "$2" 2>/dev/null; then
            echo "$3 did not come up:" >&2
            cat "$scratch/log" >&2
            exit 1
        fi
        sleep 0.1
    done
}

Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$scratch/display" >"$scratch/log" 2>&1 &
screen_pid=$!
wait_for "$scratch/display" $screen_pid Xvfb
DISPLAY=:$(tr -d '\n' <"$scratch/display")
export DISPLAY

# openbox runs the start-up command once it manages the screen
openbox --sm-disable --startup "sh -c 'echo up >$scratch/managed'" >>"$scratch/log" 2>&1 &
manager_pid=$!
wait_for "$scratch/managed" $manager_pid openbox

unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb
# Qt warns where this one is missing or open to others, and a warning fails a test
mkdir -m 700 "$scratch/runtime"
export XDG_RUNTIME_DIR="$scratch/runtime"

# in the background, so that a signal to this script is heeded at once
.venv/bin/python -m pytest --headed tests/end_to_end -q "$@" &
tests_pid=$!
wait $tests_pid
status=$?
tests_pid=""
exit $status
