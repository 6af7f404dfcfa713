"""The comparison runs from end to end, goes on where it was, and says what came out."""

from pathlib import Path

import pytest

from ftd_engine.data.sources import idx
from ftd_engine.protocol import AccuracyMeasured
from tests.comparison import __main__ as command
from tests.comparison.report import DifferentRandomImages, report, trend_sentences
from tests.comparison.run_results import RunResults
from tests.comparison.settings import METHODS, Cell, Method, cells


def measured(series: str, *accuracies: float) -> AccuracyMeasured:
    mean = sum(accuracies) / len(accuracies)
    return AccuracyMeasured(series, 1, True, mean, 0.0, accuracies, "")  # pyright: ignore[reportArgumentType]


def made_up(
    method: Method, seed: int, raw: float, ema: float = 0.9, random: float = 0.5
) -> RunResults:
    names = {"raw": raw, "ema": ema, "random_real": random}
    final = {name: measured(name, mean - 0.01, mean + 0.01) for name, mean in names.items()}
    return RunResults(Cell(method, 1, seed, True), final, device="CPU", new_teachers=1)


def test_the_methods_differ_in_teachers_and_average_only() -> None:
    mtt, ftd = (Cell(method, 10, 1, False).experiment().model_dump() for method in METHODS)
    assert mtt["buffer"].pop("trajectory") == "plain"
    assert ftd["buffer"].pop("trajectory") == "flat"
    assert mtt["distill"].pop("ema_decay") == 0
    assert ftd["distill"].pop("ema_decay") > 0
    assert mtt.pop("name") != ftd.pop("name")
    assert mtt == ftd


def test_the_full_comparison_is_as_promised() -> None:
    experiments = [cell.experiment() for cell in cells([1, 10], [0, 1], is_quick=False)]
    assert len(experiments) == 8
    assert all(each.device == "cpu" and each.evaluation.networks >= 5 for each in experiments)
    assert all(each.evaluation.selection == "held-out" for each in experiments)


def test_quick_runs_to_the_page_and_is_not_done_twice(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    options = ["--quick", "--ipc", "1", "--workspace", str(tmp_path), "--out", str(page)]
    assert command.main(options) == 0
    text = capfd.readouterr().out
    assert page.read_text(encoding="utf-8") == text
    assert "| MTT | " in text and "| FTD without EMA | " in text
    assert "n = 2: 2 networks for each of 1 seed (0)" in text
    page.unlink()
    assert command.main(options) == 0
    again = capfd.readouterr()
    assert again.err.count("done before") == 2
    assert again.out == text
    assert len(list((tmp_path / "runs").iterdir())) == 2


def test_missing_images_are_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(idx, "find_published", lambda *_args: None)
    assert command.main(["--workspace", str(tmp_path)]) == 2
    assert "The full Fashion-MNIST is not on this disk; install" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_order_of_the_paper_is_compared_in_words() -> None:
    results = [made_up("MTT", 0, 0.8), made_up("FTD", 0, 0.7)]
    sentences = list(trend_sentences(results))
    assert sentences[0].startswith("ipc 1: as in the paper, MTT is above Random real images by")
    assert sentences[1] == (
        "ipc 1: **against the paper's trend**, FTD without EMA is below MTT by 10.0 points."
    )
    assert "nothing here was tuned" in sentences[-1]
    # what lies within the spread is no word for or against
    near = list(trend_sentences([made_up("MTT", 0, 0.8), made_up("FTD", 0, 0.802)]))
    assert near[1].startswith(
        "ipc 1: FTD without EMA is above MTT by 0.2 points, within the spread"
    )


def test_seeds_are_pooled() -> None:
    results = [made_up(method, seed, 0.8 + 0.1 * seed) for seed in (0, 1) for method in METHODS]
    page = report(results, is_quick=True)
    # 79, 81, 89 and 91 %
    assert "| MTT | 85.0 ± 5.1 % |" in page
    assert "n = 4: 2 networks for each of 2 seeds (0, 1)" in page


def test_runs_that_cannot_be_compared_are_refused() -> None:
    results = [made_up("MTT", 0, 0.8), made_up("FTD", 0, 0.8, random=0.6)]
    with pytest.raises(DifferentRandomImages, match="start with an empty workspace"):
        report(results, is_quick=True)
