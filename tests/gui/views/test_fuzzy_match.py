"""How well typed letters fit a line."""

import pytest

from ftd_gui.views.fuzzy_match import fuzzy_score


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("exp", "Export…"),
        ("port", "Export…"),
        ("cas", "Copy as command"),
        ("c10 50", "FTD: c10, 50 per class"),
        ("PALETTE com", "Command palette"),
        ("", "Anything"),
    ],
)
def test_what_fits(query: str, text: str) -> None:
    assert fuzzy_score(query, text) is not None


@pytest.mark.parametrize(
    ("query", "text"),
    [("xyz", "Export…"), ("q", "New"), ("opx", "Copy as command"), ("ad", "A" + "b" * 40 + "d")],
)
def test_what_does_not_fit(query: str, text: str) -> None:
    assert fuzzy_score(query, text) is None


def test_better_fits_come_first() -> None:
    lines = ["Report", "Copy a set", "Export the set", "Port of call"]
    scores = {line: fuzzy_score("port", line) for line in lines}
    fitting = {line: score for line, score in scores.items() if score is not None}
    assert sorted(fitting, key=lambda line: -fitting[line]) == [
        "Port of call",
        "Report",
        "Export the set",
    ]
