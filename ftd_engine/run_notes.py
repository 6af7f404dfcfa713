"""What a user says of a run: another name, tags, notes. Shapes nothing of its result."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter

from ftd_engine.config_checks import can_be_name
from ftd_engine.foreign_files import read_at_most
from ftd_engine.whole_files import set_aside, write_aside

MAX_TAGS = 20
MAX_TAG_LENGTH = 40
MAX_TEXT_LENGTH = 10_000
MAX_FILE_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class RunNotes:
    """A user's words about a run.

    Attributes:
        name: what the run is called in place of its experiment's name; empty for that one.
        tags: short words to find it by, each once.
        text: anything else.
    """

    name: str = ""
    tags: tuple[str, ...] = ()
    text: str = ""

    def to_bytes(self) -> bytes:
        """As JSON for people to read."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()

    @staticmethod
    def from_bytes(content: bytes) -> "RunNotes":
        """What `to_bytes` wrote; of what goes beyond the limits, as much as they allow.

        Raises:
            ValueError: cut short, or changed by hand so that it is none any more.
        """
        read = _adapter.validate_json(content)
        name = read.name if can_be_name(read.name) else ""
        return RunNotes(name, tags_of(read.tags), read.text[:MAX_TEXT_LENGTH])


_adapter: TypeAdapter[RunNotes] = TypeAdapter(RunNotes)


def read_notes(path: Path) -> RunNotes:
    """What the file says; nothing where there is none, or a damaged one."""
    try:
        return RunNotes.from_bytes(read_at_most(path, MAX_FILE_BYTES))
    except (OSError, ValueError):
        return RunNotes()


def write_notes(path: Path, notes: RunNotes) -> Path | None:
    """Write the file anew.

    Returns:
        Where the old file lies now, if it said anything that was not understood: it was typed by
        somebody and comes from nowhere else. None where there was no such file.

    Raises:
        OSError: disk full or folder gone.
    """
    aside = None if _is_understood(path) else set_aside(path)
    write_aside(path, notes.to_bytes())
    return aside


def _is_understood(path: Path) -> bool:
    """True where nothing that the file says is lost on whoever reads it and writes it again."""
    try:
        content = read_at_most(path, MAX_FILE_BYTES)
        understood = json.loads(RunNotes.from_bytes(content).to_bytes())
        return all(understood.get(key) == said for key, said in json.loads(content).items())
    except FileNotFoundError:
        return True
    except (OSError, ValueError, RecursionError):
        return False


def tags_of(words: Iterable[str]) -> tuple[str, ...]:
    """These words as tags: on one line, without blanks around and commas within, each once."""
    plain = (" ".join(word.replace(",", " ").split())[:MAX_TAG_LENGTH].rstrip() for word in words)
    return tuple(dict.fromkeys(tag for tag in plain if tag))[:MAX_TAGS]
