#!/bin/sh
# Runs the demo: in the window where there is a display, else headless with the same engine.

set -u

cd "$(dirname "$0")/.." || exit 1

display_answers() {
    [ "$(uname)" != Darwin ] || return 0
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
    # Qt ends the process where it finds no display, so another one asks; the shell's word on that is unwanted
    (exec .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])') >/dev/null 2>&1
}

if display_answers 2>/dev/null; then
    exec .venv/bin/ftd-studio --demo
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "The display ${DISPLAY:-$WAYLAND_DISPLAY} does not answer; running the demo without a window."
else
    echo "There is no display; running the demo without a window."
fi
exec .venv/bin/ftd demo
