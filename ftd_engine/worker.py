"""The engine process: opens a run folder, runs the phases, says how it ended.

Entered by name from `launch.py`, in a process of its own.
"""

import errno
import faulthandler
import hashlib
import json
import logging
import multiprocessing
import os
import queue
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import torch

from ftd_engine import runtime
from ftd_engine.checkpoints import Checkpoints
from ftd_engine.computations import desk
from ftd_engine.config_checks import ConfigProblems
from ftd_engine.data.datasets import RealDataset, load_dataset
from ftd_engine.data.fingerprint import fingerprint
from ftd_engine.data_facts import held_out_share
from ftd_engine.event_log import EventLog
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.job_requests import (
    DataReport,
    DataRequest,
    EstimateRequest,
    EstimateResult,
    ExportRequest,
    ExportResult,
    InspectRequest,
    InspectResult,
    MachineReport,
    MachineRequest,
    NearestRequest,
    NearestResult,
)
from ftd_engine.models import native
from ftd_engine.phases import (
    adopt,
    again,
    buffer,
    data_report,
    distill,
    estimate,
    evaluate,
    export,
    inspection,
    nearest_real,
)
from ftd_engine.phases.context import Context, network_for, other_networks_for, split_for
from ftd_engine.phases.plug_in_use import refuse_unusable, shaping_plug_ins, used_plug_ins
from ftd_engine.protocol import (
    PHASES,
    DataLoaded,
    Outcome,
    Phase,
    RunFinished,
    RunStarted,
)
from ftd_engine.reporter import HEARTBEAT_INTERVAL_S, Reporter, StopAsked
from ftd_engine.run_folder import RunFolder, RunIsOwned
from ftd_engine.runtime import EngineError
from ftd_engine.shelf import Shelf, shelf_root
from ftd_engine.studies.folder import ComputationFiles

ORPHAN_GRACE_S = 0.5
"""How long a step may go on after the window died, before the newest state is written from outside."""
STOP_NOW_GRACE_S = 0.5
"""The same after a stop that does not wait for the step."""
TERMINATED_GRACE_S = 2.0
"""The same after SIGTERM, which is followed by SIGKILL sooner or later."""

_logger = logging.getLogger(__name__)


def main(run_path: Path, events: Any, commands: Any) -> None:
    """Work on one run until it is done, stopped or failed.

    Args:
        run_path: the run folder.
        events: queue of `Record` and `Heartbeat` to the window.
        commands: queue of `Command` from it.
    """
    folder = RunFolder.open(run_path)
    _redirect_output(folder.engine_log_path)
    try:
        folder.claim()
    except RunIsOwned:
        _logger.exception("another engine works here")
        sys.exit(2)
    started_s = time.monotonic()
    log = EventLog(folder.event_path)
    reporter = Reporter(folder, log, events, runtime.resident_memory_mib)
    checkpoints = Checkpoints(folder, reporter.say, reporter.flush)
    reporter.before_rest = checkpoints.write_all
    _listen(reporter, checkpoints, commands)
    try:
        outcome, message, hint = _work(folder, reporter, checkpoints, log.begins_anew)
        reporter.finish(RunFinished(outcome, message, hint, time.monotonic() - started_s))
    except OSError:
        # the folder itself refuses: only the exit status can tell now
        _logger.exception("the last word could not be written")
        sys.exit(1)
    finally:
        folder.release()
    log.close()
    _leave(1 if outcome == "failed" else 0)


def export_main(run_path: Path, events: Any, commands: Any) -> None:
    """Answer one `ExportRequest` with an `ExportResult`."""
    request: ExportRequest = commands.get()
    try:
        result = export.run(RunFolder.open(run_path), request)
    except EngineError as error:
        result = ExportResult(False, (), 0, error.message, error.hint)
    events.put(result)


