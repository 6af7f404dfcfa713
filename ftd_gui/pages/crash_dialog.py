"""What is known of a session that ended without a goodbye, and a report of it to keep."""

import logging
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.whole_files import write_aside
from ftd_gui.last_session import CrashedSession, report
from ftd_gui.pages.about_dialog import versions_text
from ftd_gui.paths import log_folder
from ftd_gui.theme import SPACE_PX, caption_font
from ftd_gui.views.log_panel import open_folder
from ftd_gui.views.run_words import clock_text
from ftd_gui.words import tr

REPORT_NAME = "ftd-studio-report.zip"

_log = logging.getLogger(__name__)


class CrashDialog(QDialog):
    """Offered once at the next start; what it tells of is forgotten when it is closed."""

    def __init__(self, crashed: CrashedSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._crashed = crashed
        self.setWindowTitle(tr("FTD Studio ended without a goodbye"))
        self.setMinimumWidth(620)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        column.setSpacing(2 * SPACE_PX)
        heading = QLabel(tr("The last session ended without a goodbye."), self)
        heading.setProperty("look", "heading")
        column.addWidget(heading)
        self.words = QLabel(self._sentences(), self)
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        lines_heading = QLabel(
            tr("Where it was when it crashed") if crashed.trace else tr("Last lines of its log"),
            self,
        )
        lines_heading.setProperty("look", "caption")
        column.addWidget(lines_heading)
        self.lines = QPlainTextEdit(crashed.last_lines or tr("Nothing was written."), self)
        self.lines.setReadOnly(True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(caption_font(self.font()).pointSizeF())
        self.lines.setFont(fixed)
        self.lines.setMinimumHeight(200)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(lines_heading.text())
        self.lines.setAccessibleDescription(tr("To be read, marked and copied; Tab goes on."))
        lines_heading.setBuddy(self.lines)
        column.addWidget(self.lines, 1)
        self.outcome = QLabel(
            tr(
                "A report holds these lines, the end of the window's log and the versions. Your folder "
                "is written as ~ in it. Nothing is sent."
            ),
            self,
        )
        self.outcome.setWordWrap(True)
        self.outcome.setProperty("look", "soft")
        column.addWidget(self.outcome)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE_PX)
        self.save_button = self._button(
            tr("Save report…"), tr("Write all that is known to a zip file of your choice")
        )
        self.save_button.clicked.connect(self._on_save_clicked)
        self.folder_button = self._button(
            tr("Open log folder"), tr("Show where the window's logs lie")
        )
        self.folder_button.clicked.connect(self._on_folder_clicked)
        close = self._button(tr("Close"), tr("Go on; this session is not told of again"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        close.setFocus()
        self.finished.connect(self._on_finished)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        return button

    def _sentences(self) -> str:
        crashed = self._crashed
        when = tr("It was opened at {began} and was last heard of at {seen}.").format(
            began=clock_text(crashed.began_s), seen=clock_text(crashed.last_seen_s)
        )
        how = (
            tr("The program crashed.")
            if crashed.trace
            else tr("It left no trace: it was ended from outside, or the machine lost its power.")
        )
        version = tr("Version {version}.").format(version=crashed.version)
        kept = tr("Runs are kept up to their last checkpoint; one that was cut off can be resumed.")
        # one that was begun in the middle of a crash knows none
        parts = (when, how, version if crashed.version else "", kept)
        return " ".join(part for part in parts if part)

    def save(self, path: Path) -> None:
        """Write the report there, and say so."""
        try:
            write_aside(path, report(self._crashed, versions_text()))
        except OSError as error:
            words = tr(
                "The report was not saved: {path} cannot be written ({reason}). Choose another folder."
            ).format(path=path, reason=error.strerror)
            _log.info("%s", words)
        else:
            words = tr("The report is saved as {path}.").format(path=path)
        self.outcome.setText(words)

    def _on_save_clicked(self) -> None:
        start = str(Path.home() / REPORT_NAME)
        dialog = QFileDialog(self, tr("Save report"), start, tr("ZIP (*.zip)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(REPORT_NAME)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, text: str) -> None:
        self.save(Path(text))

    def _on_folder_clicked(self) -> None:
        open_folder(log_folder())

    def _on_finished(self) -> None:
        self._crashed.forget()
