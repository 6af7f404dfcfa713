"""The page of studies: a figure or table of the paper is chosen, cut down, begun, watched and read."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment import Experiment
from ftd_engine.presets import DEMO_PRESET, Preset
from ftd_engine.studies.catalogue import CATALOGUE, Study, study_named
from ftd_engine.studies.estimate import needs_of_parts
from ftd_engine.studies.folder import StudyFolder, StudyState
from ftd_engine.studies.progress import PartBegun, PartFailed, StudyEnded
from ftd_engine.studies.recipes import plan_of
from ftd_engine.studies.requests import CutName, Cuts, StudyError, StudyRequest
from ftd_engine.studies.runner import finished_parts
from ftd_gui.runs.study_watch import StudyWatch
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.flow_layout import FlowLayout
from ftd_gui.views.hint_text import say_hint
from ftd_gui.views.number_text import duration_text
from ftd_gui.views.study_result import StudyResultView
from ftd_gui.words import marked, tr, tr_count

ASK_AFTER_MS = 300
_LIST_WIDTH_PX = 260
_BESIDE_ITEM_PX = 36
"""Edges of the list and of an item, and the scroll bar."""
_STATE_WORDS: dict[StudyState, str] = {
    "waiting": marked("○ Not begun"),
    "running": marked("▶ Running"),
    "done": marked("✓ Done"),
    "stopped": marked("■ Stopped"),
    "failed": marked("✗ Failed"),
    "lost": marked("✗ Cut off"),
}


class StudiesPage(QWidget):
    """Studies on the left; the chosen one with its cuts, parts and result on the right.

    Args:
        present: the experiment of the form, or None where it needs attention.

    Signals:
        run_chosen(Path): the user wants to watch the run of a part.
        refused(str, str): something could not be done: what, and why.
    """

    run_chosen = Signal(Path)
    refused = Signal(str, str)

    def __init__(
        self,
        workspace: Path,
        presets: Sequence[Preset],
        present: Callable[[], Experiment | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presets = {each.key: each for each in presets}
        self._present = present
        self._study = CATALOGUE[0]
        self._run: Path | None = None
        self._can_begin = True
        self.watch = StudyWatch(workspace, self)
        self.watch.changed.connect(self._on_study_changed)
        self.watch.refused.connect(self.refused)
        self._ask_timer = QTimer(self)
        self._ask_timer.setSingleShot(True)
        self._ask_timer.setInterval(ASK_AFTER_MS)
        self._ask_timer.timeout.connect(self._show_needs)
        self.list = QListWidget(self)
        self.title, self.question, self.finding = QLabel(), QLabel(), QLabel()
        self.needs_label, self.state_label, self.parts_label = QLabel(), QLabel(), QLabel()
        self.base_box = QComboBox()
        self.cut_editors: dict[CutName, QSpinBox | QLineEdit] = {}
        self._cut_labels: dict[CutName, QLabel] = {}
        self._cut_rooms: dict[CutName, QWidget] = {}
        self.start_button = QPushButton(tr("Begin"))
        self.stop_button = QPushButton(tr("Stop after this step"))
        self.watch_button = QPushButton(tr("Watch its run"))
        self.report_button = QPushButton(tr("Open report"))
        self.folder_button = QPushButton(tr("Open folder"))
        self.result_view = StudyResultView(LIGHT)
        self._build()
        self.list.setCurrentRow(0)

    # ------------------------------------------------ building

    def _build(self) -> None:
        self.list.setAccessibleName(tr("Studies"))
        self.list.setAccessibleDescription(tr("The figures and tables of the paper"))
        self.list.setProperty("look", "ticks")
        self.list.setFixedWidth(_LIST_WIDTH_PX)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for study in CATALOGUE:
            item = QListWidgetItem(f"{tr(study.title)}\n{study.paper}")
            item.setData(Qt.ItemDataRole.UserRole, study.name)
            item.setToolTip(tr(study.question))
            item.setSizeHint(self._item_size(item.text()))
            self.list.addItem(item)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.title.setProperty("look", "title")
        self.finding.setProperty("look", "soft")
        self.parts_label.setProperty("look", "soft")
        for label in (self.question, self.finding, self.needs_label, self.parts_label):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(*(3 * SPACE_PX,) * 4)
        column.setSpacing(2 * SPACE_PX)
        column.addWidget(self.title)
        column.addWidget(self.question)
        column.addWidget(self.finding)
        column.addWidget(self._cuts_card())
        column.addLayout(self._buttons_row())
        column.addWidget(self.parts_label)
        column.addWidget(self.result_view)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(ground)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        # what stands in it takes the keys, and comes into sight with them
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(tr("The chosen study"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(2 * SPACE_PX,) * 4)
        row.setSpacing(2 * SPACE_PX)
        row.addWidget(self.list)
        row.addWidget(area, 1)
        self.setFocusProxy(self.list)

    def _item_size(self, text: str) -> QSize:
        """Room for a name of the list; Qt leaves the edges of an item out where it breaks lines."""
        room = QRect(0, 0, _LIST_WIDTH_PX - _BESIDE_ITEM_PX, 0)
        box = self.list.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text)
        return QSize(room.width(), box.height() + 3 * SPACE_PX)

    def _cuts_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        grid.setHorizontalSpacing(3 * SPACE_PX)
        grid.setVerticalSpacing(2 * SPACE_PX)
        self.base_box.setAccessibleName(tr("Runs begin from"))
        self.base_box.setAccessibleDescription(tr("The settings that all runs of the study share"))
        # the longest title of a preset is wider than a page on a small screen
        self.base_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.base_box.addItem(tr("the settings in Configure"), "")
        for key, preset in self._presets.items():
            self.base_box.addItem(tr(preset.title), key)
        self.base_box.setCurrentIndex(max(self.base_box.findData(DEMO_PRESET), 0))
        self.base_box.currentIndexChanged.connect(self._on_field_changed)
        grid.addWidget(QLabel(tr("Runs begin from")), 0, 0)
        grid.addWidget(self.base_box, 0, 1)
        as_set = tr("as set")
        self._add_cut("seeds", tr("Seeds"), _number_box(1, 100, ""))
        self._add_cut("networks", tr("Networks"), _number_box(0, 100, as_set))
        self._add_cut("epochs", tr("Epochs each"), _number_box(0, 100_000, as_set))
        self._add_cut("candidates", tr("Candidates"), _number_box(0, 720, "20"))
        self._add_cut("points", tr("Points"), QLineEdit())
        self._add_cut("alphas", tr("Weights α"), QLineEdit())
        # beside the first of what may be two rows
        label = self._cut_labels["seeds"]
        label.setMinimumHeight(self.cut_editors["seeds"].sizeHint().height())
        grid.addWidget(label, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._numbers_row(), 1, 1)
        # lists, and what few studies have, stand in rows of their own
        for line, name in enumerate(("candidates", "points", "alphas"), start=2):
            grid.addWidget(self._cut_labels[name], line, 0)
            grid.addWidget(self.cut_editors[name], line, 1)
        grid.setColumnStretch(1, 1)
        self.needs_label.setAccessibleDescription(tr("What the study takes"))
        grid.addWidget(self.needs_label, 5, 0, 1, 2)
        return card

    def _numbers_row(self) -> FlowLayout:
        """The numbers that nearly every study has, in one row where that has room for them."""
        row = FlowLayout(gap_px=3 * SPACE_PX, row_gap_px=2 * SPACE_PX)
        for name in ("seeds", "networks", "epochs"):
            editor = self.cut_editors[name]
            editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            pair = QWidget()
            beside = QHBoxLayout(pair)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(3 * SPACE_PX)
            if name != "seeds":
                beside.addWidget(self._cut_labels[name])
            beside.addWidget(editor, 1)
            row.addWidget(pair)
            self._cut_rooms[name] = pair
        return row

    def _add_cut(self, name: CutName, words: str, editor: QSpinBox | QLineEdit) -> None:
        label = QLabel(words)
        label.setBuddy(editor)
        editor.setAccessibleName(words)
        editor.setAccessibleDescription(tr("How far the study is cut down"))
        signal = editor.valueChanged if isinstance(editor, QSpinBox) else editor.textChanged
        signal.connect(self._on_field_changed)
        self.cut_editors[name], self._cut_labels[name] = editor, label

    def _buttons_row(self) -> FlowLayout:
        self.start_button.setProperty("look", "primary")
        told = (
            (self.start_button, tr("Do what is left of the study, in a process of its own")),
            (self.stop_button, tr("End it after the present step; what is done is kept")),
            (self.watch_button, tr("Show the run of the present part in Monitor")),
            (self.report_button, tr("Open the report, one page with tables, plots and images")),
            (self.folder_button, tr("Open the folder with the report as CSV, SVG and Markdown")),
        )
        row = FlowLayout(gap_px=2 * SPACE_PX, row_gap_px=SPACE_PX)
        for button, tip in told:
            button.setToolTip(tip)
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(tip)
            row.addWidget(button)
        row.addWidget(self.state_label)
        self.start_button.clicked.connect(self._on_start)
        self.stop_button.clicked.connect(self.watch.stop)
        self.watch_button.clicked.connect(self._on_watch)
        self.report_button.clicked.connect(self._on_report)
        self.folder_button.clicked.connect(self._on_folder)
        return row

    # ------------------------------------------------ what is shown

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.start_button.setIcon(themed_icon("start", theme, theme.accent_text))
        self.stop_button.setIcon(themed_icon("stop", theme))
        self.watch_button.setIcon(themed_icon("monitor", theme))
        self.report_button.setIcon(themed_icon("results", theme))
        self.folder_button.setIcon(themed_icon("folder", theme))
        self.result_view.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the studies while the page is seen."""
        super().showEvent(event)
        self.watch.set_watching(True)
        self._ask_timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the folder alone while nobody sees the page."""
        self.watch.set_watching(False)
        super().hideEvent(event)

    def _on_row_changed(self, row: int) -> None:
        if row < 0:
            return
        self._study = study = study_named(self.list.item(row).data(Qt.ItemDataRole.UserRole))
        self.title.setText(f"{tr(study.title)} ({study.paper})")
        self.question.setText(tr(study.question))
        self.finding.setText(tr("The paper: {finding}").format(finding=tr(study.finding)))
        for name, editor in self.cut_editors.items():
            editor.setVisible(name in study.cuts)
            self._cut_labels[name].setVisible(name in study.cuts)
            if name in self._cut_rooms:
                self._cut_rooms[name].setVisible(name in study.cuts)
        points = self.cut_editors["points"]
        assert isinstance(points, QLineEdit)
        points.clear()
        say_hint(points, tr(study.points))
        points.setToolTip(tr(study.points))
        self.watch.follow(self.watch.newest(study.name))
        self._ask_timer.start()

    # ------------------------------------------------ before the start

    def request(self) -> StudyRequest:
        """The study as it stands in the fields.

        Raises:
            StudyError: a field holds what is no cut, or the form needs attention.
        """
        key = str(self.base_box.currentData() or "")
        preset = self._presets.get(key)
        experiment = preset.experiment if preset else self._present()
        if experiment is None:
            raise StudyError(
                tr("The settings in Configure need attention first, or choose a preset.")
            )
        return StudyRequest(self._study.name, experiment, key, self._cuts(self._study))

    def _cuts(self, study: Study) -> Cuts:
        numbers = {
            name: editor.value() if name in study.cuts else editor.minimum()
            for name, editor in self.cut_editors.items()
            if isinstance(editor, QSpinBox)
        }
        words = {
            name: [word.strip() for word in editor.text().split(",") if word.strip()]
            for name, editor in self.cut_editors.items()
            if isinstance(editor, QLineEdit) and name in study.cuts
        }
        try:
            alphas = tuple(float(word) for word in words.get("alphas", ()))
        except ValueError as error:
            raise StudyError(tr("Weights are numbers with commas, such as 0.3, 1.")) from error
        return Cuts(
            numbers["seeds"],
            numbers["networks"],
            numbers["epochs"],
            tuple(words.get("points", ())),
            alphas,
            numbers["candidates"],
        )

    def _on_field_changed(self) -> None:
        # what a field sends would be taken for an interval
        self._ask_timer.start()

    def _show_needs(self) -> None:
        try:
            request = self.request()
            plan = plan_of(request)
            done: frozenset[str] = frozenset()
            followed = self.watch.folder
            if followed is not None and followed.request() == request:
                done = frozenset(finished_parts(followed, plan))
            needs = needs_of_parts(plan, done, self.watch.workspace)
        except (StudyError, ConfigProblems, OSError) as error:
            self._say_needs(str(error), is_wrong=True)
            return
        left = [need for need in needs if not need.is_done]
        if not left:
            all_done = tr("All parts are done; begun again, the study takes their results over.")
            self._say_needs(all_done, is_wrong=False)
            return
        runs = sum(need.part.is_run for need in left)
        teachers = sum(need.teachers for need in left)
        there = sum(need.teachers_there for need in left)
        times = [need.seconds for need in left]
        known = [each for each in times if each is not None]
        how_long = tr("how long is not known on this device until a run was estimated in Configure")
        if len(known) == len(times):
            how_long = tr("about {time}").format(time=duration_text(sum(known)))
        sentence = tr(
            "{parts} left of {all}, {runs}; {there} of {teachers} teachers are there; {time}."
        )
        self._say_needs(
            sentence.format(
                parts=tr_count("{n} part", "{n} parts", len(left)).format(n=len(left)),
                all=len(needs),
                runs=tr_count("{n} run", "{n} runs", runs).format(n=runs),
                there=there,
                teachers=teachers,
                time=how_long,
            ),
            is_wrong=False,
        )

    def _say_needs(self, sentence: str, *, is_wrong: bool) -> None:
        self.needs_label.setText(f"✗ {sentence}" if is_wrong else sentence)
        self._can_begin = not is_wrong
        self._enable_buttons(is_running=self._state() == "running")

    def _enable_buttons(self, *, is_running: bool) -> None:
        """Begin or stop, whichever can be: the one that no longer can hands the focus to the other."""
        begins, ends = self.start_button, self.stop_button
        had_focus = begins.hasFocus() or ends.hasFocus()
        begins.setEnabled(self._can_begin and not is_running)
        ends.setEnabled(is_running)
        if had_focus:
            (ends if is_running else begins).setFocus()

    def _state(self) -> StudyState | None:
        return self.watch.folder.state() if self.watch.folder else None

    # ------------------------------------------------ the followed study

    def _on_study_changed(self) -> None:
        folder, state = self.watch.folder, self._state()
        is_running = state == "running"
        self.state_label.setText(tr(_STATE_WORDS[state]) if state else "")
        self._enable_buttons(is_running=is_running)
        self.result_view.show_result(folder.result() if folder else None)
        self._run = _present_run(folder) if folder and is_running else None
        self.watch_button.setEnabled(self._run is not None)
        self.report_button.setEnabled(folder is not None and _report(folder).is_file())
        self.folder_button.setEnabled(folder is not None)
        self.start_button.setText(
            tr("Go on") if state in ("stopped", "failed", "lost") else tr("Begin")
        )
        self.parts_label.setText(_parts_words(folder) if folder else "")
        self.parts_label.setVisible(folder is not None)
        self._ask_timer.start()

    def _on_start(self) -> None:
        try:
            self.watch.begin(self.request())
        except StudyError as error:
            self.refused.emit(tr("The study could not be begun."), str(error))

    def _on_watch(self) -> None:
        if self._run is not None:
            self.run_chosen.emit(self._run)

    def _on_report(self) -> None:
        if self.watch.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(_report(self.watch.folder))))

    def _on_folder(self) -> None:
        if self.watch.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.watch.folder.path)))


def _number_box(low: int, high: int, at_lowest: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setSpecialValueText(at_lowest)
    return box


def _report(folder: StudyFolder) -> Path:
    """The page of the report, there or not."""
    return folder.report_path / f"{folder.request().study}.html"


def _present_run(folder: StudyFolder) -> Path | None:
    """The run folder of the part that is worked on."""
    for record in reversed(folder.progress()):
        if isinstance(record.event, PartBegun):
            return Path(record.event.run)
    return None


def _parts_words(folder: StudyFolder) -> str:
    """Which parts are done, which one is worked on, what failed; a line each."""
    failed: dict[str, str] = {}
    begun, last = "", ""
    for record in folder.progress():
        match record.event:
            case PartBegun(key=key):
                begun = key
            case PartFailed(key=key, reason=reason):
                failed[key] = reason
            case StudyEnded(message=message):
                begun, last = "", message
            case _:
                pass
    is_running = folder.state() == "running"
    lines: list[str] = []
    for part in folder.plan():
        record = folder.part(part.key)
        if record is not None and record.is_done:
            lines.append(f"✓ {part.title}")
        elif part.key == begun and is_running:
            lines.append(f"▶ {part.title}")
        elif part.key in failed:
            lines.append(f"✗ {part.title}: {failed[part.key]}")
        else:
            lines.append(f"○ {part.title}")
    if last and not is_running:
        lines.append(engine_words(last))
    return "\n".join(lines)