def estimate_main(_run_path: Path, events: Any, commands: Any) -> None:
    """Answer one `EstimateRequest` with an `EstimateResult`; there is no run folder yet."""
    request: EstimateRequest = commands.get()
    try:
        result = estimate.run(request)
    except EngineError as error:
        result = EstimateResult(False, error.message, error.hint)
    except (MemoryError, torch.OutOfMemoryError):
        result = EstimateResult(
            False,
            "The memory was not enough to measure a single step.",
            "Lower network.width, distill.ipc or buffer.batch_size, or close other programs.",
        )
    events.put(result)


def inspect_main(_folder: Path, events: Any, commands: Any) -> None:
    """Answer one `InspectRequest` with an `InspectResult`."""
    request: InspectRequest = commands.get()
    try:
        result = inspection.run(request)
    except EngineError as error:
        result = InspectResult(ok=False, message=error.message, hint=error.hint)
    events.put(result)


def data_main(_folder: Path, events: Any, commands: Any) -> None:
    """Answer one `DataRequest` with a `DataReport`, after `DataProgress` now and then."""
    request: DataRequest = commands.get()
    try:
        report = data_report.run(request, events.put)
    except MemoryError:
        report = DataReport((data_report.lack_of_memory(),))
    events.put(report)


def machine_main(_folder: Path, events: Any, commands: Any) -> None:
    """Answer one `MachineRequest` with a `MachineReport`."""
    request: MachineRequest = commands.get()
    compiler = native.found_compiler() or ""
    try:
        device = runtime.choose_device(request.device)
    except EngineError as error:
        events.put(MachineReport(compiler=compiler, message=str(error)))
        return
    is_gpu = device.type != "cpu"
    events.put(MachineReport(runtime.device_words(device), is_gpu, compiler))


def nearest_main(run_path: Path, events: Any, commands: Any) -> None:
    """Answer one `NearestRequest` with a `NearestResult`."""
    request: NearestRequest = commands.get()
    try:
        result = nearest_real.run(RunFolder.open(run_path), request)
    except EngineError as error:
        result = NearestResult(False, error.message, error.hint)
    events.put(result)


def _redirect_output(path: Path) -> None:
    """Send what this process prints, and the trace of a crash, to the run's own log."""
    file = path.open("ab", buffering=0)
    for descriptor in (1, 2):
        os.dup2(file.fileno(), descriptor)
    faulthandler.enable(file=sys.stderr)
    logging.basicConfig(
        level=logging.INFO,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        force=True,
    )


def _listen(reporter: Reporter, checkpoints: Checkpoints, commands: Any) -> None:
    """Start the threads that hear commands, send heartbeats and notice the end of the window."""
    # Ctrl+C in a terminal reaches the whole group; the parent then asks for a stop by command
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def terminated(_number: int, _frame: object) -> None:
        reporter.ask_stop("interrupted", "The system asked the engine to end.")
        # where the step is a long one, its beginning is written before the kill that may follow
        timer = threading.Timer(TERMINATED_GRACE_S, checkpoints.write_all)
        timer.daemon = True
        timer.start()

    signal.signal(signal.SIGTERM, terminated)

    def hear() -> None:
        while not reporter.has_ended:
            try:
                reporter.obey(commands.get(timeout=1.0))
            except queue.Empty:
                continue
            except (EOFError, OSError):
                return

    def beat() -> None:
        while not reporter.has_ended:
            reporter.beat()
            if wish := reporter.folder.take_stop_wish():
                reporter.obey_stop(wish)
            time.sleep(HEARTBEAT_INTERVAL_S)

    def give_up_step(grace_s: float, outcome: Outcome, message: str) -> None:
        time.sleep(grace_s)
        if reporter.has_ended:
            return
        # the main thread sits in a long step: write what there is from here, and go
        is_kept = checkpoints.write_all()
        reporter.write_what_there_is()
        hint = f"The step was given up. {_RESUME_HINT if is_kept else _NOT_KEPT_HINT}"
        reporter.finish(RunFinished(outcome, message, hint, 0.0))
        reporter.folder.release()
        os._exit(3)

    def stop_now() -> None:
        words = "Stopped at once, as asked."
        reporter.stop_words = words
        about = (STOP_NOW_GRACE_S, "stopped", words)
        threading.Thread(target=give_up_step, args=about, name="engine-stop", daemon=True).start()

    reporter.give_up = stop_now

    def watch_parent() -> None:
        parent = multiprocessing.parent_process()
        if parent is None:
            return
        parent.join()
        reporter.ask_stop("interrupted", "The window ended.")
        words = "The window ended while a step was running."
        give_up_step(ORPHAN_GRACE_S, "interrupted", words)

    for work in (hear, beat, watch_parent):
        threading.Thread(target=work, name=f"engine-{work.__name__}", daemon=True).start()


