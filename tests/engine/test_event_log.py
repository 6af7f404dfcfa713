"""Event files: whole lines, read on in pieces, with damage left out."""

import threading
from pathlib import Path
from typing import Any

import pytest

from ftd_engine import event_log
from ftd_engine.event_log import EventLog, EventReader
from ftd_engine.protocol import BadRecord, Logged, encode
from ftd_engine.run_folder import (
    RunFolder,
)
from tests.fixtures.recorded_runs import done_records, tiny_experiment


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "runs", tiny_experiment())


def numbers(path: Path) -> list[int]:
    return [record.seq for record in EventReader(path).read_all()]


def test_events_are_numbered_and_read_back(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)
    written = [log.append(record.event) for record in done_records()]
    log.close()
    assert EventReader(folder.event_path).read_all() == written
    assert [record.seq for record in written] == list(range(len(written)))


class ForeignText(str):
    """Text of a library that the window must not load, as torch's version is."""

    __slots__ = ()


def test_what_is_returned_holds_plain_types_only(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)
    event = log.append(Logged("info", ForeignText("words"))).event
    assert isinstance(event, Logged) and type(event.text) is str and event.text == "words"
    log.close()


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_an_event_of_wrong_types_is_not_written(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)
    with pytest.raises(BadRecord):
        log.append(Logged("info", None))  # pyright: ignore[reportArgumentType]
    assert log.append(Logged("info", "words")).seq == 0
    log.close()
    assert numbers(folder.event_path) == [0]


def test_a_log_that_did_not_exist(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events")
    assert log.append(Logged("info", "first")).seq == 0
    log.close()
    with pytest.raises(ValueError, match="closed"):
        log.append(Logged("info", "second"))


@pytest.mark.parametrize("rest", [b"", b"{", b'{"seq":2,"time_s":1.0,"event":{"kind"', 9000 * b"x"])
def test_counting_goes_on_after_a_kill(folder: RunFolder, rest: bytes) -> None:
    log = EventLog(folder.event_path)
    log.append(Logged("info", "first"))
    log.append(Logged("info", "second"))
    log.close()
    with folder.event_path.open("ab") as file:
        file.write(rest)
    log = EventLog(folder.event_path)
    assert log.append(Logged("info", "third")).seq == 2
    log.close()
    assert numbers(folder.event_path) == [0, 1, 2]


def test_a_file_that_is_one_cut_line_begins_anew(folder: RunFolder) -> None:
    folder.event_path.write_bytes(5000 * b"x")
    log = EventLog(folder.event_path)
    assert log.append(Logged("info", "first")).seq == 0
    log.close()
    assert numbers(folder.event_path) == [0]


def test_threads_append_whole_lines(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)

    def append_often() -> None:
        for _ in range(200):
            log.append(Logged("info", 100 * "."))

    threads = [threading.Thread(target=append_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    assert numbers(folder.event_path) == list(range(800))


class DiskThatFills:
    """Takes only so many bytes, then part of a line, as a real disk does."""

    def __init__(self, file: Any, room: int) -> None:
        self.file = file
        self.room = room
        self.name = file.name

    def write(self, data: bytes) -> int:
        taken = self.file.write(data[: self.room])
        self.room -= taken
        return taken

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def test_a_full_disk_leaves_whole_lines_and_no_gap(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)
    log.append(Logged("info", "fits"))
    real = log._file
    log._file = DiskThatFills(real, 20)  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(OSError, match=r"No space left on device.*events\.jsonl"):
        log.append(Logged("info", "does not fit"))
    log._file = real
    assert log.append(Logged("info", "room again")).seq == 1
    log.close()
    assert numbers(folder.event_path) == [0, 1]


def test_a_reader_of_no_file(tmp_path: Path) -> None:
    reader = EventReader(tmp_path / "missing")
    assert reader.read() == [] and reader.at_end
    assert reader.read_all() == []


def test_a_reader_of_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        EventReader(tmp_path).read()


def test_a_half_written_line_waits_for_its_end(tmp_path: Path) -> None:
    lines = [encode(record) + b"\n" for record in done_records()[:3]]
    path = tmp_path / "events"
    reader = EventReader(path)
    path.write_bytes(lines[0] + lines[1][:20])
    assert [record.seq for record in reader.read()] == [0]
    assert reader.read() == []
    with path.open("ab") as file:
        file.write(lines[1][20:-1])
    assert reader.read() == []
    with path.open("ab") as file:
        file.write(b"\n" + lines[2])
    assert [record.seq for record in reader.read()] == [1, 2]
    assert reader.bad_lines == 0


def test_a_half_line_that_a_resumed_engine_cut_off(tmp_path: Path) -> None:
    lines = [encode(record) + b"\n" for record in done_records()[:3]]
    path = tmp_path / "events"
    reader = EventReader(path)
    path.write_bytes(lines[0] + lines[2][:-3])
    assert [record.seq for record in reader.read()] == [0]
    path.write_bytes(lines[0] + lines[1] + lines[2])
    assert [record.seq for record in reader.read()] == [1, 2]
    assert reader.bad_lines == 0


@pytest.mark.parametrize("max_bytes", [1, 7, 100, 4096, 1 << 20])
def test_pieces_of_any_size_give_the_same_records(tmp_path: Path, max_bytes: int) -> None:
    path = tmp_path / "events"
    path.write_bytes(b"".join(encode(record) + b"\n" for record in done_records()) + b"{half")
    reader = EventReader(path)
    records = reader.read(max_bytes)
    while not reader.at_end:
        records.extend(reader.read(max_bytes))
    assert records == done_records()


def test_read_all_of_more_than_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events"
    line = encode(done_records()[0]) + b"\n"
    path.write_bytes(line * (3 * event_log.READ_CHUNK_BYTES // len(line)))
    assert len(EventReader(path).read_all()) == 3 * event_log.READ_CHUNK_BYTES // len(line)


def test_known_records_are_left_out_without_being_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = done_records()
    path = tmp_path / "events"
    path.write_bytes(b"".join(encode(record) + b"\n" for record in records))
    decoded: list[bytes] = []
    decode = event_log.decode

    def counted(line: bytes) -> Any:
        decoded.append(line)
        return decode(line)

    monkeypatch.setattr(event_log, "decode", counted)
    from_seq = len(records) - 4
    assert EventReader(path).read(from_seq=from_seq) == records[from_seq:]
    assert len(decoded) == 4


def test_damaged_lines_are_left_out_and_counted(tmp_path: Path) -> None:
    lines = [encode(record) for record in done_records()[:6]]
    lines[1] = b"\x00" * 40
    lines[3] = lines[3].replace(b'"v":1', b'"v":9')
    lines[4] = b'{"seq":4,\r"time'
    path = tmp_path / "events"
    path.write_bytes(b"\n".join(lines) + b"\n")
    reader = EventReader(path)
    assert [record.seq for record in reader.read(from_seq=1)] == [2, 5]
    assert reader.bad_lines == 3
    path.write_bytes(path.read_bytes() + lines[3] + b"\n")
    reader.read()
    assert reader.last_problem == "written by a newer FTD Studio (format 9, known 1)"
