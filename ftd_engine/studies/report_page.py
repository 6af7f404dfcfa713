"""The report as one HTML page that stands alone: plots as SVG, images as PNG inside it, no script."""

import base64
from collections.abc import Iterator
from html import escape
from pathlib import Path

from ftd_engine.method.set_pictures import grid_png
from ftd_engine.needs import time_words
from ftd_engine.run_folder import RunFolder
from ftd_engine.snapshot import DamagedSnapshot
from ftd_engine.studies.catalogue import study_named
from ftd_engine.studies.report_words import (
    changed_settings,
    data_of,
    measure_words,
    paper_words,
    protocols_of,
    summary_sentence,
)
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import SetPicture, StudyResult, Table
from ftd_engine.studies.svg_plot import svg_of

_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.55 system-ui, sans-serif; color: #1f2937; background: #f6f7f9; margin: 0; }
main { max-width: 860px; margin: 0 auto; padding: 40px 32px 64px; background: #ffffff; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 36px 0 10px; }
p.place, p.small, td.small, .note { color: #6b7280; }
p.question { font-size: 17px; }
table { border-collapse: collapse; width: 100%; margin: 8px 0; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 6px 10px; border-bottom: 1px solid #e5e7eb; vertical-align: top; }
th:first-child, td:first-child { text-align: left; }
th { font-weight: 600; }
td.paper { color: #6b7280; }
.scroll { overflow-x: auto; }
ul { padding-left: 20px; }
.verdict { flex: 0 0 92px; font-size: 12px; font-weight: 600; border-radius: 4px;
  padding: 1px 8px; margin-right: 8px; text-align: center; }
.agrees { background: #dcf3e6; color: #14532d; }
.disagrees { background: #fde3dc; color: #7c2d12; }
.unclear, .open { background: #eceef1; color: #374151; }
.verdicts { list-style: none; padding: 0; }
.verdicts li { margin: 6px 0; display: flex; gap: 12px; align-items: baseline; }
svg { max-width: 100%; height: auto; }
figure { display: inline-block; margin: 8px 24px 8px 0; vertical-align: top; }
figure img { image-rendering: pixelated; border: 1px solid #e5e7eb; max-width: 100%; }
figure img.wide { width: 620px; }
figure img.tall { max-height: 1200px; }
figcaption { font-size: 13px; color: #6b7280; }
@media print { body { background: #ffffff; } main { padding: 0; } }
"""
_VERDICT_WORDS = {
    "agrees": "agrees",
    "disagrees": "disagrees",
    "unclear": "within spread",
    "open": "open",
}
_LARGEST_PICTURE_BYTES = 3 << 20
_CLASSES_ABREAST = 20


def html_page(request: StudyRequest, result: StudyResult) -> str:
    """The whole page."""
    title = study_named(result.study).title
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>\n"
        + "\n".join(_parts(request, result))
        + "\n</main></body></html>\n"
    )


def _parts(request: StudyRequest, result: StudyResult) -> Iterator[str]:
    study, experiment = study_named(result.study), request.experiment
    ipc = experiment.distill.ipc
    yield f"<h1>{escape(study.title)}</h1>"
    yield (
        f'<p class="place">{escape(study.paper)} · {escape(experiment.data.dataset)}, {ipc} '
        f"{'image' if ipc == 1 else 'images'} per class · made by FTD Studio</p>"
    )
    yield f'<p class="question">{escape(study.question)}</p>'
    yield f"<p><strong>The paper's finding.</strong> {escape(study.finding)}</p>"
    if result.missing:
        yield f"<p><strong>Not done yet:</strong> {escape(', '.join(result.missing))}.</p>"
    if result.agreements:
        yield "<h2>Does our trend agree with the paper's?</h2>"
        yield f"<p>{escape(summary_sentence(result))}</p>"
        items = (
            f'<li><span class="verdict {each.verdict}">{_VERDICT_WORDS[each.verdict]}</span>'
            f"{escape(each.sentence)}</li>"
            for each in result.agreements
        )
        yield f'<ul class="verdicts">{"".join(items)}</ul>'
    for table in result.tables:
        yield f"<h2>{escape(table.title)}</h2>"
        yield _table(table)
    for plot in result.plots:
        yield f"<div>{svg_of(plot)}</div>"
    yield from _listed("To know beside the numbers", result.notes)
    if figures := "".join(_figure(picture) for picture in result.pictures):
        yield f"<h2>The sets</h2><div>{figures}</div>"
    yield from _listed("Cuts", result.cuts)
    yield from _listed("Protocol", [f"{each}." for each in protocols_of(result)])
    yield from _provenance(request, result)


def _listed(title: str, sentences: "list[str] | tuple[str, ...]") -> Iterator[str]:
    if sentences:
        items = "".join(f"<li>{escape(each)}</li>" for each in sentences)
        yield f"<h2>{title}</h2><ul>{items}</ul>"


def _table(table: Table) -> str:
    has_paper = [
        any(row.cells[place].paper is not None for row in table.rows)
        for place in range(len(table.columns))
    ]
    head = [f"<th>{escape(table.head)}</th>"]
    for column, shows in zip(table.columns, has_paper, strict=True):
        head.append(f"<th>{escape(column)}</th>" + ("<th>paper</th>" if shows else ""))
    lines: list[str] = []
    for row in table.rows:
        cells = [f"<td>{escape(row.label)}</td>"]
        for cell, shows in zip(row.cells, has_paper, strict=True):
            cells.append(f"<td>{escape(measure_words(cell.ours, table.unit))}</td>")
            if shows:
                source = escape(cell.paper.source) if cell.paper else ""
                words = escape(paper_words(cell.paper, table.unit))
                cells.append(f'<td class="paper" title="{source}">{words}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<div class="scroll"><table><thead><tr>{"".join(head)}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _figure(picture: SetPicture) -> str:
    """The set as a picture inside the page; empty where it is gone or too large for a report."""
    try:
        snapshot = RunFolder(Path(picture.run)).read_snapshot(picture.iteration)
    except DamagedSnapshot:
        return ""
    if picture.series not in snapshot.images:
        return ""
    # few classes stand side by side, as wide as the page; many below each other
    is_wide = int(snapshot.labels.max()) < _CLASSES_ABREAST
    png = grid_png(snapshot, picture.series, by_column=is_wide)
    if len(png) > _LARGEST_PICTURE_BYTES:
        return ""
    content = base64.b64encode(png).decode()
    caption = f"{picture.title}, {picture.series}, iteration {picture.iteration:,}"
    return (
        f'<figure><img src="data:image/png;base64,{content}" alt="{escape(caption)}" '
        f'class="{"wide" if is_wide else "tall"}"><figcaption>{escape(caption)}</figcaption></figure>'
    )


def _provenance(request: StudyRequest, result: StudyResult) -> Iterator[str]:
    yield "<h2>What was run</h2>"
    yield f"<p>All parts together took {escape(time_words(result.seconds))}.</p>"
    for words in data_of(result):
        yield f"<p>Real images: {escape(words)}.</p>"
    rows = "".join(
        f"<tr><td>{escape(part.title)}</td>"
        f"<td>{'done before' if part.was_there else escape(time_words(part.seconds))}</td>"
        f"<td>{_teachers(part.teachers_trained, part.teachers_found)}</td>"
        f"<td>{escape(part.device)}</td>"
        f"<td>{escape(', '.join(f'{k} {v}' for k, v in sorted(part.versions.items())))}</td>"
        f'<td class="small">{escape(Path(part.run).name)}</td></tr>'
        for part in result.parts
    )
    head = "".join(
        f"<th>{each}</th>"
        for each in ("part", "time", "teachers", "device", "versions", "run folder")
    )
    yield (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
    start = f"the preset {request.preset}" if request.preset else request.experiment.name
    yield "<h2>Settings</h2>"
    yield f"<p>Begun from {escape(start)}. All settings that are not the program's defaults:</p>"
    settings = "".join(
        f"<tr><td>{escape(label)}</td><td><code>{escape(path)}</code></td><td>{escape(value)}</td></tr>"
        for label, path, value in changed_settings(request)
    )
    yield f"<table><thead><tr><th></th><th>setting</th><th>value</th></tr></thead><tbody>{settings}</tbody></table>"


def _teachers(trained: int, found: int) -> str:
    return f"{trained} trained, {found} from the shelf" if trained + found else ""
