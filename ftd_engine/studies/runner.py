"""Does the parts of a study one after another; what is done is never done again."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.event_log import EventReader, imported_metrics
from ftd_engine.job_requests import AdoptRequest
from ftd_engine.protocol import RunFinished, RunStarted
from ftd_engine.run_folder import RunFolder, RunFolderError, find_runs
from ftd_engine.studies.folder import ComputationFiles, PartRecord, PlannedPart, StudyFolder
from ftd_engine.studies.measured import Measured, measured_in
from ftd_engine.studies.parts import Part, result_settings, versions_here
from ftd_engine.studies.progress import (
    PartBegun,
    PartDone,
    PartFailed,
    ProgressLog,
    StudyBegun,
    StudyEnded,
    StudyOutcome,
)
from ftd_engine.studies.recipes import plan_of, result_of
from ftd_engine.studies.requests import StudyError

ORPHAN_WAIT_S = 15.0
"""How long the engine of a killed study may take to end."""

Work = Callable[[RunFolder], object]
"""Runs an engine on a run folder to its end, whatever that is; the folder tells how it ended."""
Tell = Callable[[str], None]


def run_study(folder: StudyFolder, work: Work, tell: Tell) -> StudyOutcome:
    """Do what is left of a study.

    Args:
        folder: the study; its state, progress and result are kept up to date.
        work: runs the engine.
        tell: says a sentence to the person who watches.

    Raises:
        StudyError: another process works on it, or its points are none of this study's.
        ConfigProblems: its cuts do not go with its experiment.
        OSError: disk full or folder gone.
    """
    plan = plan_of(folder.request())
    with folder.claimed() as log:
        folder.write_plan(tuple(PlannedPart(part.key, part.title) for part in plan))
        log.append(StudyBegun(os.getpid(), tuple(part.key for part in plan)))
        runner = _Runner(folder, plan, work, tell, log)
        outcome, message = runner.run()
        log.append(StudyEnded(outcome, message))
        tell(message)
    return outcome


def finished_parts(folder: StudyFolder, plan: tuple[Part, ...]) -> dict[str, PartRecord]:
    """What is remembered of the parts that are done and still there, by key."""
    found: dict[str, PartRecord] = {}
    for part in plan:
        record = folder.part(part.key)
        if record is not None and record.is_done and _is_done(part, Path(record.run)):
            found[part.key] = record
    return found


def runs_that_serve(workspace: Path, plan: tuple[Part, ...]) -> dict[str, RunFolder]:
    """Finished runs of the workspace that are parts of this plan already, by key of the part."""
    wanted = {_text(part): part for part in plan if part.is_run}
    found: dict[str, RunFolder] = {}
    for run in find_runs(workspace):
        try:
            if run.status().state != "done" or run.adoption() is not None:
                continue
            part = wanted.get(_settings_text(run))
            if part is not None and imported_metrics(run.event_path) is not None:
                # curves that were read from a log are no run that could be gone on with
                continue
        except (ConfigProblems, OSError):
            continue
        if part is not None:
            found.setdefault(part.key, run)
    return found


def _text(part: Part) -> str:
    return f"{result_settings(part.experiment)} {versions_here(part.experiment)}"


def _settings_text(run: RunFolder) -> str:
    """As `_text`, with the versions that the run worked with, whatever is installed now."""
    experiment, used = run.experiment(), dict[str, str]()
    if any(experiment.plug_ins()):
        for record in EventReader(run.event_path).read_all():
            if isinstance(record.event, RunStarted):
                told = (each for each in record.event.plug_ins if each.kind != "metric")
                used = {each.name: each.version for each in told}
    return f"{result_settings(experiment)} {used}"


def _is_done(part: Part, run: Path) -> bool:
    try:
        folder = RunFolder.open(run)
    except RunFolderError:
        return False
    is_answered = part.computation is None or ComputationFiles(run).answer() is not None
    return folder.status().state == "done" and is_answered


class _Runner:
    """One process at work on a study."""

    def __init__(
        self,
        folder: StudyFolder,
        plan: tuple[Part, ...],
        work: Work,
        tell: Tell,
        log: ProgressLog,
    ) -> None:
        self._folder = folder
        self._request = folder.request()
        self._plan = plan
        self._work = work
        self._tell = tell
        self._log = log
        self._done = finished_parts(folder, plan)
        self._measured: dict[str, Measured] = {}
        self._failed: dict[str, str] = {}

    def run(self) -> tuple[StudyOutcome, str]:
        """Do every part that can be done; how the study ended, with a sentence."""
        for key, record in self._done.items():
            self._measured[key] = measured_in(Path(record.run))
        self._write_result()
        serving = runs_that_serve(self._folder.workspace, self._plan)
        for place, part in enumerate(self._plan, start=1):
            if part.key in self._done:
                continue
            if self._folder.is_stop_wished:
                return "stopped", self._words("Stopped as asked")
            if part.source is not None and part.source.key in self._failed:
                reason = f"it works with the sets of {part.source.title}, which failed"
                self._fail(part, reason)
                continue
            self._tell(f"Part {place} of {len(self._plan)}: {part.title}")
            if (run := serving.get(part.key)) is not None:
                self._tell(f"  done before: {run.path}")
                self._finish(part, run, was_there=True)
                continue
            try:
                run = self._run_of(part)
            except RunFolderError as error:
                raise StudyError(str(error)) from error
            self._log.append(PartBegun(part.key, part.title, str(run.path)))
            self._work(run)
            state = run.status().state
            if _is_done(part, run.path):
                self._finish(part, run, was_there=False)
            elif state == "failed":
                self._fail(part, _last_words(run))
            elif state in ("stopped", "interrupted"):
                return "stopped", self._words("Stopped as asked")
            else:
                reason = f"its engine is gone, see {run.engine_log_path}"
                return "failed", self._words(f"{part.title} was cut off: {reason}")
        if self._failed:
            return "failed", self._words(f"{len(self._failed)} parts failed")
        return "done", "All parts of the study are done."

    def _words(self, what: str) -> str:
        left = len(self._plan) - len(self._done)
        return f"{what}; {left} of {len(self._plan)} parts are left. Begun again in the same way, it goes on."

    def _finish(self, part: Part, run: RunFolder, *, was_there: bool) -> None:
        record = PartRecord(part.title, str(run.path), True, was_there)
        self._measured[part.key] = measured_in(run.path)
        self._folder.write_part(part.key, record)
        self._done[part.key] = record
        self._write_result()
        self._log.append(PartDone(part.key, part.title, str(run.path), was_there))

    def _fail(self, part: Part, reason: str) -> None:
        self._failed[part.key] = reason
        self._tell(f"{part.title} failed: {reason}")
        self._log.append(PartFailed(part.key, part.title, reason))

    def _write_result(self) -> None:
        was_there = frozenset(key for key, record in self._done.items() if record.was_there)
        self._folder.write_result(result_of(self._request, self._measured, was_there))

    def _run_of(self, part: Part) -> RunFolder:
        """The run folder of a part: the one that was begun, or a fresh one."""
        known = self._folder.part(part.key)
        if known is not None:
            for run in _opened(Path(known.run)):
                if owner := _owner_after_a_while(run):
                    raise StudyError(f"{run.path} belongs to {owner}. Stop that one first.")
                if run.can_resume:
                    return run
        run = self._fresh(part)
        self._folder.write_part(part.key, PartRecord(part.title, str(run.path), False))
        return run

    def _fresh(self, part: Part) -> RunFolder:
        source = Path(self._done[part.source.key].run) if part.source else None
        if part.computation is not None:
            run = RunFolder.create(self._folder.computations_path, part.experiment)
            ComputationFiles(run.path).write_request(part.computation, source)
            return run
        adoption = None
        if source is not None:
            adoption = AdoptRequest(str(source), "", 0.0, "", evaluates=True, again=True)
        return RunFolder.create(self._folder.workspace, part.experiment, adoption)


def _owner_after_a_while(run: RunFolder) -> str:
    """Who works on a run; the engine of a study that was killed takes a moment to notice."""
    end_s = time.monotonic() + ORPHAN_WAIT_S
    while (owner := run.owner_words()) and time.monotonic() < end_s:
        time.sleep(0.2)
    return owner


def _opened(path: Path) -> Iterator[RunFolder]:
    try:
        yield RunFolder.open(path)
    except RunFolderError:
        return


def _last_words(run: RunFolder) -> str:
    for record in reversed(EventReader(run.event_path).read_all()):
        if isinstance(record.event, RunFinished):
            return f"{record.event.message} {record.event.hint}".strip()
    return run.status().message