_RESUME_HINT = "Resume goes on from here."
_NOT_KEPT_HINT = "What was computed since the last checkpoint could not be kept."


def _work(
    folder: RunFolder, reporter: Reporter, checkpoints: Checkpoints, begins_anew: bool
) -> tuple[Outcome, str, str]:
    """Do the job; the outcome, a sentence and a hint."""
    log_hint = f"The full trace lies in {folder.engine_log_path}."
    try:
        done = _run_phases(folder, reporter, checkpoints, begins_anew)
    except StopAsked:
        is_kept = checkpoints.write_all()
        return (
            reporter.stop_outcome,
            reporter.stop_words,
            _RESUME_HINT if is_kept else _NOT_KEPT_HINT,
        )
    except Exception as error:
        _logger.exception("the run failed")
        message, hint = _words_of(error, folder, log_hint)
        if not checkpoints.write_all():
            hint = f"{hint} {_NOT_KEPT_HINT}"
        return "failed", message, hint
    checkpoints.drop_all()
    return "done", done, ""


def _words_of(error: Exception, folder: RunFolder, log_hint: str) -> tuple[str, str]:
    """What happened and what to do, for whoever reads the last event."""
    match error:
        case EngineError():
            return error.message, error.hint
        case ConfigProblems():
            return f"The experiment of this run is wrong: {error}", f"See {folder.path}."
        case MemoryError() | RuntimeError() if _is_lack_of_memory(error):
            reason = str(error).splitlines()[0] if str(error) else "no more"
            return (
                f"The memory was not enough: {reason}.",
                f"Lower student steps, student batch, images per class or width. {log_hint}",
            )
        case OSError():
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            cure = (
                "Free some space on this disk, then resume."
                if full
                else "Check that the folder is there and writable, then resume."
            )
            return (
                f"{error.filename or folder.path} cannot be used: {error.strerror or error}.",
                f"{cure} {log_hint}",
            )
        case _:
            # the one door where a bug ends, with its trace kept
            return f"The engine met an error of its own: {error!r}.", log_hint


def _is_lack_of_memory(error: Exception) -> bool:
    """PyTorch's allocator for the host says it in words only."""
    return isinstance(error, MemoryError | torch.OutOfMemoryError) or (
        "allocate memory" in str(error) or "out of memory" in str(error)
    )


def _run_phases(
    folder: RunFolder, reporter: Reporter, checkpoints: Checkpoints, begins_anew: bool
) -> str:
    """Do what the folder asks for; a sentence on what was done."""
    if (asked := ComputationFiles(folder.path).request()) is not None:
        desk.run(_prepared(folder, reporter, checkpoints, ("evaluate",), begins_anew), asked)
        return "The computation of a study is done."
    request = folder.adoption()
    phases: tuple[Phase, ...] = PHASES if request is None else ("evaluate",)
    context = _prepared(folder, reporter, checkpoints, phases, begins_anew)
    if request is None:
        buffer.run(context)
        final_set = distill.run(context)
        evaluate.run(context, final_set)
        return "All phases are done."
    if request.again:
        evaluate.run(context, again.run(context, Path(request.path)))
        return "The sets of the run were evaluated again."
    adopted = adopt.run(context, request)
    if not request.evaluates:
        return "The set was imported."
    evaluate.run_adopted(context, adopted)
    return "The set was imported and evaluated."


