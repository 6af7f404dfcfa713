"""The shown run in figures: state, speed, time left, results, folder. Reads a RunStore."""

import time
from collections.abc import Mapping
from math import isnan
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.plug_ins import short_words
from ftd_engine.protocol import AccuracyMeasured, SetName
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import SPACE_PX, Theme, number_font, themed_icon
from ftd_gui.views.device_panel import DevicePanel
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.log_panel import open_folder
from ftd_gui.views.notes_card import NotesCard
from ftd_gui.views.number_text import MISSING, count_text, duration_text, number_text
from ftd_gui.views.plug_in_words import missing_tips, used_words
from ftd_gui.views.run_words import accuracy_text, clock_text, gain_text, rate_text, state_text
from ftd_gui.views.status_strip import present_progress
from ftd_gui.words import marked, tr

FACTS = (
    ("state", marked("State")),
    ("elapsed", marked("Elapsed")),
    ("rate", marked("Speed")),
    ("eta", marked("Phase ends")),
    ("loss", marked("Matching loss")),
    ("syn_lr", marked("Learned rate")),
    ("skipped", marked("Skipped steps")),
    ("data", marked("Data")),
    ("origin", marked("Imported from")),
    ("device", marked("Device")),
    ("plug_ins", marked("Plug-ins")),
)
SET_WORDS: tuple[tuple[SetName, str], ...] = (
    ("raw", marked("Distilled, raw")),
    ("ema", marked("Distilled, EMA")),
    ("random_real", marked("Random real")),
)


