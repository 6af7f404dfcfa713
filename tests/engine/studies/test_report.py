"""The report: one page that stands alone, the numbers in it, plots that are drawn right."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np

from ftd_engine.run_folder import RunFolder
from ftd_engine.snapshot import Snapshot
from ftd_engine.studies.folder import StudyFolder
from ftd_engine.studies.report import write_report
from ftd_engine.studies.results import (
    Agreement,
    Cell,
    Measure,
    PaperNumber,
    PartFacts,
    Plot,
    Row,
    Series,
    SetPicture,
    StudyResult,
    Table,
    better_than,
    measure_of,
)
from ftd_engine.studies.svg_plot import svg_of
from tests.engine.studies.requested import small_request

SVG = "{http://www.w3.org/2000/svg}"


def _plot() -> Plot:
    return Plot(
        "Accuracy & radius <tested>",
        "radius",
        "accuracy",
        (
            Series("FTD", (0.01, 0.1, 1.0), (0.5, 0.6, float("nan")), (0.01, 0.02, 0.0)),
            Series("MTT", (), (0.55,), style="level"),
            Series("nets", (0.1,), (0.58,), style="points", labels=("ConvNet <3>",)),
        ),
        is_log_x=True,
        unit="accuracy",
    )


def _result(run: str = "") -> StudyResult:
    ours = Measure(0.468, 0.003, 5, "5 fresh networks")
    paper = PaperNumber(0.462, 0.008, "Table 1, cifar-10 at ipc 1")
    return StudyResult(
        "ema",
        tables=(Table("Accuracy", "method", ("ipc 1",), (Row("MTT", (Cell(ours, paper),)),)),),
        plots=(_plot(),),
        agreements=(
            Agreement("a above b", "disagrees", "against the paper's trend, a is below b."),
        ),
        cuts=("1 seed.",),
        notes=("A note.",),
        pictures=(SetPicture("MTT", run, 2, "raw"),) if run else (),
        parts=(PartFacts("MTT", "runs/one", "CPU", {"torch": "2"}, 90.0, 2, 1, False),),
        seconds=90.0,
    )


def test_the_page_stands_alone_with_numbers_and_images(tmp_path: Path) -> None:
    request = small_request("ema")
    run = RunFolder.create(tmp_path, request.experiment)
    images = np.zeros((10, 1, 8, 8), np.float32)
    one = np.zeros(1, np.float32)
    run.write_snapshot(Snapshot(2, {"raw": images}, np.arange(10), 0.01, one, one + 1))
    folder = StudyFolder.create(tmp_path, request)
    files = write_report(folder, _result(str(run.path)))
    page = files[0].read_text(encoding="utf-8")
    assert "46.8 ± 0.3 % (n = 5)" in page and "46.2 ± 0.8 %" in page
    assert "against the paper&#x27;s trend, a is below b." in page
    assert "data:image/png;base64," in page and "<svg" in page
    assert "2 trained, 1 from the shelf" in page and "5 fresh networks" in page
    # nothing is fetched and nothing is run
    assert not re.search(r'<script|src="(?!data:)|href=|url\(|@import', page)
    names = [path.name for path in files]
    assert names == ["ema.html", "ema.md", "accuracy.csv", "accuracy-radius-tested.csv",
                     "accuracy-radius-tested.svg"]  # fmt: skip
    text = files[1].read_text(encoding="utf-8")
    assert "| MTT | 46.8 ± 0.3 % (n = 5) | 46.2 ± 0.8 % |" in text
    assert "1 came out the other way" in text
    (line,) = list(csv.DictReader(io.StringIO(files[2].read_text(encoding="utf-8"))))
    assert (line["mean"], line["n"], line["paper"]) == ("0.468", "5", "0.462")


def test_a_plot_is_drawn_to_scale() -> None:
    root = ET.fromstring(svg_of(_plot()))
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert "Accuracy & radius <tested>" in texts and "accuracy, %" in texts
    line = next(root.iter(f"{SVG}polyline"))
    (x1, y1), (x2, y2) = (map(float, p.split(",")) for p in line.attrib["points"].split())
    # on a log axis a decade is as long as any other; what is not finite is left out
    assert x2 > x1 and y2 < y1
    dots = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in root.iter(f"{SVG}circle")]
    assert any(abs(x - x2) < 0.2 and y2 < y < y1 for x, y in dots)
    assert [each.text for each in root.iter(f"{SVG}title")] == ["ConvNet <3>"]
    # 55 lies half-way between 50 and 60
    level = [
        e
        for e in root.iter(f"{SVG}line")
        if e.get("stroke-dasharray") and e.get("y1") == e.get("y2")
    ]
    assert abs(float(level[0].attrib["y1"]) - (y1 + y2) / 2) < 0.2


def test_an_empty_plot_says_so() -> None:
    assert "Nothing is measured yet." in svg_of(Plot("p", "x", "y", ()))


def test_the_trend_is_told_plainly() -> None:
    high, low = measure_of([0.6, 0.62]), measure_of([0.5, 0.52])
    assert better_than(("FTD", high), ("MTT", low), place="ipc 1").sentence == (
        "ipc 1: as in the paper, FTD is above MTT by 10.0 points."
    )
    told = better_than(("FTD", low), ("MTT", high))
    assert (told.verdict, told.sentence) == (
        "disagrees",
        "Against the paper's trend, FTD is below MTT by 10.0 points.",
    )
    told = better_than(("FTD", measure_of([0.5, 0.6])), ("MTT", low))
    assert told.verdict == "unclear"
    assert "neither confirms nor contradicts" in told.sentence
    assert better_than(("FTD", None), ("MTT", low)).verdict == "open"
    assert measure_of([]) is None
