"""The keys that ship: one set for every command, and those that fields, lists and images keep for themselves.

A rare command has two strokes. What follows Ctrl+G is about plots, Ctrl+Shift+M about images, Ctrl+Shift+T
about the theme, Ctrl+Shift+L about the language, and Ctrl+J about the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from ftd_gui.words import marked

_Standard = QKeySequence.StandardKey

STANDARD_KEYS: Mapping[str, QKeySequence.StandardKey] = {
    "new": _Standard.New,
    "open_run": _Standard.Open,
    "save": _Standard.Save,
    "save_preset": _Standard.SaveAs,
    "quit": _Standard.Quit,
    "undo": _Standard.Undo,
    "redo": _Standard.Redo,
    "find": _Standard.Find,
}
"""Commands that have the keys of the desktop, beside those below where it has others."""

USUAL_KEYS: Mapping[str, str] = {
    "new": "Ctrl+N",
    "open_run": "Ctrl+O",
    "choose_workspace": "Ctrl+J, C",
    "load": "Ctrl+L",
    "save": "Ctrl+S",
    "save_preset": "Ctrl+Shift+S",
    "remove_preset": "Ctrl+J, P",
    "import_set": "Ctrl+I",
    "import_log": "Ctrl+J, B",
    "export": "Ctrl+E",
    "write_metrics": "Ctrl+J, M",
    "always_metrics": "Ctrl+J, Shift+M",
    "quit": "Ctrl+Q",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "history": "Ctrl+Shift+H",
    "find": "Ctrl+F",
    "copy_command": "Ctrl+Shift+C",
    "import_command": "Ctrl+Shift+I",
    "preferences": "Ctrl+,",
    "start": "Ctrl+Return",
    "demo": "Ctrl+Shift+D",
    "finished_demo": "Ctrl+J, Q",
    "add_to_queue": "Ctrl+Shift+Return",
    "queue_hold": "Ctrl+J, H",
    "queue_up": "Ctrl+J, Up",
    "queue_down": "Ctrl+J, Down",
    "queue_copy": "Ctrl+J, D",
    "queue_remove": "Ctrl+J, Backspace",
    "pause": "Ctrl+P",
    "free_device": "Ctrl+J, F",
    "stop": "Ctrl+.",
    "stop_after_evaluation": "Shift+F7",
    "stop_now": "Ctrl+J, X",
    "evaluate": "F7",
    "snapshot": "F6",
    "evaluate_again": "Ctrl+J, K",
    "add_to_comparison": "Ctrl+Shift+K",
    "rename_run": "F2",
    "pin_run": "Ctrl+B",
    "remove_run": "Ctrl+J, Del",
    **{f"page_{index}": f"Ctrl+{index + 1}" for index in range(7)},
    "dock_experiments": "Ctrl+J, E",
    "dock_inspector": "Ctrl+J, I",
    "dock_log": "Ctrl+J, L",
    **{f"workspace_{index}": f"Alt+{index + 1}" for index in range(4)},
    "save_workspace": "Ctrl+J, S",
    "reset_layout": "Ctrl+J, R",
    "theme_system": "Ctrl+Shift+T, S",
    "theme_light": "Ctrl+Shift+T, L",
    "theme_dark": "Ctrl+Shift+T, D",
    "theme_contrast": "Ctrl+Shift+T, C",
    "language_system": "Ctrl+Shift+L, S",
    "language_en": "Ctrl+Shift+L, E",
    "language_de": "Ctrl+Shift+L, D",
    "full_screen": "F11",
    "refresh_runs": "F5",
    "notices": "Ctrl+Shift+N",
    "notice_settings": "Ctrl+J, N",
    "tray": "Ctrl+J, Y",
    "log_x": "Ctrl+G, X",
    "log_y": "Ctrl+G, Y",
    "box_zoom": "Ctrl+G, B",
    "fit_plot": "Ctrl+G, F",
    "enlarge_plot": "Ctrl+G, E",
    "plot_picture": "Ctrl+G, S",
    "plot_points": "Ctrl+G, P",
    "plot_lines": "Ctrl+G, J",
    "plot_copy": "Ctrl+G, C",
    **{f"smoothing_{index}": f"Ctrl+G, {index}" for index in range(8)},
    "view_images": "Ctrl+Shift+M, V",
    "play": "Ctrl+Shift+M, P",
    "best_set": "Ctrl+Shift+M, B",
    "histogram": "Ctrl+Shift+M, H",
    "compare_images": "Ctrl+Shift+M, R",
    "copy_image": "Ctrl+Shift+M, C",
    "save_image": "Ctrl+Shift+M, S",
    "animate_image": "Ctrl+Shift+M, A",
    "manual": "F1",
    "whats_this": "Shift+F1",
    "welcome": "Ctrl+J, W",
    "tour": "Ctrl+J, T",
    "palette": "Ctrl+Shift+P",
    "shortcuts": "Ctrl+?",
    "updates": "Ctrl+J, V",
    "log_folder": "Ctrl+J, G",
    "about": "Ctrl+J, A",
}

OWN_WORKSPACE_KEYS = (
    *(f"Alt+{digit}" for digit in "567890"),
    *(f"Ctrl+J, {digit}" for digit in "1234567890"),
    *(f"Ctrl+J, Shift+F{number}" for number in range(1, 5)),
)
"""Of the user's own workspaces, in the order of their places."""


