"""The console of the command line: what strangers' files say is printed, never obeyed."""

import re
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

# Control characters but for tab and line feed, and those that turn the direction of writing:
# with them a class name could move the cursor, rename the window or show other words than it holds.
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SHOWN_INSTEAD = "\N{REPLACEMENT CHARACTER}"


class Terminal(Console):
    """A rich console that prints characters which command a terminal as a replacement character."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Everything that is printed comes through here, before rich adds its own colours."""
        for segment in super().render(renderable, options):
            if segment.control or not _COMMANDS.search(segment.text):
                yield segment
            else:
                yield Segment(_COMMANDS.sub(_SHOWN_INSTEAD, segment.text), segment.style)
