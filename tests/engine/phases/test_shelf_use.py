"""Runs and the shelf: which teachers are taken, trained, trained on, refused, told again."""

import multiprocessing
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from ftd_engine.data.pixel_space import PixelSpace
from ftd_engine.disk_need import disk_need_bytes
from ftd_engine.experiment import Experiment
from ftd_engine.method.training import Score
from ftd_engine.phases import buffer, distill
from ftd_engine.phases.context import Context, network_for
from ftd_engine.phases.teachers import kind_of, open_teachers, trajectory_settings
from ftd_engine.protocol import Logged, PhaseFinished, PointsAdded, Progressed
from ftd_engine.reporter import StopAsked
from ftd_engine.runtime import EngineError
from ftd_engine.shelf import key_of
from tests.engine.phases.rig import events_of, make_context
from tests.engine.tiny import tiny_data, tiny_experiment

CURVES = {
    "expert_train_loss",
    "expert_train_accuracy",
    "expert_test_loss",
    "expert_test_accuracy",
}


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> Iterator[None]:
    """Tiny tensors gain nothing from threads, and processes with one give the same bits as here."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def _buffer_run(
    workspace: Path, shelf: Path | None = None, seed: int = 3, **config: object
) -> Context:
    experiment = tiny_experiment(buffer=config, evaluation={"loss_difference_experts": 0})
    experiment = Experiment.model_validate({**experiment.model_dump(), "seed": seed})
    context = make_context(workspace, experiment, shelf)
    buffer.run(context)
    return context


def _said(context: Context) -> list[str]:
    return [event.text for event in events_of(context) if isinstance(event, Logged)]


def _curves(context: Context) -> dict[tuple[str, int], list[tuple[float, float]]]:
    found: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for event in events_of(context):
        if isinstance(event, PointsAdded) and event.series in CURVES:
            points = found.setdefault((event.series, event.member), [])
            points.extend(zip(event.x, event.y, strict=True))
    return found


def _trained(context: Context) -> list[int]:
    used = context.folder.used_teachers()
    assert used is not None
    return [each.expert for each in used.teachers if each.is_new]


def _files(context: Context) -> list[Path]:
    return sorted(kind_of(context).path.glob("*.safetensors"))


def _weights(context: Context, expert: int, epochs: int) -> torch.Tensor:
    experts = open_teachers(context)
    return torch.stack([experts.weights(expert, epoch) for epoch in range(epochs + 1)])


# ---------------------------------------------------------------- the key


def _key(experiment: Experiment, **data_changes: Any) -> str:
    data = replace(tiny_data(), **data_changes)
    return key_of(trajectory_settings(experiment, network_for(experiment, data).spec, data))


@pytest.mark.parametrize(
    "changes",
    [
        {"network": {"depth": 2}},
        {"network": {"width": 5}},
        {"dsa": {"ops": ("crop",)}},
        {"dsa": {"ops": ("flip", "color", "crop", "cutout", "scale", "rotate")}},
        {"buffer": {"batch_size": 100}},
        {"buffer": {"expert_lr": 0.2}},
        {"buffer": {"trajectory": "plain"}},
        {"buffer": {"alpha": 0.5}},
        {"buffer": {"rho": 0.02}},
        {"buffer": {"dsa": False}},
    ],
)
def test_settings_that_shape_a_trajectory_change_the_key(changes: dict[str, Any]) -> None:
    assert _key(tiny_experiment(**changes)) != _key(tiny_experiment())


def test_seed_and_data_change_the_key() -> None:
    experiment = tiny_experiment()
    seeded = Experiment.model_validate({**experiment.model_dump(), "seed": 4})
    data = tiny_data()
    others = [
        _key(seeded),
        _key(experiment, name="other"),
        _key(experiment, train_images=data.train_images + 1e-6),
        _key(experiment, train_labels=data.train_labels.flip(0)),
        _key(experiment, space=PixelSpace(mean=(0.5,), std=(0.5,))),
    ]
    assert len({_key(experiment), *others}) == 6


def test_tf32_has_teachers_of_its_own_and_leaves_the_usual_key_alone() -> None:
    experiment, data = tiny_experiment(), tiny_data()
    spec = network_for(experiment, data).spec
    assert "tf32" not in trajectory_settings(experiment, spec, data)
    coarse = Experiment.model_validate({**experiment.model_dump(), "tf32": True})
    assert _key(coarse) != _key(experiment)


@pytest.mark.parametrize(
    "changes",
    [
        {"buffer": {"num_experts": 9}},
        {"buffer": {"epochs": 9}},
        {"buffer": {"keep_epochs": "drawn"}},
        {"buffer": {"storage": "float16"}},
        {"distill": {"ipc": 2, "iterations": 7}},
        {"evaluation": {"networks": 7}},
        {"data": {"folder": "elsewhere"}},
    ],
)
def test_settings_that_shape_no_trajectory_leave_the_key(changes: dict[str, Any]) -> None:
    assert _key(tiny_experiment(**changes)) == _key(tiny_experiment())


def test_settings_that_are_switched_off_leave_the_key() -> None:
    def plain(**changes: object) -> Experiment:
        return tiny_experiment(buffer={"trajectory": "plain", **changes})

    assert _key(plain(alpha=0.3, rho=0.5)) == _key(plain())
    undressed = tiny_experiment(buffer={"dsa": False})
    cropped = tiny_experiment(buffer={"dsa": False}, dsa={"ops": ("crop",)})
    assert _key(undressed) == _key(cropped)
    fewer = tiny_data(5)
    tested = {"test_images": fewer.test_images, "test_labels": fewer.test_labels}
    assert _key(tiny_experiment(), **tested) == _key(tiny_experiment())


def test_settings_that_the_network_leaves_aside_leave_the_key() -> None:
    def key(kind: str, **changes: object) -> str:
        return _key(tiny_experiment(network={"kind": kind, **changes}))

    unused = {"width": 64, "depth": 2, "activation": "sigmoid", "pooling": "max"}
    for kind in ("alexnet", "vgg11", "resnet18", "resnet18_ap"):
        assert key(kind, **unused) == key(kind)
        assert (key(kind, norm="batch") == key(kind)) == (kind == "alexnet")
    assert len({key(kind) for kind in ("convnet", "alexnet", "vgg11", "resnet18")}) == 4


# ---------------------------------------------------------------- reuse


def test_a_second_run_trains_none_and_finds_the_same_set(tmp_path: Path) -> None:
    contexts = [make_context(tmp_path, tiny_experiment()) for _ in range(2)]
    for context in contexts:
        buffer.run(context)
        distill.run(context)
    first, second = contexts
    assert "0 of 2 teachers lie on the shelf and are used; 2 are trained." in _said(first)
    assert "2 of 2 teachers lie on the shelf and are used; none is trained." in _said(second)
    assert (_trained(first), _trained(second)) == ([0, 1], [])
    sets = [context.folder.read_snapshot(4) for context in contexts]
    assert sets[0].syn_lr == sets[1].syn_lr
    for series in ("raw", "ema"):
        assert np.array_equal(sets[0].images[series], sets[1].images[series])
    # a run that trained none shows its teachers all the same
    assert len(_curves(first)) == 8
    assert _curves(second) == _curves(first)
    steps = [e for e in events_of(second) if isinstance(e, Progressed) and e.phase == "buffer"]
    assert [(e.step, e.total) for e in steps] == [(1, 1)]
    assert any(isinstance(e, PhaseFinished) for e in events_of(second))


def test_the_run_remembers_which_files_it_used(tmp_path: Path) -> None:
    context = _buffer_run(tmp_path)
    used, kind = context.folder.used_teachers(), kind_of(context)
    assert used is not None
    assert (used.folder, used.key, used.settings) == (str(kind.path), kind.key, kind.settings)
    files, damaged = kind.teachers()
    assert damaged == []
    for each, file in zip(used.teachers, files, strict=True):
        assert each.file == file.path.name
        assert (each.num_bytes, each.head_sha256) == (file.num_bytes, file.head_sha256)


def test_more_teachers_are_added_and_fewer_are_a_part(tmp_path: Path) -> None:
    two = _buffer_run(tmp_path)
    four = _buffer_run(tmp_path, num_experts=4)
    assert "2 of 4 teachers lie on the shelf and are used; 2 are trained." in _said(four)
    assert _trained(four) == [2, 3]
    one = _buffer_run(tmp_path, num_experts=1)
    assert "1 of 1 teachers lies on the shelf and is used; none is trained." in _said(one)
    assert torch.equal(_weights(two, 0, 2), _weights(one, 0, 2))
    assert len(_files(one)) == 4


def test_a_teacher_has_the_same_share_of_the_threads_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The share is part of the arithmetic: what lies on the shelf must not depend on who was first."""
    real_epoch, shares = buffer.train_expert_epoch, list[int]()

    def epoch(*args: Any, **kwargs: Any) -> Any:
        shares.append(torch.get_num_threads())
        return real_epoch(*args, **kwargs)

    monkeypatch.setattr(buffer, "train_expert_epoch", epoch)
    torch.set_num_threads(2)
    try:
        one = _buffer_run(tmp_path, num_experts=1)
        two = _buffer_run(tmp_path, shelf=tmp_path / "other", num_experts=2)
        again = _buffer_run(tmp_path, num_experts=2)
    finally:
        torch.set_num_threads(1)
    assert set(shares) == {1}
    assert torch.equal(_weights(one, 0, 2), _weights(two, 0, 2))
    assert not any("another device" in text for text in _said(again))
    assert kind_of(one).teachers(0)[0][0].facts.made_by["device"] == "CPU, 1 thread"


