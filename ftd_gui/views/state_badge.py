"""The state of a run as a small picture beside its word: a shape and a colour that say the same."""

from PySide6.QtGui import QIcon

from ftd_engine.protocol import RunState
from ftd_gui.theme import Theme, themed_icon

STATE_ICONS: dict[RunState, str] = {
    "running": "play",
    "paused": "pause",
    "stopping": "stop",
    "done": "done",
    "stopped": "stop",
    "interrupted": "warning",
    "failed": "problem",
    "lost": "warning",
}
"""Names of the icons, a shape for each thing that a user may do about it."""


def state_colour(state: RunState, theme: Theme) -> str:
    """Red for what broke, amber for what waits to be decided, the accent for what is under way."""
    match state:
        case "failed" | "lost":
            return theme.failed
        case "interrupted" | "paused":
            return theme.decision
        case "running" | "stopping":
            return theme.accent
        case _:
            return theme.text_soft


def state_icon(state: RunState, theme: Theme) -> QIcon:
    """The picture of a state in the colours of a theme."""
    return themed_icon(STATE_ICONS[state], theme, state_colour(state, theme))
