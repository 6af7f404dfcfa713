"""Every reader of files that may come from strangers: a sound file for it, and how it refuses."""

import gzip
import io
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.data.raw_images import no_turn
from ftd_engine.data.sources import cifar, idx, mat_file
from ftd_engine.data.sources.arrays import load_arrays
from ftd_engine.data.sources.image_folder import load_image_folder
from ftd_engine.event_log import EventReader, last_accuracy
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import load_experiment, to_toml
from ftd_engine.method.experts import ExpertFiles, last_state
from ftd_engine.method.replay_buffers import flat_epochs, read_replay_buffer
from ftd_engine.method.set_imports import read_set
from ftd_engine.method.set_spaces import SetSpace
from ftd_engine.nearest_sets import nearest_file, read_nearest
from ftd_engine.phases import adopt
from ftd_engine.presets import own_presets
from ftd_engine.protocol import (
    AccuracyMeasured,
    Logged,
    PhaseStarted,
    PointsAdded,
    Record,
    encode,
)
from ftd_engine.run_folder import RunFolder
from ftd_engine.run_notes import RunNotes
from ftd_engine.run_summary import summary_of
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from ftd_engine.shelf import DamagedTeacher, Shelf, read_teacher
from ftd_engine.snapshot import DamagedSnapshot, Snapshot
from ftd_engine.studies import folder as folder_room
from ftd_engine.studies.folder import ComputationFiles, StudyFolder
from ftd_engine.studies.requests import Cuts, StudyError, StudyRequest
from ftd_engine.studies.results import Cell, Row, StudyResult, Table, result_adapter
from ftd_engine.tensorboard_log import LogError, read_log
from ftd_engine.used_teachers import UsedTeachers
from tests.engine.data.disk_sets import mat_array, python2_pickle
from tests.engine.data.disk_sets import mat_file as mat_bytes
from tests.fixtures.tensorboard_logs import write_log

Read = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Reader:
    """One door that foreign files come in by.

    Attributes:
        name: as the command line of the fuzzing has it.
        file: path of the file within a folder of its own.
        sound: content of a sound file.
        read: reads the folder; the value is what it took.
        refuses: the errors that its docstring names.
        speaks: a refusal is a sentence that names the file; else it does without the file.
        prepare: lays beside the file what it needs to be found.
    """

    name: str
    file: str
    sound: Callable[[], bytes]
    read: Read
    refuses: tuple[type[Exception], ...]
    speaks: bool = True
    prepare: Callable[[Path], None] = lambda _folder: None

    def place(self, folder: Path) -> Path:
        """Where the file goes, everything else that belongs to it being there."""
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        self.prepare(folder)
        return path


# ---------------------------------------------------------------- sound files

LABELS = torch.tensor([0, 0, 1, 1])
SHAPES = [(2, 3), (2,)]
IDX_SHAPE = (6, 4, 4)


def images() -> torch.Tensor:
    """Four grey images of eight pixels."""
    return torch.randn(4, 1, 8, 8, generator=torch.Generator().manual_seed(0))


def torch_bytes(value: Any, **options: Any) -> bytes:
    """What `torch.save` writes."""
    buffer = io.BytesIO()
    torch.save(value, buffer, **options)
    return buffer.getvalue()


def npz_bytes(**arrays: Any) -> bytes:
    """What `np.savez` writes."""
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def png_bytes(seed: int = 0) -> bytes:
    """A colour picture of eight pixels."""
    buffer = io.BytesIO()
    pixels = np.random.default_rng(seed).integers(0, 256, (8, 8, 3), np.uint8)
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def snapshot_arrays() -> dict[str, Any]:
    """The arrays of a stored set."""
    return {
        "iteration": np.array(0),
        "images_raw": images().numpy(),
        "labels": LABELS.numpy(),
        "syn_lr": np.array(0.01),
        "mean": np.zeros(1, np.float32),
        "std": np.ones(1, np.float32),
    }


def _set_pt() -> bytes:
    return torch_bytes({"images": images(), "labels": LABELS, "syn_lr": torch.tensor(0.02)})


def _set_safetensors() -> bytes:
    return save({"images": images(), "labels": LABELS}, {"manifest": _manifest().decode()})


