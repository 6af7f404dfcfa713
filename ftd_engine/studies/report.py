"""The report of a study as files: tables and plots as CSV, plots as SVG, all of it as Markdown and HTML."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ftd_engine.needs import time_words
from ftd_engine.studies.catalogue import study_named
from ftd_engine.studies.folder import StudyFolder
from ftd_engine.studies.report_page import html_page
from ftd_engine.studies.report_words import (
    cell_words,
    changed_settings,
    data_of,
    protocols_of,
    summary_sentence,
)
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import Plot, StudyResult, Table
from ftd_engine.studies.svg_plot import svg_of
from ftd_engine.whole_files import write_aside


def write_report(folder: StudyFolder, result: StudyResult) -> tuple[Path, ...]:
    """Write all files of the report into the study folder; the page for people comes first.

    Raises:
        OSError: disk full or folder gone.
        StudyError: the study's own file was changed.
    """
    request, target = folder.request(), folder.report_path
    target.mkdir(exist_ok=True)
    files: list[tuple[str, str]] = [
        (f"{result.study}.html", html_page(request, result)),
        (f"{result.study}.md", markdown(request, result)),
    ]
    files += [(f"{_stem(table.title)}.csv", _table_csv(table)) for table in result.tables]
    for plot in result.plots:
        files.append((f"{_stem(plot.title)}.csv", _plot_csv(plot)))
        files.append((f"{_stem(plot.title)}.svg", svg_of(plot)))
    written: list[Path] = []
    for name, text in files:
        write_aside(target / name, text.encode())
        written.append(target / name)
    return tuple(written)


def _stem(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]


# ---------------------------------------------------------------- CSV


def _csv(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _table_csv(table: Table) -> str:
    """A line for each cell; accuracies as fractions, empty where there is none."""
    rows: list[Sequence[object]] = [
        (table.head, "column", "mean", "std", "n", "paper", "paper_std", "paper_source", "protocol")
    ]
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            ours, paper = cell.ours, cell.paper
            rows.append(
                (
                    row.label,
                    column,
                    *((ours.mean, ours.std, ours.n) if ours else ("", "", "")),
                    *((paper.value, paper.std, paper.source) if paper else ("", "", "")),
                    ours.protocol if ours else "",
                )
            )
    return _csv(rows)


def _plot_csv(plot: Plot) -> str:
    rows: list[Sequence[object]] = [("series", "x", "y", "std", "label")]
    for series in plot.series:
        places = series.x or ("",) * len(series.y)
        spreads = series.std or ("",) * len(series.y)
        labels = series.labels or ("",) * len(series.y)
        rows += [
            (series.name, *point) for point in zip(places, series.y, spreads, labels, strict=True)
        ]
    return _csv(rows)


# ---------------------------------------------------------------- Markdown


def markdown(request: StudyRequest, result: StudyResult) -> str:
    """The report as Markdown; plots are the SVG files beside it."""
    return "\n\n".join(_markdown_parts(request, result)) + "\n"


def _markdown_parts(request: StudyRequest, result: StudyResult) -> Iterator[str]:
    study = study_named(result.study)
    yield f"# {study.title}"
    yield f"{study.question} ({study.paper})"
    yield f"**The paper's finding.** {study.finding}"
    if result.agreements:
        yield "## Does our trend agree with the paper's?"
        yield summary_sentence(result)
        yield "\n".join(f"- {each.sentence}" for each in result.agreements)
    if result.missing:
        yield "**Not done yet:** " + ", ".join(result.missing) + "."
    for table in result.tables:
        yield f"## {table.title}"
        yield _markdown_table(table)
    for plot in result.plots:
        yield f"## {plot.title}"
        yield f"![{plot.title}]({_stem(plot.title)}.svg)"
    if result.notes:
        yield "## To know beside the numbers"
        yield "\n".join(f"- {note}" for note in result.notes)
    yield "## Cuts"
    yield "\n".join(f"- {cut}" for cut in result.cuts)
    if protocols := protocols_of(result):
        yield "## Protocol"
        yield "\n".join(f"- {each}." for each in protocols)
    yield "## What was run"
    yield " ".join(
        (
            f"All parts together took {time_words(result.seconds)}.",
            *(f"Real images: {words}." for words in data_of(result)),
        )
    )
    lines = [
        [
            part.title,
            "done before" if part.was_there else time_words(part.seconds),
            f"{part.teachers_trained} trained, {part.teachers_found} from the shelf"
            if part.teachers_trained + part.teachers_found
            else "",
            part.device,
            ", ".join(f"{name} {number}" for name, number in sorted(part.versions.items())),
            Path(part.run).name,
        ]
        for part in result.parts
    ]
    yield _grid(["part", "time", "teachers", "device", "versions", "run folder"], lines)
    yield "## Settings"
    start = f"preset {request.preset}" if request.preset else request.experiment.name
    yield f"Begun from {start}. All settings that are not the program's defaults:"
    yield _grid(["", "setting", "value"], [list(each) for each in changed_settings(request)])


def _markdown_table(table: Table) -> str:
    head = [table.head]
    for column in table.columns:
        head += [column, "paper"]
    lines: list[list[str]] = []
    for row in table.rows:
        line = [row.label]
        for cell in row.cells:
            line += cell_words(cell, table.unit)
        lines.append(line)
    return _grid(head, lines)


def _grid(head: list[str], lines: list[list[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    rows = (head, rule, *lines)
    return "\n".join("| " + " | ".join(_cell(each) for each in row) + " |" for row in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
