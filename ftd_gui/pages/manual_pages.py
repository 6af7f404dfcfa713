"""The pages of the manual as text: their titles, sections and what stands in them. No widget."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

HEADINGS = ("h1", "h2", "h3")
SETTING_LEVEL = 3
"""Only settings have headings of this level."""


@dataclass(slots=True)
class Section:
    """One heading of a page with what stands under it."""

    page: str
    """File name of the page."""
    page_title: str
    anchor: str
    level: int
    """1 for the page's own heading."""
    heading: str = ""
    words: list[str] = field(default_factory=list[str])

    @property
    def place(self) -> str:
        """Page and anchor, as a link has them."""
        return f"{self.page}#{self.anchor}"

    @property
    def text(self) -> str:
        """All words under the heading."""
        return " ".join(" ".join(self.words).split())


class _SectionReader(HTMLParser):
    """Cuts a page at its headings."""

    def __init__(self, page: str, title: str) -> None:
        super().__init__()
        self._page, self._title = page, title
        self.sections: list[Section] = []
        self._is_in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            anchor = dict(attrs).get("id") or ""
            self.sections.append(Section(self._page, self._title, anchor, int(tag[1])))
            self._is_in_heading = True

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS:
            self._is_in_heading = False
            self.sections[-1].heading = " ".join(self.sections[-1].heading.split())

    def handle_data(self, data: str) -> None:
        if not self.sections:
            # the head of the file
            return
        if self._is_in_heading:
            self.sections[-1].heading += data
        else:
            self.sections[-1].words.append(data)


class ManualPages:
    """All pages of a manual, read at once; in the order of its contents.

    Raises:
        OSError: the manual is not there; the program is not whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        lines = (folder / "contents.tsv").read_text(encoding="utf-8").splitlines()
        self.titles: dict[str, str] = dict(line.split("\t") for line in lines)
        """Title of each page by its file name."""
        self.sections: list[Section] = []
        for name, title in self.titles.items():
            reader = _SectionReader(name, title)
            reader.feed((folder / name).read_text(encoding="utf-8"))
            self.sections += reader.sections

    def find(self, query: str) -> list[Section]:
        """Sections that have every word: by their heading, about one setting, others."""
        words = query.casefold().split()
        found: list[tuple[int, Section]] = []
        for section in self.sections:
            heading = section.heading.casefold()
            whole = f"{heading} {section.page_title} {section.text}".casefold()
            if words and all(word in whole for word in words):
                is_named = all(word in heading for word in words)
                found.append(
                    (0 if is_named else 1 if section.level == SETTING_LEVEL else 2, section)
                )
        # the sort keeps the order of the manual among equals
        return [section for _, section in sorted(found, key=lambda each: each[0])]
