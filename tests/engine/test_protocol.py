"""Events as lines: every kind goes there and back, everything else is refused with its reason."""

import json
import math
import re
from dataclasses import asdict
from typing import get_args

import pytest

from ftd_engine import protocol
from ftd_engine.protocol import (
    AccuracyMeasured,
    BadRecord,
    BestChosen,
    ClassesCounted,
    Command,
    CommandDone,
    DataLoaded,
    Event,
    Logged,
    MetricsImported,
    PhaseFinished,
    PhaseStarted,
    PointsAdded,
    Progressed,
    Record,
    RunFinished,
    RunStarted,
    SnapshotWritten,
    StateChanged,
    StepSkipped,
    decode,
    encode,
)

EVENTS: tuple[Event, ...] = (
    RunStarted(7, "host", "cpu, 2 threads", {"torch": "2.9", "python": "3.11"}, ("buffer",)),
    DataLoaded("fashion-mnist", "embedded", 6000, 2000, ("T-shirt/top", "Trouser"), (1, 28, 28)),
    PhaseStarted("distill", 1000, "iterations"),
    PhaseFinished("distill", 12.5),
    Progressed("distill", 5, 1000, 25.0, -1.0, "teacher 3 of 6, epoch 2"),
    PointsAdded("matching_loss", 0, (1.0, 2.0), (0.9, 0.8)),
    PointsAdded("accuracy_raw", 0, (100.0,), (0.5,), (0.01,)),
    SnapshotWritten(20, has_ema=True),
    AccuracyMeasured("ema", 100, False, 0.61, 0.01, (0.6, 0.62), "2 networks"),
    AccuracyMeasured("raw", 9, False, 0.6, 0.0, (0.6,), "1 network", measured_on="held-out"),
    ClassesCounted(
        "raw", 9, "AlexNet", False, 0.5, 0.0, (0.5,), (3, 1, 2, 2), (0.75, 0.5), (0.0, 0.0), "short"
    ),
    BestChosen("ema", 100, "held-out", 0.61),
    StepSkipped(8, "not a number", 2),
    StateChanged("paused"),
    Logged("warning", 'quotes " and\nline ends, ρ and 名'),
    CommandDone(3, False, "paused already"),
    MetricsImported("/logs/mtt", has_settings=False),
    RunFinished("failed", "No memory.", "Use less.", 3.5),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_every_event_goes_there_and_back(event: Event) -> None:
    record = Record(12, 1_760_000_000.25, event)
    line = encode(record)
    assert b"\n" not in line
    assert decode(line) == record
    assert decode(line.decode()) == record


def test_the_rows_above_are_all_events() -> None:
    assert {type(event) for event in EVENTS} == set(get_args(Event))


def test_kinds_are_the_names_of_their_classes() -> None:
    for event in EVENTS:
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(event).__name__).lower()
        assert event.kind == name


@pytest.mark.parametrize(
    ("counts", "means", "reason"),
    [
        ((3, 1, 2), (0.75, 0.5), "3 counts of 2 classes"),
        ((3, 1, 2, 2), (0.75, 0.5, 1.0), "4 counts of 3 classes"),
        ((3, -1, 2, 2), (0.75, 0.5), "a count below 0"),
    ],
)
def test_a_confusion_matrix_fits_its_classes(
    counts: tuple[int, ...], means: tuple[float, ...], reason: str
) -> None:
    event = ClassesCounted(
        "raw", 0, "AlexNet", True, 0.5, 0.0, (0.5,), counts, means, (0.0, 0.0), ""
    )
    with pytest.raises(BadRecord, match=reason):
        decode(encode(Record(0, 1.0, event)))


def test_a_line_begins_with_its_number() -> None:
    # readers skip lines by it without decoding them
    assert encode(Record(41, 1.0, EVENTS[0])).startswith(b'{"seq":41,')


def test_numbers_that_are_none_survive() -> None:
    values = (math.inf, -math.inf, math.nan, 1e-300, 0.1 + 0.2)
    event = PointsAdded("matching_loss", 0, tuple(range(5)), values)
    again = decode(encode(Record(0, 0.0, event))).event
    assert isinstance(again, PointsAdded)
    assert again.y[:2] == (math.inf, -math.inf) and math.isnan(again.y[2])
    assert again.y[3:] == values[3:]


GOOD = encode(Record(3, 5.0, Logged("info", "words"))).decode()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "Invalid JSON: EOF while parsing a value at line 1 column 0 at the start"),
        (GOOD[:40], "Invalid JSON: EOF while parsing"),
        (b"\xff\x00{}", "Invalid JSON"),
        ("[" * 5000, "Invalid JSON"),
        ("null", "null is no record"),
        ("[]", "at the start"),
        ('{"seq":3}', "at time_s"),
        (GOOD.replace('"seq":3', '"seq":"three"'), "at seq"),
        (GOOD.replace('"seq":3', '"seq":-1'), "the number -1"),
        (GOOD.replace("logged", "hologram"), "at event"),
        (GOOD.replace('"text":"words",', ""), "at event.logged.text"),
        (GOOD.replace('"info"', '"shout"'), "at event.logged.level"),
        (GOOD.replace('"v":1', '"v":2'), "written by a newer FTD Studio (format 2, known 1)"),
        (
            GOOD.replace('"v":1', '"v":3').replace("logged", "hologram"),
            "written by a newer FTD Studio (format 3, known 1)",
        ),
    ],
)
def test_what_is_no_record_is_refused(line: str | bytes, reason: str) -> None:
    with pytest.raises(BadRecord, match=re.escape(reason)):
        decode(line)


def test_new_fields_of_a_later_writer_are_passed_over() -> None:
    assert decode(GOOD.replace('"text"', '"colour":"red","text"')).seq == 3


def test_versions_before_are_read() -> None:
    assert decode(GOOD.replace(',"v":1', "")).v == protocol.VERSION


def test_states_include_every_outcome() -> None:
    assert set(get_args(protocol.Outcome)) < set(get_args(protocol.RunState))


def test_a_command_without_number() -> None:
    assert asdict(Command("pause")) == {"name": "pause", "command_id": 0}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"y": [1.0]}, "2 places, 1 values and 0 spreads of a curve"),
        ({"std": [1.0]}, "2 places, 2 values and 1 spreads of a curve"),
        ({"member": 1 << 31}, "member is beyond 2,147,483,647"),
    ],
)
def test_events_that_contradict_themselves_are_no_records(
    change: dict[str, object], words: str
) -> None:
    points = PointsAdded("matching_loss", 0, (0.0, 1.0), (0.5, 0.25))
    line = json.loads(encode(Record(0, 1.0, points)))
    assert decode(json.dumps(line)).event == points
    line["event"].update(change)
    with pytest.raises(BadRecord, match=words):
        decode(json.dumps(line))


@pytest.mark.parametrize("time_s", [-1.0, 1e300, float("inf"), float("nan")])
def test_times_that_no_clock_shows_are_no_records(time_s: float) -> None:
    with pytest.raises(BadRecord, match="the time"):
        decode(encode(Record(0, time_s, Logged("info", "x"))))
