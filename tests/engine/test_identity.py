"""What a checkpoint belongs to: old runs go on after a setting was added."""

from types import SimpleNamespace
from typing import Any

import pytest

from ftd_engine import worker
from ftd_engine.config_checks import check

_OF_THE_DEFAULTS = "e2b6283dc859667ef32d3da2cb543465586b4a0afdfa28f98b8e639bc8698b7b"
"""As it was when runs could first go on; it may change only together with what the defaults compute."""


def identity(monkeypatch: pytest.MonkeyPatch, **sections: dict[str, object]) -> str:
    monkeypatch.setattr(worker, "fingerprint", lambda *_: "images")
    data: Any = SimpleNamespace(train_images=None, train_labels=None)
    return worker._identity(check(sections), data)


def test_settings_that_came_later_count_only_where_they_are_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert identity(monkeypatch) == _OF_THE_DEFAULTS
    assert identity(monkeypatch, evaluation={"networks": 6}) != _OF_THE_DEFAULTS
    others: dict[str, object] = {"other_networks": ["alexnet"], "other_networks_lr": 0.01}
    assert identity(monkeypatch, evaluation=others) == _OF_THE_DEFAULTS


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("data", "damaged", "leave-out"),
        ("buffer", "experts_per_file", 5),
        ("distill", "robust_noise", 0.01),
        ("distill", "gradient_limit", 0.0),
        ("evaluation", "sam_rho", 0.05),
    ],
)
def test_a_later_setting_that_is_used_counts(
    section: str, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert identity(monkeypatch, **{section: {name: value}}) != _OF_THE_DEFAULTS
