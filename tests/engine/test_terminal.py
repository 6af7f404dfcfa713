"""Foreign words on the command line."""

import io
import re

from rich.table import Table

from ftd_engine.terminal import Terminal

EVIL = "dress\x1b]0;gone\x07\x1b[2J \u202egnp.exe\x9b1m"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def _printed(*things: object) -> str:
    file = io.StringIO()
    console = Terminal(
        file=file, force_terminal=True, width=100, color_system="standard", highlight=False
    )
    for thing in things:
        console.print(thing, markup=False, style="red")
    return file.getvalue()


def test_a_name_cannot_command_the_terminal() -> None:
    table = Table()
    table.add_row(EVIL)
    said = _printed(EVIL, table)
    assert COLOURS.search(said), "rich's own colours stay"
    plain = COLOURS.sub("", said)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(plain)
    assert plain.count("dress\N{REPLACEMENT CHARACTER}]0;gone") == 2


def test_sound_words_stay_as_they_are() -> None:
    assert COLOURS.sub("", _printed("größer, 67.2 ± 1.2\n  – naïve")) == (
        "größer, 67.2 ± 1.2\n  – naïve\n"
    )
