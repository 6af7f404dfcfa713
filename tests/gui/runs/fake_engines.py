"""Engines of a few lines each, entered by a real child process through the real queues. No torch."""

import os
import queue
import signal
import struct
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from ftd_engine.config_checks import check
from ftd_engine.data_facts import DataFacts
from ftd_engine.event_log import EventLog
from ftd_engine.job_requests import (
    EstimateRequest,
    EstimateResult,
    ExportRequest,
    ExportResult,
    InspectRequest,
    InspectResult,
    NearestRequest,
    NearestResult,
)
from ftd_engine.nearest_sets import write_nearest
from ftd_engine.protocol import (
    Command,
    CommandDone,
    Event,
    Heartbeat,
    Logged,
    PhaseStarted,
    PointsAdded,
    RunFinished,
    RunStarted,
    StateChanged,
)
from ftd_engine.run_folder import RunFolder
from ftd_engine.step_costs import StepCosts
from tests.fixtures.device_rates import RATE
from tests.fixtures.recorded_runs import done_records, tiny_snapshot, tiny_teachers

NUM_FLOOD = 50_000
LONGEST_S = 30.0


class _Voice:
    """Writes each event, then offers it to the queue, as the real engine does."""

    def __init__(self, run_path: Path, events: Any) -> None:
        self.folder = RunFolder.open(run_path)
        self.folder.claim()
        self.folder.write_status("running", "buffer")
        self.log = EventLog(self.folder.event_path)
        self.events = events
        self.refused = 0

    def say(self, event: Event, also_queue: bool = True) -> None:
        record = self.log.append(event)
        if not also_queue:
            return
        try:
            self.events.put_nowait(record)
        except queue.Full:
            self.refused += 1

    def hello(self) -> None:
        self.say(RunStarted(os.getpid(), "fake", "cpu", {}, ("buffer", "distill", "evaluate")))

    def goodbye(self, outcome: Any = "done", message: str = "All is done.") -> None:
        self.say(RunFinished(outcome, message, "", 1.0))
        self.folder.write_status(outcome, "evaluate", message)
        self.folder.release()
        self.log.close()


def _until_stop(voice: _Voice, commands: Any, beat: bool = True) -> str:
    """Live until told to end; how that run then counts."""
    end_s = time.monotonic() + LONGEST_S
    while time.monotonic() < end_s:
        if beat:
            voice.events.put(Heartbeat(time.time(), 12.5))
        try:
            command: Command = commands.get(timeout=0.1)
        except queue.Empty:
            continue
        voice.say(CommandDone(command.command_id, True, command.name))
        if command.name == "pause":
            voice.say(StateChanged("paused"))
        if command.name == "resume":
            voice.say(StateChanged("running"))
        if command.name in ("stop", "stop_now", "interrupt"):
            voice.say(StateChanged("stopping"))
            return "interrupted" if command.name == "interrupt" else "stopped"
    return "stopped"


def normal(run_path: Path, events: Any, _commands: Any) -> None:
    """The recorded run once more."""
    voice = _Voice(run_path, events)
    for record in done_records()[:-1]:
        voice.say(record.event)
    voice.folder.write_snapshot(tiny_snapshot(40))
    voice.goodbye()


def flood(run_path: Path, events: Any, _commands: Any) -> None:
    """Fifty thousand records as fast as they can be written; the queue is full soon."""
    voice = _Voice(run_path, events)
    voice.hello()
    for step in range(NUM_FLOOD):
        voice.say(PointsAdded("matching_loss", 0, (float(step),), (1.0 / (1 + step),)))
    voice.say(Logged("info", f"{voice.refused} refused"))
    voice.goodbye()


def obedient(run_path: Path, events: Any, commands: Any) -> None:
    """Lives with a heartbeat until it is told to stop."""
    voice = _Voice(run_path, events)
    voice.hello()
    voice.goodbye(_until_stop(voice, commands), "Stopped as asked.")


def fails_at_the_end(run_path: Path, events: Any, commands: Any) -> None:
    """Cannot write what it has when it is told to stop."""
    voice = _Voice(run_path, events)
    voice.hello()
    _until_stop(voice, commands)
    voice.goodbye("failed", "The disk is full.")


