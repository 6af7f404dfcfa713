"""Named generators and the choice of device."""

from typing import Any

import pytest
import torch

from ftd_engine import runtime
from ftd_engine.experiment import Experiment
from ftd_engine.method.matching import matching_loss
from ftd_engine.runtime import EngineError, Seeds, choose_device, device_words


def _numbers(generator: torch.Generator) -> list[float]:
    return torch.rand(4, generator=generator).tolist()


def test_a_generator_depends_on_seed_purpose_and_numbers_only() -> None:
    seeds = Seeds(5)
    first = _numbers(seeds.generator("dsa", 3))
    _numbers(seeds.generator("experts", 1))
    assert _numbers(seeds.generator("dsa", 3)) == first
    assert _numbers(Seeds(5).generator("dsa", 3)) == first
    others = [
        Seeds(6).generator("dsa", 3),
        seeds.generator("dsa", 4),
        seeds.generator("dsa", 3, 0),
        seeds.generator("batches", 3),
    ]
    assert all(_numbers(other) != first for other in others)


def test_positions_of_several_numbers_do_not_run_into_each_other() -> None:
    seeds = Seeds(0)
    assert _numbers(seeds.generator("start", 1, 11)) != _numbers(seeds.generator("start", 11, 1))


def test_missing_device_is_refused_with_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    with pytest.raises(EngineError, match=r'Device is "cuda".*"auto" or "cpu" or mps'):
        choose_device("cuda")
    assert choose_device("auto").type == "mps"
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert choose_device("auto").type == "cpu"
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert choose_device("auto").type == "cuda"


def test_threads_are_those_of_the_experiment() -> None:
    before = torch.get_num_threads()
    try:
        device = runtime.set_up(Experiment(threads=1, device="cpu"))
        assert torch.get_num_threads() == 1
        assert device_words(device) == "CPU, 1 thread"
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize(("is_on", "precision"), [(False, "ieee"), (True, "tf32")])
def test_tf32_is_off_unless_it_is_asked_for(is_on: bool, precision: str) -> None:
    places: tuple[Any, ...] = (getattr(torch.backends.cudnn, "conv"), torch.backends.cuda.matmul)  # noqa: B009
    before = [place.fp32_precision for place in places]
    try:
        runtime.set_up(Experiment(device="cpu", tf32=is_on))
        assert [place.fp32_precision for place in places] == [precision, precision]
    finally:
        for place, value in zip(places, before, strict=True):
            place.fp32_precision = value


def test_versions_and_memory_are_plain_values() -> None:
    # a str subclass of torch's would make the window import torch when it comes off the queue
    assert all(type(value) is str for value in runtime.versions().values())
    assert runtime.resident_memory_mib() > 50


def test_wrong_shapes_are_caught_while_testing() -> None:
    """The checker of signatures really stands at the doors of the mathematics."""
    with pytest.raises(Exception, match="Type-check error"):
        matching_loss(torch.zeros(3), torch.zeros(4), torch.zeros(3))
