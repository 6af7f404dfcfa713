"""What stands behind each tab of a row, in a sentence.

Qt hands readers of screens no words of a row of tabs, only those of its single tabs: what each leads
to is said there, and to the mouse as a tip.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QTabBar

from ftd_gui.words import tr


def describe_tabs(tabs: QTabBar, sentences: Sequence[str]) -> None:
    """Give the first tabs of a row these marked sentences, in order."""
    for place, sentence in enumerate(sentences):
        tabs.setTabToolTip(place, tr(sentence))