def _manifest() -> bytes:
    facts = {
        "format": "ftd-studio set",
        "version": 1,
        "data_set": "mnist",
        "num_classes": 2,
        "pixel_space": {"name": "mean-std", "mean": [0.1], "std": [0.3]},
        "syn_lr": 0.01,
        "experiment": Experiment().model_dump(mode="json"),
        "sha256": {"set.pt": _checksum()},
    }
    return json.dumps(facts).encode()


def _checksum() -> str:
    import hashlib

    return hashlib.sha256(_set_pt()).hexdigest()


def _replay() -> bytes:
    generator = torch.Generator().manual_seed(1)
    epochs = [[torch.randn(shape, generator=generator) for shape in SHAPES] for _ in range(3)]
    return torch_bytes([epochs])


def _idx() -> bytes:
    return struct.pack(">4i", 2051, *IDX_SHAPE) + bytes(range(96))


def _arrays() -> dict[str, Any]:
    pixels = np.random.default_rng(0).random((6, 3, 8, 8), np.float32)
    return {"images": pixels, "labels": np.arange(6) % 2}


def _cifar() -> bytes:
    pixels = np.random.default_rng(0).integers(0, 256, (4, 3072), np.uint8)
    return python2_pickle({"data": pixels, "labels": [0, 1, 2, 3], "filenames": ["a", "b"]})


def _mat() -> bytes:
    labels = np.array([[1], [2]], np.uint8)
    pixels = np.zeros((4, 4, 3, 2), np.uint8)
    return mat_bytes(mat_array("X", pixels, 9), mat_array("y", labels, 6))


def _events() -> bytes:
    points = PointsAdded("matching_loss", 0, (0.0, 1.0), (0.5, float("nan")))
    events = [Logged("info", "hello"), points, Logged("error", "end")]
    return b"".join(encode(Record(n, 1.0, each)) + b"\n" for n, each in enumerate(events))


def _evaluated() -> bytes:
    events = [
        PhaseStarted("evaluate", 2, "networks"),
        AccuracyMeasured("raw", 4, True, 0.5, 0.0, (0.5, 0.5), "2 networks"),
    ]
    return b"".join(encode(Record(n, 1.0, each)) + b"\n" for n, each in enumerate(events))


def _teacher() -> bytes:
    facts = {
        "expert": 0,
        "last_epoch": 2,
        "epochs": [0, 1, 2],
        "curves": {"loss": [[0, 1.0]]},
        "tested_on": "",
        "made_by": {},
    }
    return save(
        {"trajectory": torch.zeros(3, 8), "last": torch.ones(8)}, {"facts": json.dumps(facts)}
    )


def _used() -> bytes:
    return UsedTeachers("folder", "key", {"depth": 3}, ()).to_bytes()


def _status() -> bytes:
    facts = {"state": "done", "phase": "", "message": "", "pid": 1, "process_started_s": 1.0}
    return json.dumps({**facts, "host": "here", "updated_s": 2.0}).encode()


def _kind() -> bytes:
    return json.dumps({"key": "a" * 64, "words": "teachers", "settings": {"depth": 3}}).encode()


# ---------------------------------------------------------------- reading them


def _read_set_here(name: str) -> Read:
    def read(folder: Path) -> object:
        found = read_set(folder / name)
        adopt.words_of(found)
        # what is done with every set at once, before anybody was asked
        return adopt.experiment_values(found, "arrays", found.space or SetSpace("rgb"))

    return read


def _read_with_manifest(folder: Path) -> object:
    found = read_set(folder / "set.pt")
    values = adopt.experiment_values(found, "arrays", found.space or SetSpace("rgb"))
    return adopt.rate_of(found, 0.0, 0.01), values


def _read_replay(folder: Path) -> object:
    path = folder / "replay_buffer_0.pt"
    return [flat_epochs(path, 0, each) for each in read_replay_buffer(path, SHAPES)]


def _read_own(dataset: str, name: str) -> Read:
    reader = load_arrays if dataset == "arrays" else load_image_folder

    def read(folder: Path) -> object:
        config = DataConfig.model_validate({"dataset": dataset, "folder": str(folder / name)})
        return reader(config, no_turn)

    return read


def _read_idx(name: str) -> Read:
    return lambda folder: idx._read_idx(folder / name, 2051, IDX_SHAPE, "Fetch it again.")


def _read_cifar(folder: Path) -> object:
    opened = cifar._Batches(folder, "cifar-10-batches-py")
    return cifar._batch(opened, "data_batch_1", 4, cifar._CIFAR_10)


