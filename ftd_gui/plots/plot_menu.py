"""The menus of a plot: what can be taken from it, and everything that its tools do."""

from collections.abc import Iterable
from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from ftd_gui.words import marked, tr

ExportKind = Literal["picture", "points", "lines", "copy"]

EXPORTS: tuple[tuple[ExportKind, str], ...] = (
    ("picture", marked("Save picture (PNG, SVG)\u2026")),
    ("points", marked("Save all points (CSV)\u2026")),
    ("lines", marked("Save all points (JSON lines)\u2026")),
    ("copy", marked("Copy picture")),
)


class PlotMenu(QMenu):
    """Ways to take a plot along, and below them its tools by name.

    Signals:
        export_requested(str): one of the `ExportKind`s.
    """

    export_requested = Signal(str)

    def __init__(
        self, tools: Iterable[tuple[str, QAbstractButton]] = (), parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            tools: name and button of each tool; an entry is a click on the button, so that it
                works where the button had to give way on a small plot.
            parent: widget that owns it.
        """
        super().__init__(parent)
        for kind, words in EXPORTS:
            self.addAction(tr(words)).triggered.connect(partial(self._on_export, kind))
        self._tools = tuple(tools)
        if self._tools:
            self.addSeparator()
        for name, button in self._tools:
            action = self.addAction(name)
            action.setCheckable(button.isCheckable())
            action.triggered.connect(partial(self._on_tool, button))
        self.aboutToShow.connect(self._check_tools)

    def set_has_points(self, has_points: bool) -> None:
        """Offer to take the plot along only where there is something in it."""
        for action in self.actions()[: len(EXPORTS)]:
            action.setEnabled(has_points)

    def _check_tools(self) -> None:
        for action, (_, button) in zip(
            self.actions()[len(EXPORTS) + 1 :], self._tools, strict=True
        ):
            action.setChecked(button.isChecked())

    def _on_export(self, kind: ExportKind, _checked: bool = False) -> None:
        self.export_requested.emit(kind)

    def _on_tool(self, button: QAbstractButton, _checked: bool = False) -> None:
        button.click()
