"""Which teachers on the shelf one run works with: what its folder remembers of them."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class UsedTeacher:
    """One teacher that a run works with."""

    expert: int
    """Its number within the run, from 0."""
    file: str
    """Name of its file in the folder of its kind."""
    last_epoch: int
    num_bytes: int
    head_sha256: str
    """SHA-256 of the head of the file."""
    is_new: bool
    """Trained by this run; otherwise found on the shelf."""


@dataclass(frozen=True, slots=True)
class UsedTeachers:
    """Where the teachers of a run lie, and what they are."""

    folder: str
    """Folder of their kind on the shelf."""
    key: str
    settings: dict[str, Any]
    """All settings that shaped their trajectories."""
    teachers: tuple[UsedTeacher, ...]

    def to_bytes(self) -> bytes:
        """As JSON for people to read."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False).encode()

    @staticmethod
    def from_bytes(content: bytes) -> "UsedTeachers":
        """What `to_bytes` wrote.

        Raises:
            ValueError: cut short, or changed by hand so that it is none any more.
        """
        return _adapter.validate_json(content)


_adapter: TypeAdapter[UsedTeachers] = TypeAdapter(UsedTeachers)
