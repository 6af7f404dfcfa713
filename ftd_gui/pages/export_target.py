"""One format of an export: its box, what it is for, and where it goes."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.export_formats import FormatFacts
from ftd_engine.job_requests import ExportTarget
from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.hugging import hugging
from ftd_gui.words import tr

NAME_WIDTH_PX = 130


class ExportTargetRow(QWidget):
    """A format that can be ticked; its path shows only while it is.

    Signals:
        changed(): it was ticked or unticked, or its path is another.
    """

    changed = Signal()

    def __init__(self, facts: FormatFacts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.box = hugging(QCheckBox(tr(facts.label), self))
        self.box.setToolTip(tr(facts.help))
        help_label = QLabel(tr(facts.help), self)
        help_label.setProperty("look", "soft")
        help_label.setWordWrap(True)
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(tr("Path of the {format}").format(format=tr(facts.label)))
        self.edit.setToolTip(tr(facts.help))
        self.browse_button = QToolButton(self)
        self.browse_button.setIcon(themed_icon("folder", theme))
        self.browse_button.setIconSize(QSize(16, 16))
        self.browse_button.setToolTip(tr("Choose the {format}").format(format=tr(facts.label)))
        self.browse_button.setAccessibleName(self.browse_button.toolTip())
        self.browse_button.setAccessibleDescription(tr("Say in a dialog where it is written."))
        self.browse_button.clicked.connect(self._on_browse_clicked)
        self.box.toggled.connect(self._on_box_toggled)
        self.edit.textChanged.connect(self.changed)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_PX)
        head = QGridLayout()
        head.setHorizontalSpacing(2 * SPACE_PX)
        head.setColumnMinimumWidth(0, NAME_WIDTH_PX)
        head.setColumnStretch(1, 1)
        head.addWidget(self.box, 0, 0)
        head.addWidget(help_label, 0, 1)
        layout.addLayout(head)
        self._path_row = QWidget(self)
        path = QHBoxLayout(self._path_row)
        path.setContentsMargins(NAME_WIDTH_PX + 2 * SPACE_PX, 0, 0, 0)
        path.setSpacing(2 * SPACE_PX)
        path.addWidget(self.edit, 1)
        path.addWidget(self.browse_button)
        self._path_row.setVisible(False)
        layout.addWidget(self._path_row)

    @property
    def is_ticked(self) -> bool:
        """The format is wanted."""
        return self.box.isChecked()

    @property
    def path_text(self) -> str:
        """The path as it stands."""
        return self.edit.text().strip()

    def target(self) -> ExportTarget:
        """What would be asked for."""
        return ExportTarget(self.facts.name, self.path_text)

    def propose(self, folder: Path, stem: str) -> None:
        """Offer a place named after the set."""
        self.edit.setText(str(folder / f"{stem}{self.facts.suffix}"))
        # the end of a path tells more than its beginning
        self.edit.setCursorPosition(len(self.edit.text()))

    def existing(self) -> Path | None:
        """What is already there, or None."""
        path = Path(self.path_text)
        if not self.is_ticked or not self.path_text:
            return None
        if self.facts.is_folder:
            return path if path.is_dir() and any(path.iterdir()) else None
        return path if path.is_file() else None

    def obstacle(self) -> str:
        """Why this cannot be written, empty where it can or is not wanted."""
        name, text = tr(self.facts.label), self.path_text
        if not self.is_ticked:
            return ""
        if not text:
            return tr("The {format} has no path. Name one, or untick it.").format(format=name)
        if not Path(text).is_absolute():
            words = tr("The {format} “{path}” is no whole path. Write it from the root on.")
            return words.format(format=name, path=text)
        if not self.facts.is_folder and Path(text).is_dir():
            return tr("The {format} names a folder. Add a file name.").format(format=name)
        return ""

    def _on_box_toggled(self, ticked: bool) -> None:
        self._path_row.setVisible(ticked)
        self.changed.emit()

    def _on_browse_clicked(self) -> None:
        if self.facts.is_folder:
            title = tr("Folder of the {format}").format(format=tr(self.facts.label))
            dialog = QFileDialog(self, title, self.path_text)
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            ending = Path("x" + self.facts.suffix).suffix
            dialog = QFileDialog(
                self, tr("Export as"), self.path_text, tr("Files (*{ending})").format(ending=ending)
            )
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(ending.removeprefix("."))
            # the export dialog asks about existing files itself, once for all targets
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self.edit.setText)
        dialog.open()
