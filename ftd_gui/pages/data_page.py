"""The page that shows the real images: what they are, what is wrong with them, and some of them."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.data_facts import held_out_share
from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import DataProgress, DataReport
from ftd_engine.launch import DATA_ENTRY
from ftd_engine.settings.data import DataConfig
from ftd_engine.thumbnails import Thumbnails
from ftd_gui.pages.real_images import RealImages
from ftd_gui.runs.data_job import DataJob
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.elided_label import ElidedLabel
from ftd_gui.views.empty_state import EmptyState
from ftd_gui.views.finding_list import FindingList, change_words
from ftd_gui.views.flow_layout import FlowLayout
from ftd_gui.views.log_panel import open_folder
from ftd_gui.views.number_text import count_text
from ftd_gui.words import tr

SETTLE_MS = 300
"""Typing in the form, or going over the tabs, for so long starts no process."""

LookedAt = tuple[DataConfig, int, float]
"""What a report is about: which images, how many of each class are to be learned, and which share is
held out beside them."""


class DataPage(QWidget):
    """Looks through the images that the settings name, or through others that were dropped or chosen.

    Others are only a proposal: the settings stay as they are until they are used.

    Signals:
        obstacle_changed(): the report keeps the settings from starting now, or no longer.
        use_requested(str, object): these changes of settings (a mapping by path) are wanted, and
            what they are in words; the form is to be seen.
        change_requested(str, object): the same, while the user stays on this page.
        configure_requested(): the user wants to see the form.
        choice_wanted(bool): the user wants to choose other images: a file, or a folder for False.
        save_requested(str, str, str, object): as of `RealImages`.
    """

    obstacle_changed = Signal()
    use_requested = Signal(str, object)
    change_requested = Signal(str, object)
    configure_requested = Signal()
    choice_wanted = Signal(bool)
    save_requested = Signal(str, str, str, object)

    def __init__(
        self, theme: Theme, entry: str = DATA_ENTRY, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._settings: LookedAt | None = None
        self._proposal: dict[str, object] = {}
        self._report: DataReport | None = None
        self._reported: LookedAt | None = None
        self._asked: LookedAt | None = None
        self._job = DataJob(self)
        self._job.progressed.connect(self._on_progressed)
        self._job.finished.connect(self._on_finished)
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(SETTLE_MS)
        self._settle_timer.timeout.connect(self._look_if_new)
        self.images = RealImages(theme, self)
        self.findings = FindingList(self)
        self.empty = EmptyState("", "", tr("Look through"), self)
        self._build()
        self.set_theme(theme)
        self._show_state()

    def _build(self) -> None:
        head = QFrame(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        row.setSpacing(2 * SPACE_PX)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = ElidedLabel(head)
        self.title.setProperty("look", "heading")
        self.facts = ElidedLabel(head)
        self.facts.setProperty("look", "soft")
        words.addWidget(self.title)
        words.addWidget(self.facts)
        row.addLayout(words, 1)
        self.progress = QProgressBar(head)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(30 * SPACE_PX)
        self.progress.setAccessibleName(tr("How far the looking is"))
        self.look_button = QPushButton(tr("Look again"), head)
        self.look_button.setToolTip(tr("Look through the images anew, after files were mended."))
        self.cancel_button = QPushButton(tr("Cancel"), head)
        self.cancel_button.setToolTip(tr("Look no longer."))
        self.back_button = QPushButton(tr("Back to the settings"), head)
        self.back_button.setToolTip(
            tr("Leave this data set, and show the one that the form names.")
        )
        self.use_button = QPushButton(tr("Use this data set"), head)
        self.use_button.setProperty("look", "primary")
        self.use_button.setToolTip(tr("Let the settings name this data set, and go to Configure."))
        for widget in (
            *(self.progress, self.cancel_button, self.look_button),
            *(self.back_button, self.use_button),
        ):
            row.addWidget(widget)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.findings)
        column.addWidget(self.images, 1)
        rest = QWidget(self)
        self._stack = QStackedLayout(rest)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self._other_images())
        outer.addWidget(rest, 1)
        self.look_button.clicked.connect(self.look)
        self.cancel_button.clicked.connect(self._on_cancelled)
        self.back_button.clicked.connect(self._on_back)
        self.use_button.clicked.connect(self._on_used)
        self.empty.acted.connect(self._on_empty_acted)
        self.findings.change_requested.connect(self._on_change_requested)
        self.findings.folder_requested.connect(self._on_folder_requested)
        self.images.save_requested.connect(self.save_requested)

    def _other_images(self) -> QWidget:
        """The ways to images that the settings do not name."""
        line = QFrame(self)
        line.setProperty("look", "head")
        row = FlowLayout(line, gap_px=2 * SPACE_PX, row_gap_px=SPACE_PX)
        row.setContentsMargins(3 * SPACE_PX, 0, 3 * SPACE_PX, 2 * SPACE_PX)
        label = QLabel(tr("Other images: drop them on the window, or"), line)
        label.setProperty("look", "soft")
        self.folder_button = QPushButton(tr("Choose a folder…"), line)
        self.file_button = QPushButton(tr("Choose a file…"), line)
        tips = (
            tr("A folder of images for each class, or one with the files of a published data set."),
            tr("Your own images and labels as arrays in one .npz or .pt file."),
        )
        row.addWidget(label)
        for button, tip, is_file in zip(
            (self.folder_button, self.file_button), tips, (False, True), strict=True
        ):
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.clicked.connect(partial(self._on_choice_wanted, is_file))
            row.addWidget(button)
        return line

    # ------------------------------------------------ the page's contract

    def show_run(self, session: RunSession | None) -> None:
        """A run has the settings of the form while it is shown; nothing else of it matters here."""

    def refresh(self, _kinds: frozenset[str]) -> None:
        """Events of a run change nothing here."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.images.set_theme(theme)
        self.findings.set_theme(theme)
        self.use_button.setIcon(themed_icon("check", theme, theme.accent_text))

    def close_job(self) -> None:
        """End a looking that still goes on, for good."""
        self._settle_timer.stop()
        self._job.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle_timer.start()

    # ------------------------------------------------ which images

    def show_settings(self, experiment: Experiment | None) -> None:
        """Be about the images of these settings; None while something is wrong with them."""
        settings = None if experiment is None else _looked_at(experiment)
        if settings == self._settings:
            return
        self._settings = settings
        self._show_state()
        if self.isVisible():
            self._settle_timer.start()

    def propose(self, changes: Mapping[str, object]) -> None:
        """Look through the images that these changes of the settings name, before they are used."""
        self._proposal = dict(changes)
        self._show_state()
        self.look()

    def obstacle(self) -> str:
        """Why the settings cannot start, by the last report on exactly them; empty where they can."""
        report = self._report
        if report is None or self._settings is None or self._reported != self._settings:
            return ""
        if not report.errors:
            return ""
        return tr("The images cannot be used: {finding} The Data page shows what to do.").format(
            finding=report.errors[0].sentence
        )

    def _wanted(self) -> LookedAt | None:
        """What is to be looked at now."""
        if not self._proposal:
            return self._settings
        data, ipc, share = self._settings or _looked_at(Experiment())
        values = data.model_dump()
        for path, value in self._proposal.items():
            section, _, name = path.rpartition(".")
            if section == "data":
                values[name] = value
            elif path == "distill.ipc":
                ipc = int(str(value))
            elif path == "evaluation.selection":
                share = 0.0
        return DataConfig.model_validate(values), ipc, share

    # ------------------------------------------------ looking

    def look(self) -> None:
        """Look through the images now."""
        self._settle_timer.stop()
        wanted = self._wanted()
        if wanted is None:
            return
        self._asked = wanted
        self._job.start(*wanted, self._entry)
        self.progress.setRange(0, 0)
        self._show_state()

    def _look_if_new(self) -> None:
        wanted = self._wanted()
        if self.isVisible() and wanted not in (None, self._reported, self._asked):
            self.look()

    def _on_progressed(self, progress: DataProgress) -> None:
        self.progress.setRange(0, progress.total)
        self.progress.setValue(progress.done)
        if progress.total:
            words = tr("Reading images: {done} of {total}").format(
                done=count_text(progress.done), total=count_text(progress.total)
            )
            self.facts.setText(words)

    def _on_finished(self, report: DataReport) -> None:
        self._reported, self._asked = self._asked, None
        self._report = report
        self.findings.show_findings(report.findings)
        self.images.setVisible(bool(report.class_names))
        if report.class_names and self._reported is not None:
            self.images.show_report(report, _pictures_of(report), self._reported[1])
        self._show_state()
        self.obstacle_changed.emit()

    def _on_cancelled(self) -> None:
        self._job.close()
        self._asked = None
        self._show_state()

    # ------------------------------------------------ what is shown

    def _show_state(self) -> None:
        """Show what there is, and keep the keys on this page where their control goes away."""
        focused = self.window().focusWidget()
        # Qt gives None where nothing has the keys, which its stubs do not say
        has_keys = bool(focused) and self.isAncestorOf(focused)
        self._show_parts()
        if has_keys and not focused.isVisible():
            ways_on = (
                *(self.cancel_button, self.use_button, self.empty.button),
                *(self.images.counts, self.look_button),
            )
            next(each for each in ways_on if each.isVisibleTo(self)).setFocus()

    def _show_parts(self) -> None:
        wanted = self._wanted()
        is_looking = self._asked is not None
        is_reported = wanted is not None and self._reported == wanted
        self.title.setText(self._title(wanted))
        self.progress.setVisible(is_looking)
        self.cancel_button.setVisible(is_looking)
        self.look_button.setVisible(is_reported and not is_looking)
        self.use_button.setVisible(bool(self._proposal))
        self.use_button.setEnabled(not is_looking)
        self.back_button.setVisible(bool(self._proposal))
        self._stack.setCurrentIndex(1 if is_reported else 0)
        # the keys of this page work as soon as it is chosen
        self.setFocusProxy(self.images if is_reported else self.empty.button)
        if is_reported and self._report is not None:
            self.facts.setText(_facts(self._report))
            return
        self.facts.setText("")
        self._say_why_empty(wanted, is_looking)

    def _say_why_empty(self, wanted: LookedAt | None, is_looking: bool) -> None:
        if wanted is None:
            title = tr("The settings need attention first")
            sentence = tr("Which images a run uses is known once its settings are right.")
            action = tr("Go to Configure")
        elif is_looking:
            title = tr("Looking through the images…")
            sentence = tr("They are read, counted and compared. You can go on with other things.")
            action = ""
        else:
            title = tr("These images were not looked through yet")
            sentence = tr("What is wrong with them is found before a run, not in the middle of it.")
            action = tr("Look through")
        self.empty.button.setText(action)
        self.empty.button.setAccessibleName(action or title)
        self.empty.say(title, sentence)

    def _title(self, wanted: LookedAt | None) -> str:
        if wanted is None:
            return tr("Real images")
        data = wanted[0]
        name = f"{Path(data.folder).name} ({data.dataset})" if data.folder else data.dataset
        if self._proposal:
            return tr("{name}, not used yet").format(name=name)
        return name

    # ------------------------------------------------ slots

    def _on_choice_wanted(self, is_file: bool, _checked: bool = False) -> None:
        self.choice_wanted.emit(is_file)

    def _on_empty_acted(self) -> None:
        if self._wanted() is None:
            self.configure_requested.emit()
        else:
            self.look()

    def _on_change_requested(self, path: str, value: bool | int | str) -> None:
        if self._proposal:
            self._proposal[path] = value
            self.look()
        else:
            self.change_requested.emit(change_words(path, value), {path: value})

    def _on_folder_requested(self, folder: str) -> None:
        open_folder(Path(folder))

    def _on_back(self) -> None:
        self._job.close()
        self._asked = None
        self._proposal = {}
        self._show_state()
        self._settle_timer.start()

    def _on_used(self) -> None:
        wanted, changes = self._wanted(), self._proposal
        self._proposal = {}
        name = Path(wanted[0].folder).name if wanted is not None else ""
        self.use_requested.emit(tr("Data set {name}").format(name=name), changes)
        self._show_state()


def _looked_at(experiment: Experiment) -> LookedAt:
    return experiment.data, experiment.distill.ipc, held_out_share(experiment)


def _facts(report: DataReport) -> str:
    """One line on what the images are."""
    if not report.class_names:
        return report.origin
    parts = [
        tr("{count} classes").format(count=count_text(len(report.class_names))),
        tr("{count} training images").format(count=count_text(sum(report.train_counts))),
        tr("{count} test images").format(count=count_text(sum(report.test_counts))),
    ]
    if report.shape is not None:
        channels, height, width = report.shape
        kinds = {1: tr("grey"), 3: tr("colour")}
        kind = kinds.get(channels, tr("{count} channels").format(count=channels))
        parts.append(tr("{width} × {height} pixels").format(width=width, height=height))
        parts.append(kind)
    return " · ".join([*parts, report.origin])


def _pictures_of(report: DataReport) -> Thumbnails | None:
    if not report.picture_path:
        return None
    try:
        return Thumbnails.read(Path(report.picture_path))
    except (OSError, ValueError, KeyError):
        # the folder for temporary files was emptied meanwhile; the report still holds
        return None
