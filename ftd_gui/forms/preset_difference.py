"""Which settings are no longer those of the chosen preset, with a button to put each back."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.field_facts import all_fields
from ftd_engine.presets import Preset
from ftd_gui.forms.edit_history import value_at
from ftd_gui.forms.value_words import ARROW, field_words, value_words
from ftd_gui.theme import SPACE_PX, number_font
from ftd_gui.words import tr, tr_count

MAX_NAMED = 4


def different_paths(preset: Preset, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Paths of the settings that differ from the preset's, in the order of the form."""
    own = preset.experiment.model_dump()
    return tuple(path for path in all_fields() if value_at(own, path) != value_at(values, path))


class PresetDifference(QWidget):
    """A card under the chooser; hidden while nothing differs, or while there is no preset.

    Signals:
        field_chosen(str): the user wants to see the setting at this path.
        put_back_requested(str): it is to be as in the preset again.
        all_back_requested(): all of them are.
    """

    field_chosen = Signal(str)
    put_back_requested = Signal(str)
    all_back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        # in line with the cards of the form
        outer.setContentsMargins(6 * SPACE_PX, SPACE_PX, 6 * SPACE_PX, 0)
        self._card = QFrame(self)
        self._card.setProperty("look", "card")
        outer.addWidget(self._card)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(4 * SPACE_PX, SPACE_PX, 3 * SPACE_PX, SPACE_PX)
        column.setSpacing(SPACE_PX)
        line = QHBoxLayout()
        line.setSpacing(2 * SPACE_PX)
        self.summary = QLabel(self._card)
        self.summary.setWordWrap(True)
        self.list_button = _link(tr("Show"), self._card)
        self.list_button.setAccessibleName(tr("List of the differences"))
        self.list_button.setToolTip(
            tr("Each setting with its value in the preset and its present one.")
        )
        self.list_button.clicked.connect(self._on_list_clicked)
        self.all_button = _link(tr("Put all back"), self._card)
        self.all_button.setToolTip(
            tr("Make all settings those of the preset again; it can be undone.")
        )
        self.all_button.clicked.connect(self._on_all_clicked)
        line.addWidget(self.summary, 1)
        for button in (self.list_button, self.all_button):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self._list = QWidget(self._card)
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, SPACE_PX)
        self._grid.setHorizontalSpacing(3 * SPACE_PX)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self._list.hide()
        column.addWidget(self._list)
        self.back_buttons: dict[str, QPushButton] = {}
        self._rows: dict[str, tuple[str, str]] = {}
        self._shown: list[QWidget] = []
        self.hide()

    def show_difference(self, preset: Preset | None, values: Mapping[str, Any]) -> None:
        """Show what differs between a preset and the values of the form; None hides the card."""
        paths = different_paths(preset, values) if preset else ()
        self.setVisible(bool(paths))
        if preset is None or not paths:
            self._fill({})
            return
        names = [field_words(all_fields()[path]) for path in paths]
        named = ", ".join(names[:MAX_NAMED])
        if len(names) > MAX_NAMED:
            named = tr("{names} and {n} more").format(names=named, n=len(names) - MAX_NAMED)
        words = tr_count(
            "{n} setting differs from “{preset}”: {names}.",
            "{n} settings differ from “{preset}”: {names}.",
            len(names),
        )
        self.summary.setText(words.format(n=len(names), preset=tr(preset.title), names=named))
        own = preset.experiment.model_dump()
        self._fill(
            {p: (value_words(value_at(own, p)), value_words(value_at(values, p))) for p in paths}
        )

    def _fill(self, rows: dict[str, tuple[str, str]]) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown.clear()
        self.back_buttons = {}
        for line, (path, (before, after)) in enumerate(rows.items()):
            name = field_words(all_fields()[path])
            name_button = _link(name, self._list)
            name_button.setToolTip(tr("Go to this setting in the form."))
            name_button.clicked.connect(partial(self._on_name_clicked, path))
            change = QLabel(f"{before}  {ARROW}  {after}", self._list)
            change.setFont(number_font(self.font()))
            back = _link(tr("Put back"), self._list)
            back.setAccessibleName(tr("Put back {name}").format(name=name))
            back.setToolTip(tr("Make it {before} again, as in the preset.").format(before=before))
            back.clicked.connect(partial(self._on_back_clicked, path))
            self._grid.addWidget(name_button, line, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(change, line, 1)
            self._grid.addWidget(back, line, 3)
            self._shown += [name_button, change, back]
            self.back_buttons[path] = back

    def _on_list_clicked(self) -> None:
        opens = self._list.isHidden()
        self._list.setVisible(opens)
        self.list_button.setText(tr("Hide") if opens else tr("Show"))

    def _on_all_clicked(self) -> None:
        self.all_back_requested.emit()

    def _on_name_clicked(self, path: str, _checked: bool = False) -> None:
        self.field_chosen.emit(path)

    def _on_back_clicked(self, path: str, _checked: bool = False) -> None:
        place = list(self.back_buttons).index(path)
        self.put_back_requested.emit(path)
        # the pressed button is gone; the next one takes its place under the fingers
        left = list(self.back_buttons.values())
        if left:
            left[min(place, len(left) - 1)].setFocus()


def _link(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setProperty("look", "link")
    return button
