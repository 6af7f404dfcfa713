"""What a user says of a run: another name, tags, notes. Shapes nothing of its result."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter

from ftd_engine.config_checks import can_be_name

MAX_TAGS = 20
MAX_TAG_LENGTH = 40
MAX_TEXT_LENGTH = 10_000


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


def tags_of(words: Iterable[str]) -> tuple[str, ...]:
    """These words as tags: on one line, without blanks around and commas within, each once."""
    plain = (" ".join(word.replace(",", " ").split())[:MAX_TAG_LENGTH].rstrip() for word in words)
    return tuple(dict.fromkeys(tag for tag in plain if tag))[:MAX_TAGS]