class PathLabel(QLabel):
    """A path on one line that loses its middle rather than its ends when it is too long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setMinimumWidth(40)

    def set_whole_text(self, text: str) -> None:
        """Show a text, whole in the tooltip."""
        self._whole = text
        self.setToolTip(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._whole, middle, self.width()))


class InspectorPanel(QWidget):
    """Figures of the shown run, and what the user says of it.

    Signals:
        notes_edited(object, object, str): the run of this folder (`Path`) has these tags and notes.
    """

    notes_edited = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget(scroll)
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(3 * SPACE_PX, SPACE_PX, 3 * SPACE_PX, 3 * SPACE_PX)
        column.setSpacing(2 * SPACE_PX)
        self.name_label = QLabel(ground)
        self.name_label.setProperty("look", "heading")
        self.name_label.setWordWrap(True)
        self.empty_label = QLabel(tr("Select a run, or start one, to see its figures."), ground)
        self.empty_label.setProperty("look", "soft")
        self.empty_label.setWordWrap(True)
        self._body = QWidget(ground)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2 * SPACE_PX)
        body.addWidget(self.name_label)
        self.read_only_label = QLabel(
            tr(
                "This folder can only be read: the run is followed, compared and exported from; nothing in "
                "it is changed."
            ),
            self._body,
        )
        self.read_only_label.setProperty("look", "caption")
        self.read_only_label.setWordWrap(True)
        body.addWidget(self.read_only_label)
        body.addLayout(self._facts_grid())
        body.addWidget(self._line())
        body.addLayout(self._results_grid())
        body.addWidget(self._line())
        self.notes_card = NotesCard(self._body)
        self.notes_card.edited.connect(self._on_notes_edited)
        body.addWidget(self.notes_card)
        body.addWidget(self._line())
        body.addLayout(self._folder_row())
        body.addWidget(self._line())
        column.addWidget(self.empty_label)
        column.addWidget(self._body)
        self.device_panel = DevicePanel(ground)
        column.addWidget(self.device_panel)
        column.addStretch(1)
        scroll.setWidget(ground)
        outer.addWidget(scroll)
        self.show_run(None)

    # ------------------------------------------------ building

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("look", "line")
        return line

    def _caption(self, text: str) -> QLabel:
        caption = QLabel(text, self)
        caption.setProperty("look", "soft")
        caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return caption

    def _value(self) -> QLabel:
        value = QLabel(self)
        value.setFont(number_font(self.font()))
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # under a large font two lines rather than half a figure
        value.setWordWrap(True)
        return value

    def _facts_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE_PX)
        grid.setVerticalSpacing(SPACE_PX)
        grid.setColumnStretch(1, 1)
        self._captions: dict[str, QLabel] = {}
        self._values: dict[str, QLabel] = {}
        for row, (key, words) in enumerate(FACTS):
            caption, value = self._caption(tr(words)), self._value()
            if key == "plug_ins":
                # the last one, whose names are too long to stand beside it
                grid.addWidget(caption, row, 0, 1, 2)
                grid.addWidget(value, row + 1, 0, 1, 2)
            else:
                grid.addWidget(caption, row, 0)
                grid.addWidget(value, row, 1)
            self._captions[key], self._values[key] = caption, value
        # values keep their place while rows come and go
        widest = max(caption.sizeHint().width() for caption in self._captions.values())
        grid.setColumnMinimumWidth(0, widest)
        return grid

    def _results_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE_PX)
        grid.setVerticalSpacing(SPACE_PX)
        grid.setColumnStretch(1, 1)
        self.results_title = QLabel(tr("Test accuracy"), self)
        self.results_title.setProperty("look", "heading")
        self.results_title.setWordWrap(True)
        grid.addWidget(self.results_title, 0, 0, 1, 2)
        self._scores: dict[SetName, QLabel] = {}
        for row, (set_name, words) in enumerate(SET_WORDS, start=1):
            caption, value = self._caption(tr(words)), self._value()
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(caption, row, 0)
            grid.addWidget(value, row, 1)
            self._scores[set_name] = value
        self.gain_label = QLabel(self)
        self.gain_label.setWordWrap(True)
        grid.addWidget(self.gain_label, len(SET_WORDS) + 1, 0, 1, 2)
        return grid

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_PX)
        self.folder_label = PathLabel(self)
        self.folder_label.setProperty("look", "caption")
        self.copy_button = QToolButton(self)
        self.copy_button.setToolTip(tr("Copy the path of the run folder"))
        self.copy_button.setAccessibleDescription(tr("For a terminal or another program."))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.open_button = QToolButton(self)
        self.open_button.setToolTip(tr("Open the run folder"))
        self.open_button.setAccessibleDescription(tr("In the program of this system for files."))
        self.open_button.clicked.connect(self._on_open_clicked)
        for button in (self.copy_button, self.open_button):
            button.setProperty("look", "small")
            button.setAccessibleName(button.toolTip())
        row.addWidget(self.folder_label, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.open_button)
        return row

    # ------------------------------------------------ what is shown

    def show_run(self, session: RunSession | None) -> None:
        """Show this run, or that none is open."""
        # what was typed a moment ago belongs to the run before
        self.notes_card.settle()
        self._session = session
        self.device_panel.set_engine_memory(0.0)
        self._body.setVisible(session is not None)
        self.empty_label.setVisible(session is None)
        if session is not None:
            self.show_name()
            self.notes_card.show_notes(session.folder.notes())
            self.notes_card.set_read_only(session.is_read_only)
            self.read_only_label.setVisible(session.is_read_only)
            self.folder_label.set_whole_text(str(session.folder.path))
            self.refresh()

    def show_name(self) -> None:
        """Read the name of the run again."""
        if self._session is not None:
            self.name_label.setText(self._session.experiment.name)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.copy_button.setIcon(themed_icon("copy", theme))
        self.open_button.setIcon(themed_icon("folder", theme))

    def tick(self) -> None:
        """Let the elapsed time grow; called twice a second."""
        if self._session is not None and self._session.store.is_live:
            self._show_times()

    def refresh(self) -> None:
        """Read the store again."""
        if self._session is None:
            return
        store = self._session.store
        self._show_times()
        self._show_fact("loss", self._last_of("matching_loss"))
        rate = self._last_of("syn_lr")
        self._show_fact("syn_lr", f"{rate} {tr('1/step')}" if rate else "")
        self._show_fact("skipped", count_text(len(store.skipped)) if store.skipped else "")
        if store.data:
            train = count_text(store.data.train_images)
            test = count_text(store.data.test_images)
            images = tr("{train} train, {test} test").format(train=train, test=test)
            self._show_fact("data", f"{short_words(store.data.dataset)}\n{images}")
            self._values["data"].setToolTip(store.data.origin)
        else:
            dataset = short_words(self._session.experiment.data.dataset)
            self._show_fact("data", dataset if store.knows_settings else "")
        origin = store.imported.origin if store.imported else ""
        self._show_fact("origin", Path(origin).name or origin)
        self._values["origin"].setToolTip(origin)
        self._show_fact("device", engine_words(store.started.device) if store.started else "")
        self._show_plug_ins()
        self._show_scores()
        if not store.is_live:
            self.device_panel.set_engine_memory(0.0)

    def _show_plug_ins(self) -> None:
        assert self._session is not None
        started, asked = self._session.store.started, tuple(self._session.experiment.plug_ins())
        self._show_fact("plug_ins", used_words(started.plug_ins if started else (), asked))
        self._values["plug_ins"].setToolTip(missing_tips(asked))

    def _show_fact(self, key: str, text: str) -> None:
        self._values[key].setText(text)
        for label in (self._captions[key], self._values[key]):
            label.setVisible(bool(text))

    def _last_of(self, series: str) -> str:
        assert self._session is not None
        key = "matching_loss" if series == "matching_loss" else "syn_lr"
        curve = self._session.store.curve(key)
        if not len(curve):
            return ""
        value = float(curve.y[-1])
        # this is when the figure matters most: it is never left out
        return tr("not a number") if isnan(value) else number_text(value)

    def _show_times(self) -> None:
        if self._session is None:
            return
        store = self._session.store
        self._show_fact("state", state_text(store.state))
        end_s = time.time() if store.is_live else store.last_time_s
        elapsed_s = end_s - store.first_time_s if store.first_time_s else 0.0
        self._show_fact("elapsed", duration_text(elapsed_s) if store.first_time_s else "")
        progress = present_progress(self._session) if store.is_live else None
        rate = eta = ""
        if progress is not None and not progress.finished:
            rate = rate_text(progress.rate_per_s, progress.unit)
            left_s = progress.time_left_s
            if left_s >= 0 and store.state == "running":
                eta = tr("{clock}, in {time}").format(
                    clock=clock_text(time.time() + left_s), time=duration_text(left_s)
                )
        self._show_fact("rate", rate)
        self._show_fact("eta", eta)

    def _show_scores(self) -> None:
        assert self._session is not None
        store = self._session.store
        is_final = any(measured.final for measured in store.accuracies)
        shown: dict[SetName, AccuracyMeasured] = {}
        for measured in store.accuracies:
            if measured.final == is_final:
                shown[measured.set_name] = measured
        if is_final or not shown:
            self.results_title.setText(tr("Test accuracy"))
        else:
            iteration = count_text(max(measured.iteration for measured in shown.values()))
            is_held_out = any(found.measured_on == "held-out" for found in shown.values())
            words = (
                tr("Held-out accuracy so far, iteration {n}")
                if is_held_out
                else tr("Test accuracy so far, iteration {n}")
            )
            self.results_title.setText(words.format(n=iteration))
        for set_name, label in self._scores.items():
            measured = shown.get(set_name)
            figure = accuracy_text(measured) if measured else MISSING
            # where it wraps, under a large font, the count stays in one piece
            label.setText(figure.replace("(n = ", "(n\u00a0=\u00a0"))
            label.setToolTip(measured.protocol if measured else tr("Not measured yet."))
            look = "heading" if measured is _reported(shown) and measured is not None else ""
            if label.property("look") != look:
                label.setProperty("look", look)
                label.style().polish(label)
        self._show_gain(shown)

    def _show_gain(self, shown: dict[SetName, AccuracyMeasured]) -> None:
        random_real = shown.get("random_real")
        reported = _reported(shown)
        self.gain_label.setVisible(bool(random_real and reported))
        if random_real and reported:
            gain = gain_text(reported.mean, random_real.mean)
            self.gain_label.setText(
                tr("{gain} over random real images of the same number").format(gain=gain)
            )

    # ------------------------------------------------ slots

    def _on_notes_edited(self, tags: tuple[str, ...], text: str) -> None:
        if self._session is not None:
            self.notes_edited.emit(self._session.folder.path, tags, text)

    def _on_copy_clicked(self) -> None:
        if self._session is not None:
            QGuiApplication.clipboard().setText(str(self._session.folder.path))

    def _on_open_clicked(self) -> None:
        if self._session is not None:
            open_folder(self._session.folder.path)


def _reported(shown: Mapping[SetName, AccuracyMeasured]) -> AccuracyMeasured | None:
    # the average stands for the run where one is kept; the better of the two would be a choice by
    # the test set
    return shown.get("ema") or shown.get("raw")