def refused_end(run_path: Path, events: Any, commands: Any) -> None:
    """The queue brings one record, the file holds eleven; then heartbeats only."""
    voice = _Voice(run_path, events)
    voice.hello()
    for step in range(10):
        voice.say(PointsAdded("syn_lr", 0, (float(step),), (0.01,)), also_queue=False)
    _until_stop(voice, commands)
    voice.goodbye("stopped")


def gaps(run_path: Path, events: Any, _commands: Any) -> None:
    """The queue brings only every seventh record."""
    voice = _Voice(run_path, events)
    voice.hello()
    for step in range(700):
        point = PointsAdded("syn_lr", 0, (float(step),), (0.01,))
        voice.say(point, also_queue=step % 7 == 0)
    voice.goodbye()


def silent(run_path: Path, events: Any, commands: Any) -> None:
    """Says hello, then nothing, not even that it lives, until it is told to stop."""
    voice = _Voice(run_path, events)
    voice.hello()
    _until_stop(voice, commands, beat=False)
    voice.goodbye("stopped")


def aborting(run_path: Path, events: Any, _commands: Any) -> None:
    """Crashes as a failed check inside a library does, in the middle of distilling."""
    voice = _Voice(run_path, events)
    voice.hello()
    voice.say(PhaseStarted("distill", 40, "iterations"))
    voice.folder.write_used_teachers(tiny_teachers(1))
    voice.folder.write_snapshot(tiny_snapshot(20))
    voice.folder.write_snapshot(tiny_snapshot(40))
    # the queue has a thread that must get its words out before the end
    time.sleep(0.2)
    os.abort()


def wordless(run_path: Path, events: Any, _commands: Any) -> None:
    """Leaves with code 3 and no goodbye."""
    _Voice(run_path, events).hello()
    time.sleep(0.2)
    os._exit(3)


def stillborn(_run_path: Path, _events: Any, _commands: Any) -> None:
    """Dies before it has touched its folder."""
    os._exit(7)


def goodbye_without_record(run_path: Path, events: Any, _commands: Any) -> None:
    """The last event did not fit on the disk, the state did."""
    voice = _Voice(run_path, events)
    voice.hello()
    voice.folder.write_status("failed", "buffer", "The disk is full.")


def goodbye_without_state(run_path: Path, events: Any, _commands: Any) -> None:
    """The last event was written, the state was not."""
    voice = _Voice(run_path, events)
    voice.hello()
    voice.say(RunFinished("done", "All is done.", "", 1.0))


def stubborn(run_path: Path, events: Any, _commands: Any) -> None:
    """Hears no stop, but can be terminated."""
    _Voice(run_path, events).hello()
    time.sleep(LONGEST_S)


