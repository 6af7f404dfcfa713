"""The part of the Configure page that says what a run would need here, and whether it fits."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ftd_engine.data_facts import DataFacts, facts_of
from ftd_engine.disk_need import size_words
from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import EstimateRequest, EstimateResult
from ftd_engine.needs import Needs, known_teachers, needs_of, short_words, time_words
from ftd_engine.shelf import shelf_root
from ftd_engine.shortages import FreeRoom, free_room, shortages_of
from ftd_engine.step_costs import DeviceRate, StepCosts, known_facts, scaled_costs, stored_rate
from ftd_gui.runs.estimate_job import EstimateJob
from ftd_gui.theme import Theme
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.needs_panel import NeedsPanel
from ftd_gui.words import marked, tr, tr_count

SETTLE_MS = 200
"""Typing goes on for so long without an estimate in between."""
DEVICE_DELAY_MS = 1500
"""The window is up and a run may have begun before this device is measured."""

_PHASE_WORDS = {
    "buffer": marked("teachers"),
    "distill": marked("distilling"),
    "evaluate": marked("evaluating"),
}


class NeedsCard(QWidget):
    """Estimates the shown experiment at once, and measures it where that is asked for.

    Signals:
        obstacle_changed(): what keeps the experiment from fitting has changed.
        device_measured(): rough estimates are known from now on.
    """

    obstacle_changed = Signal()
    device_measured = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace: Path | None = None
        self._entry = ""
        self._experiment: Experiment | None = None
        self._measured: tuple[Experiment, EstimateResult] | None = None
        self._failure: tuple[Experiment, str] | None = None
        self._rates: dict[tuple[str, int], DeviceRate | None] = {}
        self._asked: EstimateRequest | None = None
        self._may_measure_device = True
        self._obstacle = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.panel = NeedsPanel(self)
        layout.addWidget(self.panel)
        self.panel.measure_requested.connect(self._on_measure_requested)
        self.panel.cancel_requested.connect(self._on_cancel_requested)
        self._job = EstimateJob(self)
        self._job.finished.connect(self._on_measured)
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.timeout.connect(self._on_settled)
        self._device_timer = QTimer(self)
        self._device_timer.setSingleShot(True)
        self._device_timer.timeout.connect(self._on_device_due)
        self.setVisible(False)

    # ------------------------------------------------ what is shown

    def begin(self, workspace: Path, entry: str) -> None:
        """Show estimates for runs in this folder, measured by processes of this entry."""
        self._workspace, self._entry = workspace, entry
        self.setVisible(True)
        self._settle_timer.start(SETTLE_MS)

    def show_experiment(self, experiment: Experiment | None) -> None:
        """Estimate this one soon; None while something is wrong with it."""
        if experiment == self._experiment:
            return
        self._experiment = experiment
        # what did not fit may fit now; the estimate says so in a moment
        self._set_obstacle("")
        if self._asked is not None and not self._asked.only_device:
            self._call_off()
        self._settle_timer.start(SETTLE_MS)

    def obstacle(self) -> str:
        """Why the experiment cannot fit, with the setting to lower; empty where it does."""
        return self._obstacle

    def short_words_for(self, experiment: Experiment) -> str:
        """What an experiment roughly needs from an empty shelf on; empty while that is unknown."""
        needs = self._rough_needs(experiment)
        return short_words(needs) if needs else ""

    def figures_for(self, experiment: Experiment) -> str:
        """Time and memory of the device alone, for a list; empty while they are unknown."""
        needs = self._rough_needs(experiment)
        if needs is None:
            return ""
        memory = size_words(int(needs.gpu_bytes or needs.host_bytes))
        return f"{engine_words(time_words(needs.seconds))} · {engine_words(memory)}"

    def _rough_needs(self, experiment: Experiment) -> Needs | None:
        facts, rate = known_facts(experiment), self._rate_for(experiment)
        if facts is None or rate is None:
            return None
        return needs_of(experiment, facts, scaled_costs(rate, experiment, facts))

    def set_run_under_way(self, is_under_way: bool) -> None:
        """Measure this device only while no run takes its time."""
        if is_under_way != self._may_measure_device:
            return
        self._may_measure_device = not is_under_way
        if is_under_way and self._asked is not None:
            # two that compute at once would both be measured wrong
            self._on_cancel_requested()
        elif self.isVisible():
            self._device_timer.start(DEVICE_DELAY_MS)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.panel.set_theme(theme)

    def close_job(self) -> None:
        """End a measurement that is still going on."""
        self._device_timer.stop()
        self._settle_timer.stop()
        self._call_off()

    def showEvent(self, event: QShowEvent) -> None:
        """Free memory and disk may have changed meanwhile."""
        super().showEvent(event)
        self._settle_timer.start(SETTLE_MS)
        self._device_timer.start(DEVICE_DELAY_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for the figures of a page that is out of sight."""
        super().hideEvent(event)
        self._device_timer.stop()
        self._call_off()

    # ------------------------------------------------ estimating

    def _rate_for(self, experiment: Experiment) -> DeviceRate | None:
        key = (experiment.device, experiment.threads)
        if self._rates.get(key) is None:
            self._rates[key] = stored_rate(experiment)
        return self._rates[key]

    def _on_settled(self) -> None:
        """Show what is known of the present experiment."""
        experiment, workspace = self._experiment, self._workspace
        if workspace is None:
            return
        is_measuring = self._asked is not None and not self._asked.only_device
        self.panel.set_offered(experiment is not None and bool(self._entry))
        self.panel.show_measuring(is_measuring)
        if experiment is None:
            self.panel.show_words("", tr("The estimate waits for settings that are right."))
            self._set_obstacle("")
            return
        shelf = shelf_root(workspace)
        if self._measured is not None and self._measured[0] == experiment:
            result = self._measured[1]
            assert result.facts is not None and result.costs is not None
            needs = needs_of(experiment, result.facts, result.costs, result.teachers_there)
            room = free_room(workspace, shelf, result.gpu_bytes)
            self._show(experiment, needs, room, result.notes)
            return
        self._estimate_roughly(experiment, workspace, shelf)

    def _estimate_roughly(self, experiment: Experiment, workspace: Path, shelf: Path) -> None:
        facts, rate = known_facts(experiment), self._rate_for(experiment)
        if facts is None:
            words = self._present_words() or tr("Estimate exactly reads them and measures.")
            figures = tr("What own images need is known once they are read.")
            if facts_of(experiment.data) is not None:
                words = self._present_words() or tr("Estimate exactly builds it and measures.")
                figures = tr("What the network of a plug-in needs is known once it is built.")
            self.panel.show_words(figures, words, is_problem=self._has_failed(experiment))
            self._set_obstacle("")
            return
        costs = StepCosts() if rate is None else scaled_costs(rate, experiment, facts)
        needs = needs_of(experiment, facts, costs, self._teachers_there(experiment, facts, shelf))
        gpu_bytes = None if rate is None else rate.gpu_bytes
        self._show(experiment, needs, free_room(workspace, shelf, gpu_bytes))

    def _teachers_there(
        self, experiment: Experiment, facts: DataFacts, shelf: Path
    ) -> frozenset[int]:
        try:
            return known_teachers(experiment, facts, shelf)
        except OSError:
            # a shelf that cannot be read is told by the run itself
            return frozenset()

    def _show(
        self, experiment: Experiment, needs: Needs, room: FreeRoom, notes: tuple[str, ...] = ()
    ) -> None:
        shortages = shortages_of(experiment, needs, room)
        figures = _figures(needs, room)
        if shortages:
            text = " ".join(
                engine_words(words) for each in shortages for words in (each.message, each.hint)
            )
            self.panel.show_words(figures, text, is_problem=True)
            self._set_obstacle(tr("This run does not fit. {reason}").format(reason=text))
            return
        words = self._present_words() or " ".join([_how_known(experiment, needs), *notes])
        self.panel.show_words(figures, words, is_problem=self._has_failed(experiment))
        self._set_obstacle("")

    def _has_failed(self, experiment: Experiment) -> bool:
        return self._failure is not None and self._failure[0] == experiment

    def _present_words(self) -> str:
        """What is going on, or why it went wrong; empty where neither is."""
        if self._asked is not None:
            if self._asked.only_device:
                return tr("Measuring this device once, for rough estimates…")
            return tr("Trying a few steps of these settings…")
        if self._failure is not None and self._failure[0] == self._experiment:
            return self._failure[1]
        return ""

    def _set_obstacle(self, obstacle: str) -> None:
        if obstacle != self._obstacle:
            self._obstacle = obstacle
            self.obstacle_changed.emit()

    # ------------------------------------------------ measuring

    def _measure(self, experiment: Experiment, *, only_device: bool) -> None:
        workspace = self._workspace
        if workspace is None or not self._entry:
            return
        request = EstimateRequest(experiment, str(shelf_root(workspace)), only_device)
        self._asked = request
        self._job.start(workspace, request, self._entry)
        self._on_settled()

    def _call_off(self) -> None:
        self._job.close()
        self._asked = None

    def _on_device_due(self) -> None:
        experiment = self._experiment
        is_idle = self.isVisible() and self._may_measure_device and not self._job.is_running
        if experiment is not None and is_idle and self._rate_for(experiment) is None:
            self._measure(experiment, only_device=True)

    def _on_measure_requested(self) -> None:
        # the exact figures are worth more than those of the device
        self._call_off()
        self._failure = None
        if self._experiment is not None:
            self._measure(self._experiment, only_device=False)

    def _on_cancel_requested(self) -> None:
        self._call_off()
        self._on_settled()

    def _on_measured(self, result: EstimateResult) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        experiment = asked.experiment
        if not result.ok:
            hint = engine_words(result.hint)
            self._failure = (experiment, f"{engine_words(result.message)} {hint}".strip())
        elif asked.only_device:
            self._rates[experiment.device, experiment.threads] = result.rate
            self.device_measured.emit()
        else:
            self._measured = (experiment, result)
        self._on_settled()


