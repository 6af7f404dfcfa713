"""The list in which the runs to compare are ticked, each with the look of its line."""

from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.run_summary import RunSummary
from ftd_gui.plots.compared_plots import RUN_LOOKS
from ftd_gui.plots.plot_legend import SWATCH_PX, draw_swatch
from ftd_gui.runs.compared_runs import MOST_RUNS, ComparedRuns
from ftd_gui.runs.run_library import RunLibrary, RunRole
from ftd_gui.theme import LIGHT, SPACE_PX, Theme
from ftd_gui.views.hint_text import say_hint
from ftd_gui.views.hugging import hugging
from ftd_gui.views.run_words import STATE_WORDS, clock_text, percent_text
from ftd_gui.words import tr

AnyIndex = QModelIndex | QPersistentModelIndex
SWATCH_HEIGHT_PX = 12
BASELINE_LETTERS = 8


class ChoiceModel(QSortFilterProxyModel):
    """The library with a tick for each run that is compared."""

    def __init__(self, library: RunLibrary, runs: ComparedRuns, parent: QWidget) -> None:
        super().__init__(parent)
        self._runs = runs
        self._theme = LIGHT
        self.setSourceModel(library)
        self.setFilterRole(RunRole.NAME)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.show_choice()

    def show_choice(self) -> None:
        """The ticks, or their looks, are others now."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every run can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Ticks, looks, and what tells runs of one name apart; everything else is the library's."""
        if role == Qt.ItemDataRole.DisplayRole:
            run = cast(RunSummary, index.data(RunRole.SUMMARY))
            state = tr(STATE_WORDS[run.status.state])
            word = percent_text(run.accuracy.mean) if run.accuracy else state
            return f"{run.name}\n{word} · {clock_text(run.created_s)}"
        if role not in (Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.DecorationRole):
            return super().data(index, role)
        place = self._runs.place_of(Path(str(index.data(RunRole.PATH))))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._swatch(place)
        return Qt.CheckState.Checked if place >= 0 else Qt.CheckState.Unchecked

    def setData(  # noqa: N802
        self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take a run in, or out."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        path = Path(str(index.data(RunRole.PATH)))
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            return self._runs.add(path)
        self._runs.remove(path)
        return True

    def _swatch(self, place: int) -> QPixmap:
        """A piece of the run's line; empty, but as wide, where it is not compared."""
        ratio = 2
        pixmap = QPixmap(SWATCH_PX * ratio, SWATCH_HEIGHT_PX * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        if place >= 0:
            look = RUN_LOOKS[place]
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(0, 0, SWATCH_PX, SWATCH_HEIGHT_PX)
            draw_swatch(painter, box, look, QColor(getattr(self._theme, look.colour)))
            painter.end()
        return pixmap


class RunChoice(QWidget):
    """Filter, list, how many are ticked, and how they are put together.

    Signals:
        manner_changed(): means over seeds are wanted or no more, or another baseline.
    """

    manner_changed = Signal()

    def __init__(
        self, library: RunLibrary, runs: ComparedRuns, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runs = runs
        self.model = ChoiceModel(library, runs, self)
        self.filter_edit = QLineEdit()
        say_hint(self.filter_edit, tr("Filter by name"))
        self.filter_edit.setClearButtonEnabled(True)
        self.filter_edit.setAccessibleName(tr("Filter the runs to compare by name"))
        self.filter_edit.setToolTip(tr("Lists only runs with this in their name; ticks stay."))
        self.filter_edit.textChanged.connect(self.model.setFilterFixedString)
        self.list_view = QListView()
        self.list_view.setProperty("look", "ticks")
        self.list_view.setModel(self.model)
        self.list_view.setUniformItemSizes(True)
        self.list_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_view.setAccessibleName(tr("Runs to compare"))
        self.list_view.setAccessibleDescription(
            tr("Space ticks a run or takes it out; up to {most} are compared.").format(
                most=MOST_RUNS
            )
        )
        self.count_label = QLabel()
        self.count_label.setProperty("look", "caption")
        self.problem_label = QLabel()
        self.problem_label.setProperty("look", "failed_caption")
        self.problem_label.hide()
        self.seeds_box = hugging(QCheckBox(tr("Mean over seeds")))
        self.seeds_box.setToolTip(
            tr(
                "Runs whose settings are the same but for the seed become one curve with a band of one "
                "standard deviation, and one row of the results. Where not all of them have a point, "
                "the curve has none."
            )
        )
        self.seeds_box.toggled.connect(self.manner_changed)
        self.baseline_box = QComboBox()
        self.baseline_box.setAccessibleName(tr("Baseline"))
        self.baseline_box.setToolTip(
            tr("Results tell how much better each run is than this one, in points and in percent.")
        )
        self.baseline_box.setMinimumContentsLength(BASELINE_LETTERS)
        self.baseline_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.baseline_box.currentIndexChanged.connect(self.manner_changed)
        baseline_label = QLabel(tr("Baseline"))
        baseline_label.setBuddy(self.baseline_box)
        baseline_row = QHBoxLayout()
        baseline_row.setSpacing(2 * SPACE_PX)
        baseline_row.addWidget(baseline_label)
        baseline_row.addWidget(self.baseline_box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE_PX)
        column.addWidget(self.filter_edit)
        column.addWidget(self.list_view, 1)
        for label in (self.count_label, self.problem_label):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.seeds_box)
        column.addLayout(baseline_row)
        runs.chosen.connect(self._on_chosen)
        runs.refused.connect(self._on_refused)
        for changed in (library.rowsInserted, library.rowsRemoved, library.modelReset):
            changed.connect(self._say_count)
        self._say_count()
        self._offer_baselines()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.model.set_theme(theme)

    @property
    def groups(self) -> list[tuple[int, ...]]:
        """Places of the ticked runs, those together that make one curve and one row."""
        if self.seeds_box.isChecked():
            return self._runs.seed_groups()
        return [(place,) for place, _ in self._runs.sessions()]

    @property
    def baseline(self) -> int | None:
        """Place of the run that differences are taken to; None for none."""
        path = self.baseline_box.currentData()
        place = self._runs.place_of(Path(path)) if path else -1
        return place if place >= 0 else None

    def choose_baseline(self, path: str) -> None:
        """Take differences to the run in this folder, if it is among the ticked ones."""
        self.baseline_box.setCurrentIndex(max(0, self.baseline_box.findData(path)))

    def _offer_baselines(self) -> None:
        chosen = self.baseline_box.currentData()
        with QSignalBlocker(self.baseline_box):
            self.baseline_box.clear()
            self.baseline_box.addItem(tr("none"), "")
            for place, session in self._runs.sessions():
                self.baseline_box.addItem(self._runs.name_of(place), str(session.folder.path))
            self.baseline_box.setCurrentIndex(max(0, self.baseline_box.findData(chosen)))

    def _on_chosen(self) -> None:
        self.model.show_choice()
        self._offer_baselines()
        self._say_count()

    def _on_refused(self, sentence: str) -> None:
        self.problem_label.setText(sentence)
        self.problem_label.setVisible(bool(sentence))

    def _say_count(self) -> None:
        if self._library.rowCount() == 0:
            self.count_label.setText(tr("No run yet. Runs appear here once they are started."))
        else:
            self.count_label.setText(
                tr("{count} of at most {most_runs} runs ticked").format(
                    count=len(self._runs), most_runs=MOST_RUNS
                )
            )