def _prepared(
    folder: RunFolder,
    reporter: Reporter,
    checkpoints: Checkpoints,
    phases: tuple[Phase, ...],
    begins_anew: bool,
) -> Context:
    """Device, data and network of a run, told as its first events."""
    experiment = folder.experiment()
    device = runtime.set_up(experiment)
    reporter.emit(
        RunStarted(
            pid=os.getpid(),
            host=socket.gethostname(),
            device=runtime.device_words(device),
            versions=runtime.versions(),
            phases=phases,
            resumes=not begins_anew,
            plug_ins=used_plug_ins(experiment),
        )
    )
    for used in used_plug_ins(experiment):
        reporter.say(f"Of a plug-in: {used}.")
    refuse_unusable(experiment)
    seeds = runtime.Seeds(experiment.seed)

    def turn(_done: int = 0, _total: int = 0, /) -> None:
        reporter.turn()

    data = load_dataset(
        experiment.data,
        ipc=experiment.distill.ipc,
        share=held_out_share(experiment),
        device=device,
        turn=turn,
        tell=reporter.say,
    ).to(device)
    checkpoints.open(
        experiment.checkpoints,
        _identity(experiment, data),
        {"device": runtime.device_words(device), **runtime.versions()},
    )
    data, held_out = split_for(experiment, data, seeds)
    reporter.emit(
        DataLoaded(
            dataset=data.name,
            origin=data.origin,
            train_images=len(data.train_labels),
            test_images=len(data.test_labels),
            class_names=data.class_names,
            image_shape=(data.channels, data.size_px, data.size_px),
        )
    )
    reporter.say(
        f"{len(data.train_labels):,} training and {len(data.test_labels):,} test images of "
        f"{data.name} ({data.origin}) on {runtime.device_words(device)}. {data.placement}"
    )
    for finding in data.findings:
        reporter.say(str(finding), "warning" if finding.level == "warning" else "info")
    if held_out is not None:
        reporter.say(_held_out_words(len(held_out.labels), experiment))
    return Context(
        experiment=experiment,
        folder=folder,
        reporter=reporter,
        seeds=seeds,
        device=device,
        data=data,
        held_out=held_out,
        network=network_for(experiment, data),
        other_networks=other_networks_for(experiment, data),
        shelf=Shelf(shelf_root(folder.path.parent)),
        checkpoints=checkpoints,
    )


_CAME_LATER = (
    *("data.damaged", "buffer.experts_per_file"),
    *("distill.robust_noise", "distill.gradient_limit", "evaluation.sam_rho"),
)
"""Settings that experiments of older runs did not have."""


def _identity(experiment: Experiment, data: RealDataset) -> str:
    """What a checkpoint belongs to: all that shapes the result.

    Networks that are evaluated besides, and metrics of plug-ins, shape nothing of the rest. Of settings that came later only those
    count that are used, so that a run from before there were any goes on as it was.
    """
    left_out = {
        "name": True,
        "checkpoints": True,
        # a run has a seed by now, wherever it came from
        "seed_source": True,
        "evaluation": {"other_networks", "other_networks_lr", "metrics"},
    }
    values = experiment.model_dump(mode="json", exclude=left_out)
    for path in _CAME_LATER:
        section, _, name = path.partition(".")
        if getattr(getattr(experiment, section), name) == all_fields()[path].default:
            del values[section][name]
    if shaping := shaping_plug_ins(experiment):
        values["plug_ins"] = shaping
    images = fingerprint(data.train_images, data.train_labels)
    return hashlib.sha256(f"{json.dumps(values, sort_keys=True)} {images}".encode()).hexdigest()


def _held_out_words(count: int, experiment: Experiment) -> str:
    said = f"{count:,} more training images are held out to choose the best set by"
    if experiment.distill.evaluate_every:
        return f"{said}."
    return (
        f"{said}, though nothing is evaluated while distilling and so the last set is taken; "
        'with the choice "last" they are learned from.'
    )


def _leave(status: int) -> None:
    """End the process; at once where nobody reads the queue any more."""
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():
        # all is on disk; taking torch down in good order would take longer than the user waits
        os._exit(status)
    sys.exit(status)
