"""Reads changed files by the thousand and counts how that ends."""

import random
import signal
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType

import pytest

from tests.fuzz.mutations import in_safetensors, mutated
from tests.hostile.corpus import contents
from tests.hostile.readers import READERS, Reader

PATIENCE_S = 20
_MAX_SEED_BYTES = 20_000
_WITH_HEADS = ("set-safetensors", "teacher", "trajectory")


class Hangs(BaseException):
    """A reader did not come back."""


@dataclass
class Tally:
    """How the reading of many inputs ended; `crashes` pairs the number of an input with its error."""

    inputs: int = 0
    refused: int = 0
    accepted: int = 0
    seconds: float = 0.0
    crashes: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


@contextmanager
def _stopped_clock() -> Iterator[None]:
    """Archives hold the time at which they are made, and inputs must be the same tomorrow."""
    day = time.struct_time((2000, 1, 1, 0, 0, 0, 5, 1, 0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.localtime", lambda *_: day)
        patch.setattr("time.time", lambda: 1e9)
        yield


@cache
def _small_hostile_files() -> list[bytes]:
    with _stopped_clock():
        found = [content for _, content in contents(Path("marker-of-no-one"))]
    return [content for content in found if len(content) < _MAX_SEED_BYTES]


class Inputs:
    """All inputs of one reader by their number."""

    def __init__(self, reader: Reader) -> None:
        self._name = reader.name
        with _stopped_clock():
            self._sound = reader.sound()
        self._others = _small_hostile_files()

    def __getitem__(self, number: int) -> bytes:
        """The input of this number, always the same."""
        dice = random.Random(f"{self._name}/{number}")
        draw = dice.random()
        if draw < 0.02:
            return dice.randbytes(dice.randrange(400))
        content = self._sound if draw < 0.85 else dice.choice(self._others)
        change = mutated
        if content is self._sound and self._name in _WITH_HEADS and dice.random() < 0.6:
            change = in_safetensors
        return change(content, [*self._others, self._sound], dice)


@contextmanager
def surroundings(folder: Path) -> Iterator[None]:
    """No cache, which would fill with the pictures of all inputs, and no warnings."""
    blocked = folder / "no-folder"
    blocked.touch()
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv("FTD_STUDIO_CACHE", str(blocked / "cache"))
        warnings.simplefilter("ignore")
        yield


def fuzz(
    reader: Reader,
    folder: Path,
    numbers: range,
    before: Callable[[int], object] = lambda _number: None,
) -> Tally:
    """Read these inputs one after the other.

    Args:
        reader: what reads them.
        folder: an empty folder.
        numbers: which inputs.
        before: told the number of every input before it is read.
    """
    inputs, tally = Inputs(reader), Tally()
    here = folder / "here"
    here.mkdir()
    path = reader.place(here)
    known = signal.signal(signal.SIGALRM, _on_alarm)
    started_s = time.monotonic()
    with surroundings(folder):
        for number in numbers:
            before(number)
            path.write_bytes(inputs[number])
            tally.inputs += 1
            end = _end_of(reader, here)
            if end.startswith(Hangs.__name__):
                # a machine that was suspended meanwhile looks the same, but not twice
                end = _end_of(reader, here)
            if end == "accepted":
                tally.accepted += 1
            elif end == "refused":
                tally.refused += 1
            else:
                tally.crashes.append((number, end))
    signal.signal(signal.SIGALRM, known)
    tally.seconds = time.monotonic() - started_s
    return tally


def _end_of(reader: Reader, folder: Path) -> str:
    """How the reading of what lies there ends: "accepted", "refused" or the error."""
    signal.alarm(PATIENCE_S)
    try:
        reader.read(folder)
    except reader.refuses:
        return "refused"
    except (Exception, Hangs) as error:  # noqa: BLE001  # the very thing that is looked for
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        signal.alarm(0)
    return "accepted"


def _on_alarm(_number: int, _frame: FrameType | None) -> None:
    raise Hangs(f"no answer within {PATIENCE_S} s")


def reader_of(name: str) -> Reader:
    """The reader of this name."""
    return READERS[name]
