"""Help > Check for updates: the newest version, what is new in it, and how to get it. Installs nothing."""

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.runs.newest_release import Release, UnknownRelease, is_newer, usual_index
from ftd_gui.settings import Settings
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.dialog_room import make_room
from ftd_gui.views.hint_text import say_hint
from ftd_gui.views.hugging import hugging
from ftd_gui.words import tr

UPGRADE = "pip install --upgrade ftd-studio"
WIDTH_PX = 560


class UpdateDialog(QDialog):
    """Says what came of the question, and holds the wish to be asked for every week.

    Args:
        own: version of this program; empty where it has none.

    Signals:
        ask_wanted(): the index shall be asked again, with the settings as they are.
    """

    ask_wanted = Signal()

    def __init__(self, own: str, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own, self._settings = own, settings
        self.setWindowTitle(tr("Check for updates"))
        self.setMinimumWidth(WIDTH_PX)
        self.title = self._label("title")
        self.facts = self._label("")
        self.notes = QPlainTextEdit(self)
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName(tr("What is new"))
        self.notes.setAccessibleDescription(
            tr("The newest version as its makers describe it; to be read, marked and copied.")
        )
        self.notes.setMinimumHeight(120)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        column.setSpacing(2 * SPACE_PX)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self.notes, 1)
        column.addWidget(self._how())
        column.addSpacing(SPACE_PX)
        column.addWidget(self._line())
        column.addLayout(self._wishes())
        column.addLayout(self._foot())
        self.say_asking()

    # ------------------------------------------------ building

    def _label(self, look: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("look", look)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("look", "line")
        return line

    def _how(self) -> QWidget:
        """The command that updates, to be copied."""
        self.how = QWidget(self)
        column = QVBoxLayout(self.how)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_PX)
        told = self._label("soft")
        told.setText(
            tr(
                "Nothing is installed from here. To update, close the window and give this command in "
                "the terminal of the environment that the program lies in:"
            )
        )
        self.command_edit = QLineEdit(UPGRADE, self.how)
        self.command_edit.setReadOnly(True)
        self.command_edit.setAccessibleName(tr("Command that updates the program"))
        self.command_edit.setAccessibleDescription(told.text())
        self.copy_button = QPushButton(tr("Copy"), self.how)
        self.copy_button.setAccessibleName(tr("Copy the command"))
        self.copy_button.setToolTip(tr("To be pasted into a terminal."))
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addWidget(self.command_edit, 1)
        row.addWidget(self.copy_button)
        column.addWidget(told)
        column.addLayout(row)
        return self.how

    def _wishes(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE_PX)
        self.weekly_box = hugging(QCheckBox(tr("Look for updates at most once a week"), self))
        self.weekly_box.setChecked(self._settings.looks_for_updates)
        self.weekly_box.toggled.connect(self._on_weekly_toggled)
        told = self._label("caption")
        told.setText(
            tr(
                "Off, nothing is asked unless this dialog is opened. On, a newer version is told by the "
                "bell alone. Either way the index gets one request for the description of the "
                "program, and nothing about you, this machine or your runs."
            )
        )
        self.weekly_box.setAccessibleDescription(told.text())
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        label = QLabel(tr("Index"), self)
        self.index_edit = QLineEdit(self._settings.update_index, self)
        self.index_edit.setAccessibleName(tr("Address of the index that is asked"))
        self.index_edit.setToolTip(
            tr(
                "Where the description of the program is asked for, as JSON; empty for the usual place."
            )
        )
        say_hint(self.index_edit, usual_index())
        self.index_edit.editingFinished.connect(self._on_index_edited)
        label.setBuddy(self.index_edit)
        row.addWidget(label)
        row.addWidget(self.index_edit, 1)
        column.addWidget(self.weekly_box)
        column.addWidget(told)
        column.addSpacing(SPACE_PX)
        column.addLayout(row)
        return column

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        self.again_button = QPushButton(tr("Ask again"), self)
        self.again_button.setToolTip(tr("Ask the index once more."))
        self.again_button.setAutoDefault(False)
        self.again_button.clicked.connect(self._on_again_clicked)
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.setDefault(True)
        self.close_button.setToolTip(tr("Go back to the main window."))
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.again_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.close_button.setFocus()
        return row

    # ------------------------------------------------ what came of it

    def say_asking(self) -> None:
        """The question is under way."""
        self.again_button.setEnabled(False)
        self.how.hide()
        self._say(tr("Asking for the newest version…"), self._own_words(), "")

    def say_answer(self, answer: Release | UnknownRelease) -> None:
        """Show what the index said, or why nothing is known."""
        self.again_button.setEnabled(True)
        if isinstance(answer, UnknownRelease):
            title = tr("It is not known whether there is a newer version")
            self.how.hide()
            self._say(title, f"{answer} {self._own_words()}", "")
            return
        day = answer.day
        dated = (
            tr("Version {version} is of {day}.").format(
                version=answer.version,
                day=QLocale().toString(QDate(day.year, day.month, day.day)),
            )
            if day
            else tr("Version {version} has no date.").format(version=answer.version)
        )
        if not self._own:
            title = tr("The newest version is {version}")
        elif is_newer(answer.version, self._own):
            title = tr("Version {version} is out")
        else:
            title = tr("This is the newest version")
        self.how.setVisible(is_newer(answer.version, self._own))
        self._say(
            title.format(version=answer.version), f"{dated} {self._own_words()}", answer.notes
        )

    def _own_words(self) -> str:
        if not self._own:
            return tr("This program runs from its source folder and has no version to compare.")
        return tr("This is version {version}.").format(version=self._own)

    def _say(self, title: str, facts: str, notes: str) -> None:
        self.title.setText(title)
        self.facts.setText(facts)
        self.notes.setPlainText(notes)
        self.notes.setVisible(bool(notes))
        make_room(self)

    # ------------------------------------------------ slots

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(UPGRADE)

    def _on_weekly_toggled(self, on: bool) -> None:
        self._settings.looks_for_updates = on

    def _on_index_edited(self) -> None:
        self._settings.update_index = self.index_edit.text().strip()

    def _on_again_clicked(self) -> None:
        self._on_index_edited()
        self.ask_wanted.emit()