def test_an_interrupted_run_keeps_every_finished_teacher(tmp_path: Path) -> None:
    context = make_context(tmp_path, tiny_experiment(buffer={"num_experts": 3}))
    real_turn, turns = context.reporter.turn, 0

    def turn() -> None:
        nonlocal turns
        turns += 1
        # one step an epoch: the first step of the third teacher
        if turns == 5:
            context.reporter.ask_stop()
        real_turn()

    context.reporter.turn = turn  # type: ignore[method-assign]
    with pytest.raises(StopAsked):
        buffer.run(context)
    assert [text for text in _said(context) if text.startswith("Stopped")] == [
        "Stopped while training teachers; 2 of 3 are finished and lie on the shelf."
    ]
    assert _trained(context) == [0, 1]
    again = _buffer_run(tmp_path, num_experts=3)
    assert "2 of 3 teachers lie on the shelf and are used; 1 is trained." in _said(again)


def test_other_device_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _buffer_run(tmp_path)
    monkeypatch.setattr(buffer, "device_words", lambda _device, _threads: "CUDA, some card")
    words = [text for text in _said(_buffer_run(tmp_path)) if "another device" in text]
    assert len(words) == 1
    assert words[0].endswith(
        "here: CUDA, some card): trained anew they would differ in the last digits."
    )


