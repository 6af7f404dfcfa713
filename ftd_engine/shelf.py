"""The shelf: teachers of all runs, one folder per kind. Names, heads and sizes; knows no tensor.

A kind is all settings that shape a trajectory; its key is their SHA-256. A teacher's file is written
aside and moved into place under a name that says what it holds, and is never changed afterwards, so
that several engines may read and extend the same shelf at once.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Collection, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from ftd_engine.foreign_files import opened_file, read_at_most
from ftd_engine.settings.buffer import Storage
from ftd_engine.user_folders import user_path
from ftd_engine.whole_files import write_aside

TRAJECTORY = "trajectory"
"""Name of the tensor `[kept epochs, P]` in a teacher's file."""
FACTS = "facts"
"""Name of the entry in the file's head that holds `TeacherFacts` as JSON."""
SHORT_KEY_CHARS = 12
MIN_KEY_CHARS = 6
MAX_HEAD_BYTES = 16 << 20
_SETTINGS_NAME = "settings.json"
_STORAGE_OF: dict[str, Storage] = {"F32": "float32", "F16": "float16"}


class ShelfError(Exception):
    """The shelf cannot give what was asked of it.

    Args:
        message: what happened, with the value.
        hint: what to do, where to look.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message} {hint}")
        self.message = message
        self.hint = hint


class DamagedTeacher(Exception):
    """A file on the shelf that is no whole teacher; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class TeacherFacts:
    """What a teacher's file says of itself beside the weights.

    Attributes:
        expert: number of the teacher within its kind.
        last_epoch: epochs that it was trained for.
        epochs: epochs whose weights lie in the file, ascending.
        curves: values of each series, as pairs of epoch and value.
        tested_on: fingerprint of the test images behind the test curves.
        made_by: device and versions it was trained with, or the file it was imported from.
    """

    expert: int
    last_epoch: int
    epochs: tuple[int, ...]
    curves: dict[str, tuple[tuple[float, float], ...]]
    tested_on: str
    made_by: dict[str, str]


@dataclass(frozen=True, slots=True)
class TeacherFile:
    """One teacher on the shelf, as the head of its file tells it."""

    path: Path
    facts: TeacherFacts
    storage: Storage
    num_params: int
    num_bytes: int
    head_sha256: str

    def serves(self, epochs: Collection[int], last_epoch: int, storage: Storage) -> bool:
        """True where it holds these epochs and was trained that far; full precision serves half."""
        return (
            self.facts.last_epoch >= last_epoch
            and self.storage in ("float32", storage)
            and set(epochs) <= set(self.facts.epochs)
        )


@dataclass(frozen=True, slots=True)
class _TensorHead:
    dtype: str
    shape: tuple[int, ...]
    data_offsets: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _KindFile:
    key: str
    words: str
    settings: dict[str, Any]


# what lies on the shelf may have been cut short or changed by hand, so every value is checked
_facts_adapter: TypeAdapter[TeacherFacts] = TypeAdapter(TeacherFacts)
_head_adapter: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
_tensor_adapter: TypeAdapter[_TensorHead] = TypeAdapter(_TensorHead)
_kind_adapter: TypeAdapter[_KindFile] = TypeAdapter(_KindFile)


def shelf_root(workspace: Path) -> Path:
    """Where the teachers of a workspace lie: $FTD_STUDIO_SHELF, or "shelf" beside the workspace."""
    chosen = os.environ.get("FTD_STUDIO_SHELF")
    return Path(chosen) if chosen else workspace.absolute().parent / "shelf"


