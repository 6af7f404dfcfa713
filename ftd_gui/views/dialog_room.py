"""The size that a dialog needs for all its words: sentences that wrap are left out of Qt's own reckoning."""

from PySide6.QtWidgets import QDialog


def make_room(dialog: QDialog) -> None:
    """Let a dialog be as wide and as high as what stands in it; it never shrinks under a hand."""
    layout = dialog.layout()
    assert layout is not None
    layout.activate()
    # a least width that was set keeps Qt from asking for the one that a large font needs
    least = max(dialog.minimumWidth(), layout.totalMinimumSize().width())
    dialog.setMinimumWidth(least)
    width = max(dialog.width(), least)
    # where nothing wraps there is no height for a width
    height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
    dialog.resize(width, max(dialog.height(), height))