def test_test_curves_are_told_again_only_for_the_same_test_images(tmp_path: Path) -> None:
    first = _buffer_run(tmp_path)
    context = make_context(tmp_path, first.experiment)
    fewer = tiny_data(5)
    data = replace(context.data, test_images=fewer.test_images, test_labels=fewer.test_labels)
    context = replace(context, data=data)
    buffer.run(context)
    assert {series for series, _ in _curves(context)} == {
        "expert_train_loss",
        "expert_train_accuracy",
    }


# ---------------------------------------------------------------- epochs


def test_fewer_epochs_are_the_beginning_of_more(tmp_path: Path) -> None:
    two = _buffer_run(tmp_path, tmp_path / "a", epochs=2)
    four = _buffer_run(tmp_path, tmp_path / "b", epochs=4)
    assert torch.equal(_weights(two, 1, 2), _weights(four, 1, 4)[:3])
    # a longer teacher serves a request for fewer epochs, and shows no more of its curves
    again = _buffer_run(tmp_path, tmp_path / "b", epochs=2)
    assert _trained(again) == []
    assert _curves(again) == _curves(two)


@pytest.mark.parametrize("storage", ["float32", "float16"])
def test_trained_on_equals_trained_at_once(tmp_path: Path, storage: str) -> None:
    first = _buffer_run(tmp_path, tmp_path / "a", epochs=2, storage=storage)
    later = _buffer_run(tmp_path, tmp_path / "a", epochs=5, storage=storage)
    whole = _buffer_run(tmp_path, tmp_path / "b", epochs=5, storage=storage)
    sentence = (
        "0 of 2 teachers lie on the shelf and are used; 2 are trained, 2 of these on from an "
        "earlier end."
    )
    assert sentence in _said(later)
    for expert in range(2):
        assert torch.equal(_weights(later, expert, 5), _weights(whole, expert, 5))
    assert _curves(later) == _curves(whole)
    # the shorter file is gone, and the run that used it finds the longer one
    assert [path.name for path in _files(later)] == [path.name for path in _files(whole)]
    assert torch.equal(_weights(first, 0, 2), _weights(whole, 0, 2))
    assert {e.total for e in events_of(later) if isinstance(e, Progressed)} == {6}


def test_drawn_epochs_give_the_same_set_on_less_disk(tmp_path: Path) -> None:
    sets, sizes = [], []
    for keep in ("all", "drawn"):
        experiment = tiny_experiment(
            buffer={"epochs": 6, "keep_epochs": keep}, evaluation={"loss_difference_experts": 0}
        )
        context = make_context(tmp_path, experiment, tmp_path / keep)
        buffer.run(context)
        distill.run(context)
        sets.append(context.folder.read_snapshot(4).images["raw"])
        sizes.append(sum(path.stat().st_size for path in _files(context)))
        need = disk_need_bytes(experiment, context.network.num_params)
        assert 0.6 * need < sizes[-1] <= need
    assert np.array_equal(sets[0], sets[1])
    assert sizes[1] < 0.7 * sizes[0]
    # all epochs serve where the drawn ones are asked for, not the other way round
    assert _trained(_buffer_run(tmp_path, tmp_path / "all", epochs=6, keep_epochs="drawn")) == []
    assert _trained(_buffer_run(tmp_path, tmp_path / "drawn", epochs=6)) == [0, 1]


