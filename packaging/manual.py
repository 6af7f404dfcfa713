"""Builds the manual that ships: `docs/manual/*.md` to `resources/manual/*.html`, pictures beside them.

Run from anywhere: `python packaging/manual.py`. The page of settings is written first, from the facts of
the fields, so that it cannot say anything else than the form. `tests/house/test_manual.py` fails
where what ships is not what this makes.
"""

import re
import sys
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ftd_engine.field_facts import FieldFacts, form_sections

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "docs" / "manual"
TARGET = ROOT / "resources" / "manual"

PAGES = (
    "index",
    "first_run",
    "configure",
    "data",
    "monitor",
    "images",
    "results",
    "sets",
    "queue",
    "studies",
    "method",
    "settings",
    "commands",
    "keys",
    "plug_ins",
    "troubleshooting",
    "files",
    "glossary",
)
"""In the order of the work, which is the order of the contents."""

SETTINGS_HEAD = """# Every setting

All settings of an experiment, in the order of the form. The name in brackets is that of the experiment file and of `--set` on the
command line. *Paper* and *source* say where a setting comes from; sections, equations and tables are those of the FTD paper.

<!-- Made by packaging/manual.py from the facts of the fields; not by hand. -->
"""
_PAPER = ("Section", "Equation", "Table", "Figure", "Appendix", "Algorithm")


def anchor_of(heading: str) -> str:
    """Anchor of a heading, as forges make it, so that links work there too."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def settings_page() -> str:
    """The page of all settings as Markdown."""
    parts = [SETTINGS_HEAD]
    for section in form_sections():
        title = " ".join(section.title.split())
        parts.append(f"## {title}\n")
        parts += [_setting(facts) for facts in section.fields]
    return "\n".join(parts)


def _setting(facts: FieldFacts) -> str:
    lines = [f"### {facts.label} ({facts.path})\n", f"{_plain(facts.help)}\n"]
    known = [("Default", _default(facts))]
    if allowed := facts.range_text():
        known.append(("Allowed", allowed))
    if facts.unit:
        known.append(("Unit", facts.unit))
    if facts.symbol:
        known.append(("Symbol", facts.symbol))
    if facts.source:
        known.append(("Paper" if facts.source.startswith(_PAPER) else "Source", facts.source))
    if facts.script_flag:
        known.append(("Script flag", f"`{facts.script_flag}`"))
    if facts.used_when:
        path, values = facts.used_when
        known.append(("Matters when", f"`{path}` is {' or '.join(values)}"))
    if facts.advanced:
        known.append(("Shown", "among the advanced settings"))
    rows = [f"| {name} | {_plain(text)} |" for name, text in known]
    return "\n".join([*lines, "| | |", "|---|---|", *rows, ""])


def _default(facts: FieldFacts) -> str:
    value = facts.default
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or "none"  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return f"{value:,}" if isinstance(value, int) else f"{value:g}"
    return str(value) or "empty"


def _plain(text: str) -> str:
    """Words that Markdown must not read as its own."""
    return text if "`" in text else re.sub(r"([*_|<>])", r"\\\1", text)


def title_of(markdown: str) -> str:
    """The first heading of a page."""
    found = re.search(r"^# (.+)$", markdown, flags=re.MULTILINE)
    assert found is not None
    return found[1]


def page_html(markdown: str) -> str:
    """A page as a whole HTML file, in the part of HTML that Qt shows; its colours are the reader's."""
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(re.sub(r"<!--.*?-->\n?", "", markdown, flags=re.DOTALL))
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor_of(_text(following)))
            if path := re.search(r"\(([\w.]+)\)$", _text(following)):
                # the setting's own name, by which F1 finds it
                following.children = [_anchor(path[1]), *(following.children or [])]
        for child in token.children or ():
            target = str(child.attrGet("href") or "")
            if re.match(r"\w+\.md\b", target):
                child.attrSet("href", target.replace(".md", ".html", 1))
    body = reader.renderer.render(_without_empty_heads(tokens), reader.options, {})
    # Qt would show the last line's end as an empty line, and paints the ground of lines, not of a block
    body = body.replace("<pre>", '<table width="100%"><tr><td class="code"><pre>')
    body = body.replace("\n</code></pre>", "</code></pre></td></tr></table>")
    # the height of its line goes by the text around it otherwise
    body = body.replace("<p><img", '<p class="picture"><img')
    title = escape(title_of(markdown))
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body>\n{body}</body>\n</html>\n'


def _without_empty_heads(tokens: list[Token]) -> list[Token]:
    """Markdown wants a head for every table; one without words is left out."""
    kept: list[Token] = []
    waiting: list[Token] = []
    for token in tokens:
        if token.type == "thead_open" or waiting:
            waiting.append(token)
            if token.type == "thead_close":
                if any(each.type == "inline" and each.content for each in waiting):
                    kept += waiting
                waiting = []
        else:
            kept.append(token)
    return kept


def _text(token: Token) -> str:
    """Words of a heading without their marks."""
    return "".join(child.content for child in token.children or ())


def _anchor(name: str) -> Token:
    return Token("html_inline", "", 0, content=f'<a name="{name}"></a>')


def built() -> dict[str, bytes]:
    """Every file that ships, by its name below the target folder; the settings written anew."""
    pages = {name: (SOURCE / f"{name}.md") for name in PAGES if name != "settings"}
    texts = {name: path.read_text(encoding="utf-8") for name, path in pages.items()}
    texts["settings"] = settings_page()
    contents = "".join(f"{name}.html\t{title_of(texts[name])}\n" for name in PAGES)
    files = {f"{name}.html": page_html(texts[name]).encode() for name in PAGES}
    files["contents.tsv"] = contents.encode()
    for picture in sorted((SOURCE / "images").glob("*.png")):
        files[f"images/{picture.name}"] = picture.read_bytes()
    return files


def main() -> int:
    """Write the page of settings and everything that ships; remove what no longer belongs there."""
    (SOURCE / "settings.md").write_text(settings_page(), encoding="utf-8")
    files = built()
    for name, content in files.items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for path in sorted(TARGET.rglob("*")):
        if path.is_file() and path.relative_to(TARGET).as_posix() not in files:
            path.unlink()
    sys.stdout.write(f"{len(files)} files in {TARGET.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