def _figures(needs: Needs, room: FreeRoom) -> str:
    parts: list[str] = []
    if needs.device:
        parts.append(tr("about {time}").format(time=engine_words(time_words(needs.seconds))))
        memory = tr("memory {need} of {free} free")
        parts.append(_filled(memory, needs.host_bytes, room.host_bytes))
    if needs.gpu_bytes and room.gpu_bytes is not None:
        memory = tr("GPU memory {need} of {free} free")
        parts.append(_filled(memory, needs.gpu_bytes, room.gpu_bytes))
    if room.is_one_disk:
        disk = tr("disk {need} of {free} free")
        parts.append(_filled(disk, needs.disk_bytes, room.shelf_bytes))
    else:
        shelf = tr("disk {need} of {free} free for teachers")
        parts.append(_filled(shelf, needs.teacher_disk_bytes, room.shelf_bytes))
        run = tr("{need} of {free} free for the run")
        parts.append(_filled(run, needs.run_disk_bytes, room.workspace_bytes))
    text = " · ".join(parts)
    return text[0].upper() + text[1:]


def _filled(words: str, need: float, free: float) -> str:
    return words.format(
        need=engine_words(size_words(int(need))), free=engine_words(size_words(int(free)))
    )


def _how_known(experiment: Experiment, needs: Needs) -> str:
    """Where the figures come from, and what they leave out."""
    there, total = needs.teachers_there, experiment.buffer.kept_experts
    times = ", ".join(
        f"{tr(_PHASE_WORDS[need.phase])} {engine_words(time_words(need.seconds))}"
        for need in needs.phases
    )
    if not needs.device:
        words = tr("Time and memory are not known yet on this device.")
    elif not needs.is_measured:
        words = tr("A rough estimate for {device}, by what small networks took.")
    else:
        words = tr("Measured with these settings on {device}: {times}.")
    sentences = [words.format(device=engine_words(needs.device), times=times)]
    if there and not experiment.buffer.imported:
        sentences.append(_shelf_words(there, total, needs.is_measured))
    return " ".join(sentences)


def _shelf_words(there: int, total: int, is_measured: bool) -> str:
    """How many teachers need not be trained."""
    # which images teachers were trained on is only told by reading these
    if total == 1 and is_measured:
        words = tr("The teacher lies on the shelf.")
    elif total == 1:
        words = tr("The teacher lies on the shelf, if the images are the same.")
    elif is_measured:
        words = tr_count(
            "{n} of {all} teachers lies on the shelf.",
            "{n} of {all} teachers lie on the shelf.",
            there,
        )
    else:
        words = tr_count(
            "{n} of {all} teachers lies on the shelf, if the images are the same.",
            "{n} of {all} teachers lie on the shelf, if the images are the same.",
            there,
        )
    return words.format(n=there, all=total)
