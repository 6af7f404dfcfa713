"""Taking in the log of another program: which folder, what its tags are, what the run is called."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.config_checks import can_be_name
from ftd_engine.job_requests import LogImport, LogImported, LogReport, TagFacts
from ftd_engine.launch import LOG_ENTRY
from ftd_engine.metric_tags import Target, target_of
from ftd_gui.forms.field_editors import set_property
from ftd_gui.runs.log_job import LogJob
from ftd_gui.theme import SPACE_PX, number_font
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.number_text import MISSING, count_text, number_text
from ftd_gui.views.series_words import offered_targets, target_words
from ftd_gui.words import marked, tr, tr_count

COLUMNS = (marked("Tag"), marked("Points"), marked("Steps"), marked("Values"), marked("Series"))
TAG, POINTS, STEPS, VALUES, SERIES = range(len(COLUMNS))
MOST_ROWS = 300
"""More choices would take seconds to make; tags beyond are what their names say."""
WIDEST_COLUMN_PX = 380
SERIES_LETTERS = 22
MOST_ROWS_SEEN = 11
"""The dialog grows to this many; more are scrolled."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LogDialog(QDialog):
    """Asks for the log and for what its tags are; nothing is chosen by guess.

    Signals:
        imported(object): the `LogImported` that tells of the run which the log became.
    """

    imported = Signal(object)

    def __init__(
        self,
        workspace: Path,
        start_folder: Path,
        parent: QWidget | None = None,
        entry: str = LOG_ENTRY,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._start_folder = start_folder
        self._entry = entry
        self._found: LogReport | None = None
        self._looked_at = ""
        self._boxes: list[tuple[str, QComboBox]] = []
        self._job = LogJob(self)
        self._job.looked.connect(self._on_looked)
        self._job.imported.connect(self._on_imported)
        self.setWindowTitle(tr("Import a TensorBoard log"))
        self.setMinimumWidth(820)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        layout.setSpacing(3 * SPACE_PX)
        layout.addLayout(self._path_row())
        self.found_label = QLabel(self)
        self.found_label.setWordWrap(True)
        layout.addWidget(self.found_label)
        layout.addWidget(self._tag_table(), 1)
        self.notes_label = QLabel(self)
        self.notes_label.setWordWrap(True)
        self.notes_label.setProperty("look", "caption")
        layout.addWidget(self.notes_label)
        layout.addLayout(self._name_row())
        self.obstacle_label = QLabel(self)
        self.obstacle_label.setWordWrap(True)
        layout.addWidget(self.obstacle_label)
        layout.addLayout(self._buttons())
        self._say(
            tr(
                "Choose the folder of the log. It becomes a run that holds its curves and nothing else, "
                "and can be compared with others."
            ),
            "soft",
        )
        self._show_tags(())
        self._on_input_changed()

    # ------------------------------------------------ building

    def _path_row(self) -> QHBoxLayout:
        self.path_edit = QLineEdit(self)
        self.path_edit.setPlaceholderText(tr("Folder with event files of TensorBoard"))
        self.path_edit.setAccessibleName(tr("Folder with event files of TensorBoard"))
        self.path_edit.setToolTip(
            tr("Type its path and press Enter, or choose it with a button beside.")
        )
        self.path_edit.editingFinished.connect(self._on_path_entered)
        self.folder_button = QPushButton(tr("Folder…"), self)
        self.folder_button.setToolTip(tr("Choose the folder that the event files lie in."))
        self.folder_button.clicked.connect(self._on_folder_clicked)
        # Return in the path looks at the path; it must not open a chooser
        self.folder_button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addWidget(self.path_edit, 1)
        row.addWidget(self.folder_button)
        return row

    def _tag_table(self) -> QTableWidget:
        self.table = QTableWidget(0, len(COLUMNS), self)
        for column, title in enumerate(COLUMNS):
            head = QTableWidgetItem(tr(title))
            head.setTextAlignment(_RIGHT if column in (POINTS, STEPS, VALUES) else _LEFT)
            self.table.setHorizontalHeaderItem(column, head)
        self.table.setAccessibleName(tr("Tags of the log"))
        self.table.setAccessibleDescription(
            tr("A row for each tag; the last column says which series it is taken for.")
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(SERIES, QHeaderView.ResizeMode.Stretch)
        header.setMaximumSectionSize(WIDEST_COLUMN_PX)
        header.setHighlightSections(False)
        # the head was dressed when it was made, before it could know
        set_property(self.table, "look", "values")
        set_property(header, "look", "values")
        return self.table

    def _name_row(self) -> QHBoxLayout:
        self.name_edit = QLineEdit(self)
        self.name_edit.textChanged.connect(self._on_input_changed)
        label = QLabel(tr("Name of the run"), self)
        label.setBuddy(self.name_edit)
        self.name_edit.setAccessibleName(label.text())
        self.name_edit.setToolTip(tr("What the curves are called in lists and plots."))
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addWidget(label)
        row.addWidget(self.name_edit, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.setToolTip(tr("Close this window; nothing is imported."))
        self.cancel_button.clicked.connect(self.reject)
        self.import_button = QPushButton(tr("Import and compare"), self)
        self.import_button.setProperty("look", "primary")
        self.import_button.setDefault(True)
        self.import_button.clicked.connect(self._on_import_clicked)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.import_button)
        return row

    # ------------------------------------------------ looking

    def look_at(self, path: Path) -> None:
        """Read the log at this place and show its tags."""
        self.path_edit.setText(str(path))
        self._looked_at = str(path)
        self._found = None
        self._show_tags(())
        self._say(tr("Reading…"), "soft")
        self._job.look(path, self._entry)
        self._on_input_changed()

    def _on_looked(self, found: LogReport) -> None:
        if not found.ok:
            self._say(engine_words(found.message), "failed")
            return
        self._found = found
        known = sum(bool(facts.target) for facts in found.tags)
        words = tr_count(
            "{n} tag, of which {known} is known by its name.",
            "{n} tags, of which {known} are known by their names.",
            len(found.tags),
        ).format(n=count_text(len(found.tags)), known=count_text(known))
        settings = (
            tr("The settings of the run came with them.")
            if found.has_settings
            else tr("The settings of the run are not known.")
        )
        self._say(f"{words} {settings}", "")
        self._show_tags(found.tags)
        notes = [engine_words(note) for note in found.notes]
        if len(found.tags) > MOST_ROWS:
            words_of_rest = tr(
                "The first {n} tags are listed; the others are what their names say."
            )
            notes.append(words_of_rest.format(n=count_text(MOST_ROWS)))
        self.notes_label.setText("\n".join(notes))
        self.notes_label.setVisible(bool(notes))
        self.name_edit.setText(found.name)
        self._on_input_changed()

    def _say(self, words: str, look: str) -> None:
        self.found_label.setText(words)
        set_property(self.found_label, "look", look)
        self.notes_label.hide()

    def _show_tags(self, tags: tuple[TagFacts, ...]) -> None:
        self._boxes.clear()
        shown = tags[:MOST_ROWS]
        self.table.setRowCount(len(shown))
        for row, facts in enumerate(shown):
            self._show_tag(row, facts)
        self.table.setVisible(bool(tags))
        seen = sum(self.table.rowHeight(row) for row in range(min(len(shown), MOST_ROWS_SEEN)))
        head_px = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(seen + head_px + 2 * self.table.frameWidth())

    def _show_tag(self, row: int, facts: TagFacts) -> None:
        steps = _range_text(count_text(facts.first_step), count_text(facts.last_step))
        values = _range_text(number_text(facts.low), number_text(facts.high))
        cells = {TAG: facts.tag, POINTS: count_text(facts.points), STEPS: steps, VALUES: values}
        for column, text in cells.items():
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            if column == TAG:
                item.setToolTip(text)
            else:
                item.setFont(number_font(self.font()))
                item.setTextAlignment(_RIGHT)
            self.table.setItem(row, column, item)
        box = self._series_box(facts)
        self.table.setCellWidget(row, SERIES, box)
        self.table.setRowHeight(row, box.sizeHint().height() + SPACE_PX)
        self._boxes.append((facts.tag, box))

    def _series_box(self, facts: TagFacts) -> QComboBox:
        box = QComboBox(self.table)
        box.setAccessibleName(tr("Series of {tag}").format(tag=facts.tag))
        box.setToolTip(tr("What the values of this tag are; it is shown as such."))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(SERIES_LETTERS)
        box.addItem(tr("Leave out"), "")
        targets = offered_targets()
        known = target_of(facts.target) if facts.target else None
        if known is not None and known not in targets:
            targets.insert(0, known)
        for target in targets:
            box.addItem(target_words(target), str(target))
        box.setCurrentIndex(box.findData(facts.target))
        box.currentIndexChanged.connect(self._on_input_changed)
        # a wheel that scrolls the table must not change what it rolls over
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return box

    # ------------------------------------------------ what is asked

    def request(self) -> LogImport:
        """What would be asked of the engine now."""
        targets = tuple((tag, str(box.currentData())) for tag, box in self._boxes)
        name = self.name_edit.text().strip()
        return LogImport(self._looked_at, str(self._workspace), name, targets)

    def _obstacle(self) -> str:
        chosen: dict[str, str] = {}
        for tag, box in self._boxes:
            text = str(box.currentData())
            if text and text in chosen and target_of(text).member is not None:
                return tr(
                    "“{first}” and “{second}” are both: {series}. Leave one of them out."
                ).format(first=chosen[text], second=tag, series=box.currentText())
            chosen[text] = tag
        chosen.pop("", None)
        if not chosen:
            return tr("Say of at least one tag which series it is.")
        for text, tag in chosen.items():
            target = target_of(text)
            if target.is_spread and str(Target(target.name, target.member)) not in chosen:
                return tr("“{tag}” is a spread, but no tag is its curve. Leave it out.").format(
                    tag=tag
                )
        if not can_be_name(self.name_edit.text().strip()):
            return tr("Name the run: letters, digits, blank, dot, dash and underscore.")
        return ""

    # ------------------------------------------------ slots

    def _on_input_changed(self) -> None:
        is_known = self._found is not None and not self._job.is_running
        self.name_edit.setEnabled(is_known)
        self.table.setEnabled(is_known)
        obstacle = self._obstacle() if is_known else ""
        self.obstacle_label.setText(obstacle)
        self.obstacle_label.setVisible(bool(obstacle))
        self.import_button.setEnabled(is_known and not obstacle)
        tip = tr("Make the log a run, and tick it on the Compare page.")
        self.import_button.setToolTip(obstacle or tip)

    def _on_path_entered(self) -> None:
        text = self.path_edit.text().strip()
        if text and text != self._looked_at:
            self.look_at(Path(text))

    def _on_folder_clicked(self) -> None:
        start = Path(self.path_edit.text()).parent if self.path_edit.text() else self._start_folder
        dialog = QFileDialog(self, tr("The folder of a log"), str(start))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_path_chosen)
        dialog.open()

    def _on_path_chosen(self, text: str) -> None:
        self.look_at(Path(text))

    def _on_import_clicked(self) -> None:
        self._say(tr("Importing…"), "soft")
        self._job.take_in(self.request(), self._entry)
        self._on_input_changed()

    def _on_imported(self, done: LogImported) -> None:
        if not done.ok:
            self._say(engine_words(done.message), "failed")
            self._on_input_changed()
            return
        self.accept()
        self.imported.emit(done)

    def done(self, result: int) -> None:
        """Close; what is under way is given up."""
        self._job.close()
        super().done(result)


def _range_text(low: str, high: str) -> str:
    if MISSING in (low, high):
        return MISSING
    return low if low == high else tr("{low} to {high}").format(low=low, high=high)