def deaf(run_path: Path, events: Any, _commands: Any) -> None:
    """Hears neither stop nor termination."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _Voice(run_path, events).hello()
    time.sleep(LONGEST_S)


def blabbering(run_path: Path, events: Any, commands: Any) -> None:
    """Keeps the queue full until it is told to stop, and must empty it in order to leave."""
    voice = _Voice(run_path, events)
    voice.hello()
    end_s = time.monotonic() + LONGEST_S
    while commands.empty() and time.monotonic() < end_s:
        voice.say(Logged("info", "still here " + 200 * "."))
    voice.goodbye("stopped")


def half_item(_run_path: Path, events: Any, _commands: Any) -> None:
    """Dies in the middle of an item, which happens to those longer than a pipe takes at once."""
    length = 100_000
    os.write(events._writer.fileno(), struct.pack("!i", length) + 50 * b".")
    os._exit(9)


def export_well(_run_path: Path, events: Any, commands: Any) -> None:
    """Answers an export request with what was asked."""
    request: ExportRequest = commands.get(timeout=LONGEST_S)
    events.put(ExportResult(True, (request.path_of("pt"),), 5, "Written."))


def export_and_stay(_run_path: Path, events: Any, _commands: Any) -> None:
    """Answers, then does not leave."""
    events.put(ExportResult(True, (), 0, "Written."))
    time.sleep(LONGEST_S)


def export_badly(_run_path: Path, _events: Any, _commands: Any) -> None:
    """Dies instead of answering."""
    os.abort()


MEASURED = StepCosts(
    "CPU, 9 threads", is_measured=True, teacher_step_s=0.1, match_step_s=0.01, base_bytes=3e8
)


def estimate_well(_run_path: Path, events: Any, commands: Any) -> None:
    """Answers an estimate request: the device, or costs of steps on the embedded images."""
    request: EstimateRequest = commands.get(timeout=LONGEST_S)
    if request.only_device:
        events.put(EstimateResult(True, rate=RATE))
        return
    facts = DataFacts(1, 28, 10, 6_000, 2_000)
    events.put(EstimateResult(True, facts=facts, costs=MEASURED))


def estimate_too_much(_run_path: Path, events: Any, _commands: Any) -> None:
    """Measures more memory than any machine has."""
    facts = DataFacts(1, 28, 10, 6_000, 2_000)
    costs = replace(MEASURED, match_step_bytes=1e15)
    events.put(EstimateResult(True, facts=facts, costs=costs))


def estimate_refused(_run_path: Path, events: Any, _commands: Any) -> None:
    """Cannot measure, and says why."""
    events.put(EstimateResult(False, "The folder mine is not a folder.", "Name another one."))


def estimate_never(_run_path: Path, _events: Any, _commands: Any) -> None:
    """Does not answer."""
    time.sleep(LONGEST_S)


def estimate_badly(_run_path: Path, _events: Any, _commands: Any) -> None:
    """Dies instead of answering."""
    os.abort()


def found_set(path: str, folder: str, **changes: Any) -> InspectResult:
    """What a look at a pair without a manifest gives; the pictures are not there."""
    values = check({"name": "imported pair", "distill": {"ema_decay": 0.0}}).model_dump(mode="json")
    found = InspectResult(
        ok=True,
        words="images and labels: 20 images of 1 x 28 x 28",
        notes=("A note.",),
        likely="mean-std",
        reason="numbers lie on both sides of 0",
        pictures={"rgb": f"{folder}/rgb.png"},
        dataset="fashion-mnist",
        values=values,
    )
    return replace(found, **changes)


def inspect_well(_folder: Path, events: Any, commands: Any) -> None:
    """Says what was found; the name of the file decides what that is."""
    request: InspectRequest = commands.get(timeout=LONGEST_S)
    changes: dict[str, Any] = {}
    if request.path.endswith("told.pt"):
        changes = {"space": "zca", "syn_lr": 0.02}
    if request.path.endswith("odd.pt"):
        changes = {"dataset": "", "syn_lr": -0.5}
    if request.path.endswith("bad.pt"):
        events.put(InspectResult(ok=False, message="It is damaged.", hint="Fetch it again."))
        return
    events.put(found_set(request.path, request.picture_folder, **changes))


def adopt_well(run_path: Path, events: Any, commands: Any) -> None:
    """Takes in what its folder asks for."""
    request = RunFolder.open(run_path).adoption()
    assert request is not None
    voice = _Voice(run_path, events)
    voice.hello()
    voice.say(Logged("info", f"Imported from {request.path} as {request.space}."))
    voice.goodbye("done", "The set was imported.")


def by_name(run_path: Path, events: Any, commands: Any) -> None:
    """Ends as the name of the experiment says: good, bad or endless."""
    voice = _Voice(run_path, events)
    voice.hello()
    name = voice.folder.experiment().name
    if name.startswith("endless"):
        _until_stop(voice, commands)
        voice.goodbye("stopped", "Stopped as asked.")
    elif name.startswith("bad"):
        voice.goodbye("failed", "It failed.")
    else:
        voice.goodbye()


def find_nearest(run_path: Path, events: Any, commands: Any) -> None:
    """Takes the set itself, a little darker, for the nearest real images."""
    request: NearestRequest = commands.get(timeout=LONGEST_S)
    folder = RunFolder.open(run_path)
    stored = folder.read_snapshot(request.iteration)
    darker = {"raw": stored.images[request.series] - 0.1}
    write_nearest(folder, request.series, replace(stored, images=darker))
    events.put(NearestResult(ok=True))


def find_nothing(_run_path: Path, events: Any, commands: Any) -> None:
    """Has no real images to look through."""
    commands.get(timeout=LONGEST_S)
    events.put(NearestResult(False, "The data set is gone.", "Put it back."))