def test_full_precision_serves_half_with_the_same_numbers(tmp_path: Path) -> None:
    _buffer_run(tmp_path, tmp_path / "a")
    reused = _buffer_run(tmp_path, tmp_path / "a", storage="float16")
    trained = _buffer_run(tmp_path, tmp_path / "b", storage="float16")
    assert (_trained(reused), _trained(trained)) == ([], [0, 1])
    assert torch.equal(_weights(reused, 1, 2), _weights(trained, 1, 2))
    assert _trained(_buffer_run(tmp_path, tmp_path / "b")) == [0, 1]


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.expects_log
def test_a_damaged_teacher_is_named_and_trained_again(tmp_path: Path) -> None:
    first = _buffer_run(tmp_path)
    path, whole = _files(first)[0], _weights(first, 0, 2)
    path.write_bytes(path.read_bytes()[:-10])
    again = _buffer_run(tmp_path)
    assert any(text.startswith(f"{path} is no whole teacher") for text in _said(again))
    assert _trained(again) == [0]
    assert torch.equal(_weights(again, 0, 2), whole)


def test_a_teacher_that_is_gone_before_distilling_is_named(tmp_path: Path) -> None:
    context = _buffer_run(tmp_path)
    path = _files(context)[1]
    path.unlink()
    with pytest.raises(EngineError, match=f"teacher {path} is gone from the shelf"):
        open_teachers(context)


def test_no_buffer_phase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no finished teacher"):
        open_teachers(make_context(tmp_path, tiny_experiment()))


def test_teachers_that_do_not_fit_are_refused_before_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [10_000]
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(1, 1, free[0]))
    with pytest.raises(EngineError) as caught:
        _buffer_run(tmp_path)
    # 2 teachers of 3 + 1 sets of 1,010 weights in 4 bytes, and their heads
    assert "The teachers to train take 37.2 kB on the disk of" in caught.value.message
    assert "where 10.0 kB are free" in caught.value.message
    assert "Keep only the drawn epochs" in caught.value.hint
    free[0] = 10**9
    assert "on the disk of" in " ".join(_said(_buffer_run(tmp_path)))
    # what lies there needs no room
    free[0] = 0
    assert _trained(_buffer_run(tmp_path)) == []


def test_diverging_teachers_are_refused_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def train(_network: object, theta: torch.Tensor, *_args: object, **_kw: object) -> Any:
        return theta * float("inf"), Score(float("nan"), 0.1)

    monkeypatch.setattr(buffer, "train_expert_epoch", train)
    with pytest.raises(EngineError, match=r"are not finite.*Lower the teachers' learning rate"):
        _buffer_run(tmp_path)
    assert list(tmp_path.rglob("*.safetensors")) == []


# ---------------------------------------------------------------- several engines


def test_a_teacher_that_appears_meanwhile_is_used(tmp_path: Path) -> None:
    other = _buffer_run(tmp_path, tmp_path / "other")
    context = make_context(tmp_path, other.experiment, tmp_path / "shelf")
    real_turn = context.reporter.turn

    def turn() -> None:
        target = kind_of(context).path
        for path in _files(other):
            if not (target / path.name).exists():
                shutil.copy(path, target / path.name)
        real_turn()

    context.reporter.turn = turn  # type: ignore[method-assign]
    buffer.run(context)
    assert _trained(context) == [0]
    steps = [e.step for e in events_of(context) if isinstance(e, Progressed)]
    assert steps[-1] == 4
    assert steps == sorted(steps)


def _train_in_process(workspace: str, shelf: str, epochs: int) -> None:
    torch.set_num_threads(1)
    _buffer_run(Path(workspace), Path(shelf), num_experts=3, epochs=epochs)


def test_engines_at_once_leave_whole_files(tmp_path: Path) -> None:
    """Two engines train the same teachers to different lengths while a third reads."""
    spawn = multiprocessing.get_context("spawn")
    shelf = tmp_path / "shelf"
    engines = [
        spawn.Process(target=_train_in_process, args=(str(tmp_path / str(n)), str(shelf), n))
        for n in (2, 3)
    ]
    context = make_context(tmp_path, tiny_experiment(), shelf)
    damaged: list[object] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            damaged.extend(kind_of(context).teachers()[1])

    reader = threading.Thread(target=read)
    reader.start()
    for engine in engines:
        engine.start()
    for engine in engines:
        engine.join(120)
    is_over.set()
    reader.join()
    assert [engine.exitcode for engine in engines] == [0, 0]
    assert damaged == []
    assert _trained(_buffer_run(tmp_path, shelf, num_experts=3, epochs=3)) == []
    alone = _buffer_run(tmp_path, tmp_path / "alone", num_experts=3, epochs=3)
    both = _buffer_run(tmp_path, shelf, num_experts=3, epochs=3)
    for expert in range(3):
        assert torch.equal(_weights(both, expert, 3), _weights(alone, expert, 3))