@dataclass(frozen=True, slots=True)
class FixedKeys:
    """Keys that mean something else where a part of the window has the focus, and cannot be given away."""

    title: str
    """What they do; marked, not translated."""
    keys: tuple[str, ...]


QUEUE_KEYS: Mapping[str, str] = {
    "up": "Alt+Up",
    "down": "Alt+Down",
    "copy": "Ctrl+D",
    "remove": "Del",
}

FIXED_KEYS: tuple[FixedKeys, ...] = (
    FixedKeys(marked("Move the entry of the queue up"), (QUEUE_KEYS["up"],)),
    # the arrow down is first of all that of every list of choices
    FixedKeys(marked("Open a list of choices"), ("Alt+Down", "F4")),
    FixedKeys(marked("Duplicate the entry of the queue"), (QUEUE_KEYS["copy"],)),
    FixedKeys(marked("Remove the entry of the queue"), (QUEUE_KEYS["remove"],)),
    FixedKeys(marked("Filter the classes"), ("/",)),
    FixedKeys(marked("Show one class alone"), ("O",)),
    FixedKeys(marked("Show all images"), ("0", "F")),
    FixedKeys(marked("Zoom plots and images"), ("+", "=", "-")),
    FixedKeys(marked("Play, or press what has the focus"), ("Space", "Shift+Space")),
    FixedKeys(
        marked("Move plots, or go through iterations and lists"),
        ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"),
    ),
    FixedKeys(
        marked("Move the crosshair, or select"),
        ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Shift+Home", "Shift+End"),
    ),
    FixedKeys(marked("Choose, or see the pixels of an image"), ("Return", "Enter")),
    FixedKeys(marked("Go back, or see all plots again"), ("Esc",)),
    FixedKeys(marked("Go through the window"), ("Tab", "Shift+Tab", "Shift+Backtab")),
    FixedKeys(marked("Copy"), ("Ctrl+C", "Ctrl+Ins")),
    FixedKeys(marked("Cut"), ("Ctrl+X", "Shift+Del")),
    FixedKeys(marked("Paste"), ("Ctrl+V", "Shift+Ins")),
    FixedKeys(marked("Select all"), ("Ctrl+A", "Ctrl+Shift+A")),
    FixedKeys(marked("Undo typing"), ("Ctrl+Z", "Alt+Backspace")),
    FixedKeys(marked("Type again what was undone"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    FixedKeys(marked("Select in a list"), ("Ctrl+Space",)),
    FixedKeys(
        marked("Move by a word, or scroll the images"),
        (
            *(f"Ctrl+{arrow}" for arrow in ("Left", "Right", "Up", "Down")),
            *(f"Ctrl+Shift+{arrow}" for arrow in ("Left", "Right", "Up", "Down")),
        ),
    ),
    FixedKeys(
        marked("Go to the beginning or the end"),
        ("Ctrl+Home", "Ctrl+End", "Ctrl+Shift+Home", "Ctrl+Shift+End"),
    ),
    FixedKeys(
        marked("Delete a word or a line"), ("Ctrl+Backspace", "Ctrl+Del", "Ctrl+U", "Ctrl+K")
    ),
    FixedKeys(
        marked("Go to the next or the previous page"),
        ("Ctrl+Tab", "Ctrl+Shift+Tab", "Ctrl+Shift+Backtab", "Ctrl+PgUp", "Ctrl+PgDown"),
    ),
    FixedKeys(marked("Open the menu"), ("F10", "Shift+F10")),
    FixedKeys(marked("Close the window"), ("Alt+F4",)),
)


def usual_keys(name: str) -> list[QKeySequence]:
    """The keys that a command has as long as its user gave it no others; none for an unknown name."""
    if name not in USUAL_KEYS:
        return []
    own = QKeySequence(USUAL_KEYS[name])
    standard = STANDARD_KEYS.get(name)
    keys = [] if standard is None else QKeySequence.keyBindings(standard)
    # some desktops have a key named Exit at most, or none at all
    has_usual = any("+" in key.toString(QKeySequence.SequenceFormat.PortableText) for key in keys)
    return keys if has_usual else [own, *keys]