def key_of(settings: Mapping[str, Any]) -> str:
    """SHA-256 of the settings as canonical JSON: sorted keys, no blanks."""
    text = json.dumps(
        settings, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def read_teacher(path: Path) -> TeacherFile:
    """The teacher in this file, by its head alone.

    Raises:
        DamagedTeacher: unreadable, cut short, or not written by this program.
    """
    try:
        with opened_file(path) as file:
            num_bytes = os.fstat(file.fileno()).st_size
            prefix = file.read(8)
            head_bytes = int.from_bytes(prefix, "little")
            if len(prefix) < 8 or head_bytes > min(MAX_HEAD_BYTES, num_bytes - 8):
                raise DamagedTeacher(f"{path} is no whole teacher file: it has no head.")
            head = file.read(head_bytes)
    except OSError as error:
        raise DamagedTeacher(f"{path} cannot be read: {error.strerror}.") from error
    try:
        tensors = _head_adapter.validate_json(head)
        metadata = cast("dict[str, Any]", tensors.pop("__metadata__"))
        facts = _facts_adapter.validate_json(metadata[FACTS])
        heads = {name: _tensor_adapter.validate_python(each) for name, each in tensors.items()}
        trajectory = heads[TRAJECTORY]
        storage = _STORAGE_OF[trajectory.dtype]
        num_rows, num_params = trajectory.shape
        end = max(each.data_offsets[1] for each in heads.values())
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        # the first line only: pydantic tells a page
        reason = str(error).splitlines()[0]
        raise DamagedTeacher(f"{path} is no teacher file: {reason}.") from error
    if num_rows != len(facts.epochs) or 8 + head_bytes + end != num_bytes:
        raise DamagedTeacher(
            f"{path} is no whole teacher file: {num_bytes:,} bytes, {8 + head_bytes + end:,} expected."
        )
    digest = hashlib.sha256(head).hexdigest()
    return TeacherFile(path, facts, storage, num_params, num_bytes, digest)


class TeacherKind:
    """All teachers that one set of settings gives: one folder of the shelf.

    Attributes:
        path: the folder; made by `create`.
        key: SHA-256 of the settings.
        words: the settings in words.
        settings: all settings that shaped the trajectories.
    """

    def __init__(self, path: Path, key: str, words: str, settings: dict[str, Any]) -> None:
        self.path = path
        self.key = key
        self.words = words
        self.settings = settings

    @property
    def short_key(self) -> str:
        return self.key[:SHORT_KEY_CHARS]

    def create(self) -> None:
        """Make the folder with its settings beside the teachers, where they are not there yet.

        Raises:
            OSError: the shelf cannot be written.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        if _opened(self.path) is None:
            content = {"key": self.key, "words": self.words, "settings": self.settings}
            target = self.path / _SETTINGS_NAME
            write_aside(target, json.dumps(content, indent=2, ensure_ascii=False).encode())

    def path_for(
        self, expert: int, last_epoch: int, epochs: Collection[int], storage: Storage
    ) -> Path:
        """File of a teacher; the same name always means the same content."""
        name = f"expert_{expert:04d}_to-{last_epoch:04d}"
        if len(epochs) <= last_epoch:
            digest = hashlib.sha256(str(sorted(epochs)).encode()).hexdigest()
            name += f"_kept-{len(epochs)}-{digest[:8]}"
        if storage != "float32":
            name += f"_{storage}"
        return self.path / f"{name}.safetensors"

    def teachers(self, expert: int | None = None) -> tuple[list[TeacherFile], list[DamagedTeacher]]:
        """All whole teachers in the order of their numbers, and what is wrong with the other files.

        Args:
            expert: look only for files of this one.
        """
        number = "*" if expert is None else f"{expert:04d}_*"
        whole: list[TeacherFile] = []
        damaged: list[DamagedTeacher] = []
        for path in sorted(self.path.glob(f"expert_{number}.safetensors")):
            try:
                whole.append(read_teacher(path))
            except DamagedTeacher as problem:
                # removed by another engine since it was listed
                if path.exists():
                    damaged.append(problem)
        return sorted(whole, key=lambda file: file.facts.expert), damaged

    def drop_superseded(self, newest: TeacherFile) -> None:
        """Delete files whose content the newest one holds as well."""
        for path in self.path.glob(f"expert_{newest.facts.expert:04d}_*.safetensors"):
            # on Windows a file that another engine reads cannot be deleted; then it stays
            with contextlib.suppress(DamagedTeacher, OSError):
                known = read_teacher(path)
                if path != newest.path and (
                    known.storage == newest.storage
                    and newest.serves(known.facts.epochs, known.facts.last_epoch, known.storage)
                ):
                    path.unlink()

    def num_bytes(self) -> int:
        """Bytes of all files in the folder."""
        total = 0
        for path in self.path.iterdir():
            # another engine may move a file into place meanwhile
            with contextlib.suppress(FileNotFoundError):
                total += path.stat().st_size
        return total


def best_of(
    files: Collection[TeacherFile],
    expert: int,
    epochs: Collection[int],
    last_epoch: int,
    storage: Storage,
) -> TeacherFile | None:
    """The smallest of these files that serves a request, or None."""
    fitting = [
        file
        for file in files
        if file.facts.expert == expert and file.serves(epochs, last_epoch, storage)
    ]
    return min(fitting, key=lambda file: file.num_bytes, default=None)


class Shelf:
    """The folder of all kinds of teachers.

    Attributes:
        root: the folder; made when the first teacher is written.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def kind(self, settings: dict[str, Any], words: str) -> TeacherKind:
        """The kind of teachers that these settings give, there or not."""
        # what JSON makes of them, so that a kind just asked for equals the one read back
        settings = json.loads(json.dumps(settings))
        key = key_of(settings)
        for path in self.root.glob(f"{key[:SHORT_KEY_CHARS]}_*"):
            known = _opened(path)
            if known is not None and known.key == key:
                return known
        slug = re.sub(r"[^\w.\-]+", "-", words).strip("-.")[:80]
        return TeacherKind(self.root / f"{key[:SHORT_KEY_CHARS]}_{slug}", key, words, settings)

    def kinds(self) -> list[TeacherKind]:
        """All kinds on the shelf, in the order of their folders."""
        try:
            paths = sorted(self.root.iterdir())
        except FileNotFoundError:
            return []
        known = [_opened(path) for path in paths if not path.name.startswith(".")]
        return [kind for kind in known if kind is not None]

    def named(self, text: str) -> TeacherKind:
        """The kind with this key, the beginning of a key, or the path of its folder.

        Raises:
            ShelfError: there is none, or more than one.
        """
        if re.fullmatch(rf"[0-9a-f]{{{MIN_KEY_CHARS},64}}", text):
            found = [kind for kind in self.kinds() if kind.key.startswith(text)]
        else:
            known = _opened(user_path(text))
            found = [] if known is None else [known]
        if len(found) == 1:
            return found[0]
        hint = f"Name a key of at least {MIN_KEY_CHARS} characters that `ftd shelf` lists."
        if found:
            raise ShelfError(
                f'{len(found)} kinds of teachers on {self.root} begin with "{text}".', hint
            )
        raise ShelfError(f'There are no teachers "{text}" on {self.root}.', hint)

    @contextlib.contextmanager
    def adding(self, kind: TeacherKind) -> Generator[TeacherKind]:
        """A hidden folder to fill, which takes its place on the shelf when all went well.

        Raises:
            OSError: the shelf cannot be written.
        """
        path = self.root / f".adding-{kind.path.name}-{os.getpid()}"
        aside = TeacherKind(path, kind.key, kind.words, kind.settings)
        try:
            aside.create()
            yield aside
            if not kind.path.exists():
                os.replace(aside.path, kind.path)
        finally:
            shutil.rmtree(aside.path, ignore_errors=True)

    def remove(self, kind: TeacherKind) -> None:
        """Delete a kind with all its teachers.

        Raises:
            OSError: the folder cannot be moved or emptied.
        """
        # out of sight first, so that nobody finds half of it
        aside = kind.path.with_name(f".removed-{kind.path.name}-{os.getpid()}")
        os.replace(kind.path, aside)
        shutil.rmtree(aside)


def _opened(path: Path) -> TeacherKind | None:
    """The kind in this folder, or None where it holds no readable settings."""
    try:
        content = _kind_adapter.validate_json(read_at_most(path / _SETTINGS_NAME, MAX_HEAD_BYTES))
    except (OSError, ValidationError):
        return None
    return TeacherKind(path, content.key, content.words, content.settings)