def _read_cifar_archive(folder: Path) -> object:
    opened = cifar._Batches(folder / "cifar-10-python.tar.gz", "cifar-10-batches-py")
    return cifar._batch(opened, "data_batch_1", 4, cifar._CIFAR_10)


def _cifar_archive() -> bytes:
    import tarfile

    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", compresslevel=1) as archive:
        member = tarfile.TarInfo("cifar-10-batches-py/data_batch_1")
        member.size = len(_cifar())
        archive.addfile(member, io.BytesIO(_cifar()))
    return buffer.getvalue()


def _read_trajectory(folder: Path) -> object:
    path = folder / "expert.safetensors"
    experts = ExpertFiles([path], 8, torch.device("cpu"))
    return experts.weights(0, 0), last_state(path, torch.device("cpu"))


def _read_events(folder: Path) -> object:
    reader = EventReader(RunFolder(folder).event_path)
    return reader.read_all(), reader.bad_lines


def _tensorboard_log() -> bytes:
    with TemporaryDirectory() as folder:
        points = [(step, 0.5) for step in range(20)]
        return write_log(Path(folder), {"Grand_Loss": points}).read_bytes()


def _read_used(folder: Path) -> object:
    return RunFolder(folder).used_teachers()


def _read_status(folder: Path) -> object:
    return summary_of(RunFolder(folder))


def _read_notes(folder: Path) -> object:
    return RunFolder(folder).notes()


def _read_accuracy(folder: Path) -> object:
    return last_accuracy(RunFolder(folder).event_path)


def _pictures_around(folder: Path) -> None:
    for number, name in enumerate(("a/0.png", "a/1.png", "b/0.png", "b/1.png")):
        path = folder / "pictures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if number:
            path.write_bytes(png_bytes(number))


def _set_beside(folder: Path) -> None:
    (folder / "set.pt").write_bytes(_set_pt())


def _stored_set() -> Snapshot:
    """The set that the sound file is about."""
    return Snapshot.from_bytes(npz_bytes(**snapshot_arrays()), "")


def _snapshot_names(folder: Path) -> str:
    return RunFolder(folder).snapshot_path(0).relative_to(folder).as_posix()


def _study() -> bytes:
    request = StudyRequest("ema", Experiment(), cuts=Cuts(points=("0.1",)))
    return folder_room._study_file.dump_json(folder_room._StudyFile(folder_room.FORMAT, request))


def _study_result() -> bytes:
    return result_adapter.dump_json(
        StudyResult("ema", tables=(Table("t", "h", ("c",), (Row("r", (Cell(),)),)),))
    )


_HERE = RunFolder(Path())
_STUDY_HERE = StudyFolder(Path())

