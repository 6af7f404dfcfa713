"""What was found in real images, one card each: how grave, what, the cure, and a button that does it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.data_finding import Finding, Level
from ftd_engine.field_facts import all_fields
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.number_text import count_text, spaced_text
from ftd_gui.words import marked, tr

MOST_HEIGHT_PX = 190
_LOOKS: dict[Level, str] = {"error": "failed_card", "warning": "decision_card", "note": "card"}
_WORDS: dict[Level, str] = {
    "error": marked("Error"),
    "warning": marked("Warning"),
    "note": marked("Note"),
}


def change_words(path: str, value: bool | int | str) -> str:
    """What a button says that changes a setting."""
    if path == "distill.ipc":
        return tr("Lower images per class to {count}").format(count=count_text(int(value)))
    if path == "data.zca":
        return tr("Turn ZCA whitening off")
    if path == "data.image_size_px":
        return tr("Make all {size} × {size} pixels").format(size=value)
    if path == "evaluation.selection":
        return tr("Hold none out")
    if path == "data.damaged":
        return tr("Leave these files out")
    label = all_fields()[path].label
    return tr("Set {setting} to {value}").format(setting=label, value=value)


class FindingCard(QFrame):
    """One finding.

    Attributes:
        change_button: changes the setting that cures it; None where none does.
        folder_button: opens the folder of the files; None where there is none.
    """

    def __init__(self, finding: Finding, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", _LOOKS[finding.level])
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX)
        row.setSpacing(2 * SPACE_PX)
        icon = QLabel(self)
        name, ink = {
            "error": ("problem", theme.failed),
            "warning": ("warning", theme.decision),
            "note": ("info", theme.text_soft),
        }[finding.level]
        icon.setPixmap(themed_icon(name, theme, ink).pixmap(16, 16))
        icon.setAccessibleName(tr(_WORDS[finding.level]))
        icon.setToolTip(tr(_WORDS[finding.level]))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        level = tr(_WORDS[finding.level])
        self.sentence = QLabel(f"{level}: {spaced_text(finding.sentence)}", self)
        cure = QLabel(spaced_text(finding.cure), self)
        cure.setProperty("look", "soft")
        cure.setVisible(bool(finding.cure))
        for label in (self.sentence, cure):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
            # a file's name may be longer than the line and has no blank to break at
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            lines.addWidget(label)
        row.addLayout(lines, 1)
        self.change_button: QPushButton | None = None
        self.folder_button: QPushButton | None = None
        if finding.change is not None:
            self.change_button = QPushButton(change_words(*finding.change), self)
            self.change_button.setToolTip(tr("Change this setting, then look through again."))
            row.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignVCenter)
        if finding.folder:
            self.folder_button = QPushButton(tr("Open folder"), self)
            self.folder_button.setToolTip(finding.folder)
            self.folder_button.setAccessibleDescription(finding.folder)
            row.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignVCenter)


class FindingList(QScrollArea):
    """All findings, errors first; as high as they are, up to a bound.

    Signals:
        change_requested(str, object): set the setting at this path to this value.
        folder_requested(str): show this folder.

    Attributes:
        cards: what is shown.
    """

    change_requested = Signal(str, object)
    folder_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._findings: tuple[Finding, ...] = ()
        self.cards: list[FindingCard] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What was found"))
        self.setAccessibleDescription(
            tr("Errors, warnings and notes about the images, each with its cure.")
        )

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these; without any, that nothing is wrong."""
        self._findings = findings
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(3 * SPACE_PX, 0, 3 * SPACE_PX, 2 * SPACE_PX)
        column.setSpacing(SPACE_PX)
        self.cards = [FindingCard(finding, self._theme, ground) for finding in findings]
        if not findings:
            column.addLayout(self._all_is_well(ground))
        for card, finding in zip(self.cards, findings, strict=True):
            if card.change_button is not None and finding.change is not None:
                card.change_button.clicked.connect(partial(self._on_change, finding.change))
            if card.folder_button is not None:
                card.folder_button.clicked.connect(partial(self._on_folder, finding.folder))
        for card in self.cards:
            column.addWidget(card)
        # the scroll area deletes what it held before
        self.setWidget(ground)
        self._fit_height()

    def _all_is_well(self, ground: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        icon = QLabel(ground)
        icon.setPixmap(themed_icon("done", self._theme, self._theme.random_real).pixmap(16, 16))
        row.addWidget(icon)
        row.addWidget(QLabel(tr("Nothing is wrong with these images."), ground), 1)
        return row

    def set_theme(self, theme: Theme) -> None:
        """Recolour the signs."""
        self._theme = theme
        self.show_findings(self._findings)

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self._fit_height()

    def _fit_height(self) -> None:
        ground = self.widget()
        layout = ground.layout() if ground is not None else None
        if layout is None:
            return
        layout.activate()
        height = layout.totalHeightForWidth(self.viewport().width())
        if height < 0:
            height = layout.totalSizeHint().height()
        self.setFixedHeight(min(height, MOST_HEIGHT_PX))

    def _on_change(self, change: tuple[str, bool | int | str], _checked: bool = False) -> None:
        self.change_requested.emit(*change)

    def _on_folder(self, folder: str, _checked: bool = False) -> None:
        self.folder_requested.emit(folder)
