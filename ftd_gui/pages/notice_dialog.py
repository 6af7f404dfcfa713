"""View > Notification settings: what is told in the window, and whether the system tells it too."""

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.runs.notices import NoticeKind
from ftd_gui.settings import Settings
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.dialog_room import make_room
from ftd_gui.views.hugging import hugging
from ftd_gui.views.notice_words import KIND_WORDS
from ftd_gui.words import tr


class NoticeDialog(QDialog):
    """Boxes for the kinds of notices and the ways they are told; each counts at once."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(tr("Notification settings"))
        self.setMinimumWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        column.setSpacing(SPACE_PX)
        column.addWidget(self._heading(tr("Tell me when")))
        self.kind_boxes: dict[NoticeKind, QCheckBox] = {}
        off = settings.unwanted_notices()
        for kind, words in KIND_WORDS.items():
            box = self._box(tr(words), tr("Shown in the corner and in the list behind the bell."))
            box.setChecked(kind not in off)
            box.toggled.connect(self._on_kind_toggled)
            self.kind_boxes[kind] = box
            column.addWidget(box)
        column.addSpacing(3 * SPACE_PX)
        column.addWidget(self._heading(tr("How")))
        self.system_box = self._box(
            tr("By the system too, while another program has the focus"),
            tr(
                "A message of the desktop where it has a tray; elsewhere the window asks for attention."
            ),
        )
        self.system_box.setChecked(settings.tells_system)
        self.system_box.toggled.connect(self._on_system_toggled)
        self.sound_box = self._box(tr("With a sound"), tr("The short tone of the system."))
        self.sound_box.setChecked(settings.has_sound)
        self.sound_box.toggled.connect(self._on_sound_toggled)
        column.addWidget(self.system_box)
        column.addWidget(self.sound_box)
        column.addSpacing(3 * SPACE_PX)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        close = QPushButton(tr("Close"), self)
        close.setAccessibleDescription(tr("Close this dialog; what was ticked is kept"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        column.addLayout(buttons)
        make_room(self)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("look", "heading")
        return label

    def _box(self, text: str, tip: str) -> QCheckBox:
        box = hugging(QCheckBox(text, self))
        box.setToolTip(tip)
        box.setAccessibleDescription(tip)
        return box

    def _on_kind_toggled(self) -> None:
        off = {kind for kind, box in self.kind_boxes.items() if not box.isChecked()}
        self._settings.set_unwanted_notices(off)

    def _on_system_toggled(self, on: bool) -> None:
        self._settings.tells_system = on

    def _on_sound_toggled(self, on: bool) -> None:
        self._settings.has_sound = on