READERS: dict[str, Reader] = {
    each.name: each
    for each in (
        Reader("set-pt", "set.pt", _set_pt, _read_set_here("set.pt"), (EngineError,)),
        Reader(
            "set-safetensors",
            "set.safetensors",
            _set_safetensors,
            _read_set_here("set.safetensors"),
            (EngineError,),
        ),
        Reader(
            "set-npz",
            "set.npz",
            lambda: npz_bytes(**snapshot_arrays()),
            _read_set_here("set.npz"),
            (EngineError,),
        ),
        Reader(
            "set-pictures",
            "pictures/a/0.png",
            png_bytes,
            _read_set_here("pictures"),
            (EngineError,),
            prepare=_pictures_around,
        ),
        Reader(
            "manifest",
            "manifest.json",
            _manifest,
            _read_with_manifest,
            (EngineError,),
            speaks=False,
            prepare=_set_beside,
        ),
        Reader("replay", "replay_buffer_0.pt", _replay, _read_replay, (EngineError,)),
        Reader(
            "snapshot",
            _snapshot_names(Path()),
            lambda: npz_bytes(**snapshot_arrays()),
            lambda folder: RunFolder(folder).read_snapshot(0).viewable("raw"),
            (DamagedSnapshot,),
        ),
        Reader(
            "nearest",
            nearest_file(RunFolder(Path()), 0, "raw").as_posix(),
            lambda: npz_bytes(**snapshot_arrays()),
            lambda folder: read_nearest(RunFolder(folder), _stored_set(), "raw"),
            (),
            speaks=False,
        ),
        Reader(
            "experiment",
            _HERE.experiment_path.name,
            lambda: to_toml(Experiment()).encode(),
            lambda folder: load_experiment(RunFolder(folder).experiment_path),
            (ConfigProblems,),
        ),
        Reader(
            "own-preset",
            "presets/mine.toml",
            lambda: to_toml(Experiment()).encode(),
            lambda folder: own_presets(folder / "presets"),
            (),
            speaks=False,
        ),
        Reader("events", _HERE.event_path.name, _events, _read_events, (OSError,), speaks=False),
        Reader(
            "tensorboard-log",
            "events.out.tfevents.1",
            _tensorboard_log,
            lambda folder: read_log(folder).curves.get("Grand_Loss", ()),
            (LogError,),
            speaks=False,
        ),
        Reader(
            "last-accuracy",
            _HERE.event_path.name,
            _evaluated,
            _read_accuracy,
            (OSError,),
            speaks=False,
        ),
        Reader(
            "notes",
            _HERE.notes_path.name,
            lambda: RunNotes("name", ("tag",), "text").to_bytes(),
            _read_notes,
            (),
            speaks=False,
        ),
        Reader("used", _HERE.used_teachers_path.name, _used, _read_used, (), speaks=False),
        Reader("status", _HERE._state_path.name, _status, _read_status, (), speaks=False),
        Reader("study", _STUDY_HERE._study_path.name, _study, StudyFolder.open, (StudyError,)),
        Reader(
            "study-result",
            _STUDY_HERE.result_path.name,
            _study_result,
            lambda folder: StudyFolder(folder).result(),
            (),
            speaks=False,
        ),
        Reader(
            "study-progress",
            _STUDY_HERE.progress_path.name,
            lambda: (
                b'{"time_s":1.0,"event":{"outcome":"done","message":"m","kind":"study_ended"}}\n'
            ),
            lambda folder: StudyFolder(folder).progress(),
            (OSError,),
            speaks=False,
        ),
        Reader(
            "computation",
            "computation.json",
            lambda: b'{"networks":1,"passes":2,"kind":"whole-data"}',
            lambda folder: ComputationFiles(folder).request(),
            (OSError,),
            speaks=False,
        ),
        Reader(
            "teacher",
            "teacher.safetensors",
            _teacher,
            lambda folder: read_teacher(folder / "teacher.safetensors"),
            (DamagedTeacher,),
        ),
        Reader(
            "trajectory",
            "expert.safetensors",
            _teacher,
            _read_trajectory,
            (EngineError,),
        ),
        Reader(
            "kind",
            "kind/settings.json",
            _kind,
            lambda folder: Shelf(folder).kinds(),
            (),
            speaks=False,
        ),
        Reader(
            "arrays-npz",
            "own.npz",
            lambda: npz_bytes(**_arrays()),
            _read_own("arrays", "own.npz"),
            (EngineError,),
        ),
        Reader(
            "arrays-pt",
            "own.pt",
            lambda: torch_bytes({k: torch.from_numpy(v) for k, v in _arrays().items()}),
            _read_own("arrays", "own.pt"),
            (EngineError,),
        ),
        Reader("idx", "images-ubyte", _idx, _read_idx("images-ubyte"), (EngineError,)),
        Reader(
            "idx-gz",
            "images-ubyte.gz",
            lambda: gzip.compress(_idx(), mtime=0),
            _read_idx("images-ubyte.gz"),
            (EngineError,),
        ),
        Reader("cifar", "data_batch_1", _cifar, _read_cifar, (EngineError,)),
        Reader(
            "cifar-archive",
            "cifar-10-python.tar.gz",
            _cifar_archive,
            _read_cifar_archive,
            (EngineError,),
        ),
        Reader(
            "mat",
            "test_32x32.mat",
            _mat,
            lambda folder: mat_file.read_mat(folder / "test_32x32.mat", ("X", "y")),
            (mat_file.NotMat, OSError),
            speaks=False,
        ),
        Reader(
            "folder",
            "pictures/a/0.png",
            png_bytes,
            _read_own("folder", "pictures"),
            (EngineError,),
            prepare=_pictures_around,
        ),
    )
}


def safetensors_head(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The head of a safetensors file, and all that follows it."""
    length = int.from_bytes(content[:8], "little")
    return json.loads(content[8 : 8 + length]), content[8 + length :]
