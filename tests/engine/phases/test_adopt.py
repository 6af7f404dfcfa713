"""Sets from elsewhere as runs: there and back in every format, in the right space, with a rate."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from ftd_engine.config_checks import ConfigProblems, check
from ftd_engine.data.pixel_space import PixelSpace
from ftd_engine.export_formats import SetFormat, format_facts
from ftd_engine.job_requests import AdoptRequest, ExportRequest, ExportTarget
from ftd_engine.method.set_checks import ImportedSet
from ftd_engine.method.set_imports import read_set
from ftd_engine.method.set_spaces import SetSpace
from ftd_engine.phases import adopt, evaluate, export
from ftd_engine.phases.context import Context
from ftd_engine.protocol import (
    AccuracyMeasured,
    ClassesCounted,
    Logged,
    SnapshotWritten,
)
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import Snapshot
from tests.engine.phases.rig import events_of, make_context
from tests.engine.tiny import tiny_data, tiny_experiment


def _own_snapshot(soft: bool = False) -> Snapshot:
    data = tiny_data(2)
    labels = data.train_labels.numpy()
    logits = 3 * np.eye(10, dtype=np.float32)[labels] - 0.5
    return Snapshot(
        8,
        {"raw": (data.train_images * 1.1).numpy()},
        labels,
        0.03,
        np.array(data.space.mean, dtype=np.float32),
        np.array(data.space.std, dtype=np.float32),
        logits if soft else None,
    )


def _exported(tmp_path: Path, name: SetFormat, snapshot: Snapshot) -> Path:
    folder = RunFolder.create(tmp_path / "runs", tiny_experiment())
    folder.write_snapshot(snapshot)
    facts = format_facts(name)
    assert facts is not None
    place = tmp_path / f"set{facts.suffix}"
    target = ExportTarget(name, str(place))
    export.run(folder, ExportRequest(snapshot.iteration, "raw", (target,), overwrite=False))
    return place


def _context(tmp_path: Path, **sections: dict[str, object]) -> Context:
    return make_context(tmp_path / "adopted", tiny_experiment(**sections))


def _request(path: Path, **changes: Any) -> AdoptRequest:
    return replace(AdoptRequest(str(path), "", 0.0, "", evaluates=True), **changes)


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("name", ["pt", "safetensors", "mtt", "datm", "dc", "rgb", "png"])
def test_every_format_comes_back_as_it_went(tmp_path: Path, name: SetFormat, soft: bool) -> None:
    snapshot = _own_snapshot(soft)
    found = read_set(_exported(tmp_path, name, snapshot))
    assert found.space is not None and found.syn_lr == pytest.approx(0.03)
    assert (found.data_set, found.num_classes, found.ipc) == ("fashion-mnist", 10, 2)
    assert np.array_equal(found.labels.numpy(), snapshot.labels)
    assert found.made_with["network"]["width"] == 4
    space = PixelSpace(tuple(snapshot.mean.tolist()), tuple(snapshot.std.tolist()))
    images = adopt.brought_into(found, found.space, space, target_is_white=False)
    if name in ("rgb", "png"):
        # colours were clipped, and for pictures rounded to 255 steps
        colours = torch.from_numpy(snapshot.viewable("raw").clip(0, 1).transpose(0, 3, 1, 2))
        assert found.space.name == "rgb"
        assert torch.allclose(found.images, colours, atol=0.6 / 255 if name == "png" else 1e-6)
    else:
        assert found.space.name == "mean-std"
        assert np.array_equal(images.numpy(), snapshot.images["raw"])
    if soft and name in ("pt", "safetensors", "datm", "rgb"):
        assert found.soft_labels is not None and snapshot.soft_labels is not None
        assert np.array_equal(found.soft_labels.numpy(), snapshot.soft_labels)
    elif name == "datm":
        assert found.soft_labels is not None
        assert torch.equal(found.soft_labels.argmax(1), found.labels)
    else:
        assert found.soft_labels is None


def test_an_adopted_set_is_stored_evaluated_and_exported_again(tmp_path: Path) -> None:
    snapshot = _own_snapshot(soft=True)
    path = _exported(tmp_path, "datm", snapshot)
    others: dict[str, object] = {
        "other_networks": ["convnet", "alexnet"],
        "other_networks_lr": 0.02,
        "networks": 2,
        "epochs": 1,
    }
    context = _context(tmp_path, distill={"ipc": 2}, evaluation=others)
    preview = tmp_path / "preview.png"
    adopted = adopt.run(context, _request(path, preview_path=str(preview)))
    assert adopted.syn_lr == pytest.approx(0.03)
    stored = context.folder.read_snapshot(0)
    assert np.array_equal(stored.images["raw"], snapshot.images["raw"])
    assert stored.soft_labels is not None and snapshot.soft_labels is not None
    assert np.array_equal(stored.soft_labels, snapshot.soft_labels)
    with Image.open(preview) as image:
        assert image.size == (2 * 30 + 2, 10 * 30 + 2)
    evaluate.run_adopted(context, adopted)
    events = events_of(context)
    assert SnapshotWritten(0, has_ema=False) in events
    said = " ".join(event.text for event in events if isinstance(event, Logged))
    assert "images, labels and rate: 20 images of 1 x 28 x 28" in said
    assert "the rate 0.03, as the files have it" in said
    measured = [event for event in events if isinstance(event, AccuracyMeasured)]
    assert [(one.set_name, one.iteration, one.final) for one in measured] == [
        ("raw", 0, True),
        ("random_real", 0, True),
    ]
    assert "set from elsewhere" in measured[0].protocol and "2 per class" in measured[1].protocol
    counted = [event for event in events if isinstance(event, ClassesCounted)]
    assert [(one.network, one.set_name, one.is_own) for one in counted] == [
        ("ConvNet-3, width 4", "raw", True),
        ("ConvNet-3, width 4", "random_real", True),
        ("AlexNet", "raw", False),
        ("AlexNet", "random_real", False),
    ]
    # each as it was trained: the learned rate, that of real images, and that of other networks
    rates = [one.protocol.partition("rate ")[2].partition(",")[0] for one in counted]
    assert rates == ["0.03", "0.01", "0.02", "0.01"]
    for one in counted:
        confusion = np.array(one.counts).reshape(10, 10)
        # two networks, each with all 20 test images of every class
        assert (confusion.sum(1) == 40).all()
        assert np.allclose(one.class_means, confusion.diagonal() / 40)
        assert one.mean == pytest.approx(confusion.trace() / 400)
    assert [(one.mean, one.accuracies) for one in counted[:2]] == [
        (one.mean, one.accuracies) for one in measured
    ]
    target = ExportTarget("pt", str(tmp_path / "again.pt"))
    export.run(context.folder, ExportRequest(0, "raw", (target,), overwrite=False))
    again = read_set(tmp_path / "again.pt")
    assert np.array_equal(again.images.numpy(), snapshot.images["raw"])
    # and from the run folder itself
    assert torch.equal(adopt.read_any(context.folder.path).images, again.images)


def test_another_space_is_converted_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    data = tiny_data(1)
    peer = PixelSpace((0.5,), (0.5,))
    colours = data.space.decode(data.train_images)
    torch.save([peer.encode(colours), data.train_labels], tmp_path / "data.pt")
    found = replace(read_set(tmp_path / "data.pt"), space=SetSpace("mean-std", (0.5,), (0.5,)))
    images = adopt.brought_into(found, adopt.space_of(found, ""), data.space, False)
    assert torch.allclose(images, data.train_images, atol=1e-5)
    assert adopt.space_of(found, "mean-std").mean == (0.5,)
    assert adopt.space_of(found, "rgb") == SetSpace("rgb")

    torch.save([data.train_images, data.train_labels], tmp_path / "data.pt")
    context = _context(tmp_path)
    adopt.run(context, _request(tmp_path / "data.pt", space="rgb"))
    warnings = [
        event.text
        for event in events_of(context)
        if isinstance(event, Logged) and event.level == "warning"
    ]
    assert len(warnings) == 1
    assert "% of the colours lie far outside" in warnings[0] and "mean-std" in warnings[0]


def test_which_constants_of_cifar_100_are_taken_is_told(tmp_path: Path) -> None:
    data = tiny_data(1)
    torch.save([data.train_images, data.train_labels], tmp_path / "data.pt")
    for choice, words in (
        ("usual", 'those of CIFAR-100 are taken.*set data.normalisation to "cifar-10"'),
        ("cifar-10", 'those of CIFAR-10 are taken.*set data.normalisation to "usual"'),
    ):
        context = _context(tmp_path, data={"normalisation": choice})
        context = replace(context, data=replace(context.data, name="cifar-100"))
        adopt.run(context, _request(tmp_path / "data.pt", space="mean-std"))
        said = [event.text for event in events_of(context) if isinstance(event, Logged)]
        assert re.search(words, " ".join(said))
    known = SetSpace("mean-std", (0.5,), (0.5,))
    assert adopt._constants_words(context, known) == ""


def test_whitened_numbers_need_whitened_data() -> None:
    found, target = _imported(), tiny_data(1).space
    white, plain = SetSpace("zca"), SetSpace("mean-std")
    assert torch.equal(adopt.brought_into(found, white, target, True), found.images)
    for space, target_is_white in ((white, False), (plain, True)):
        with pytest.raises(EngineError, match="choose another --space"):
            adopt.brought_into(found, space, target, target_is_white)


def _imported(**changes: Any) -> ImportedSet:
    data = tiny_data(1)
    found = ImportedSet(
        path=Path("some.pt"),
        format_name="pair",
        images=data.train_images,
        labels=data.train_labels,
        soft_labels=None,
        syn_lr=None,
        space=None,
        num_classes=10,
        data_set="",
        made_with={},
        notes=(),
        sha256="0" * 64,
    )
    return replace(found, **changes)


def test_what_nobody_says_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"Say it with --space .* looks like mean-std: .*-0\.81"):
        adopt.space_of(_imported(), "")
    for rate in (-0.01, 0.0, float("nan")):
        with pytest.raises(EngineError, match=r"only rates above 0 train.* Give a rate with --lr"):
            adopt.rate_of(_imported(syn_lr=rate), 0.0, 0.01)
        assert adopt.rate_of(_imported(syn_lr=rate), 0.5, 0.01) == (0.5, "as asked for")
    assert adopt.rate_of(_imported(), 0.0, 0.01)[0] == 0.01
    odd = _imported(images=torch.zeros(10, 1, 20, 20))
    with pytest.raises(EngineError, match="does not say which real images"):
        adopt.experiment_values(odd, "", SetSpace("rgb"))
    assert adopt.guessed_preview(tmp_path / "a.png", odd) == "rgb"
    white = _imported(images=0.3 * torch.randn(10, 1, 28, 28))
    assert adopt.guessed_preview(tmp_path / "b.png", white) == "zca"
    with pytest.raises(EngineError, match=r"a\.png exists already"):
        adopt.guessed_preview(tmp_path / "a.png", odd)
    (tmp_path / "file").touch()
    with pytest.raises(EngineError, match="cannot be written"):
        adopt.guessed_preview(tmp_path / "file" / "c.png", odd)
    empty = RunFolder.create(tmp_path / "runs", tiny_experiment())
    with pytest.raises(EngineError, match="holds no stored set yet"):
        adopt.read_any(empty.path)


def test_settings_come_from_the_manifest_where_they_are_such() -> None:
    values = adopt.experiment_values(_imported(), "", SetSpace("rgb"))
    experiment = check(values)
    assert experiment.data.dataset == "fashion-mnist" and experiment.network.depth == 3
    assert experiment.distill.ipc == 1 and experiment.distill.ema_decay == 0
    told = {
        "network": {"width": 16, "unknown": 1},
        "dsa": {"ops": ["cutout"]},
        "data": {"source": "embedded"},
        "evaluation": {"epochs": 3},
    }
    experiment = check(adopt.experiment_values(_imported(made_with=told), "", SetSpace("rgb")))
    assert experiment.network.width == 16 and experiment.dsa.ops == ("cutout",)
    assert experiment.data.source == "embedded" and experiment.evaluation.epochs == 1000
    told = {"network": {"width": -1}, "dsa": "none", "data": {"source": 3}}
    experiment = check(adopt.experiment_values(_imported(made_with=told), "", SetSpace("rgb")))
    assert experiment.network.width == 128 and experiment.data.source == "auto"
    # names are compared without dashes and capitals
    values = adopt.experiment_values(_imported(), "FashionMNIST", SetSpace("rgb"))
    assert values["data"]["dataset"] == "fashion-mnist"
    with pytest.raises(ConfigProblems, match='Data set is "odd"'):
        check(adopt.experiment_values(_imported(), "odd", SetSpace("rgb")))


def test_a_set_of_another_shape_is_refused(tmp_path: Path) -> None:
    torch.save([torch.rand(4, 3, 8, 8), torch.tensor([0, 0, 1, 1])], tmp_path / "data.pt")
    with pytest.raises(EngineError, match=r"2 classes of 3 x 8 x 8; .* has 10 of 1 x 28 x 28"):
        adopt.run(_context(tmp_path), _request(tmp_path / "data.pt"))


def test_a_run_whose_experiment_is_damaged_is_refused_as_a_set(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, tiny_experiment())
    run.write_snapshot(_own_snapshot())
    assert adopt.read_any(run.path).num_classes
    run.experiment_path.write_text("seed = []")
    with pytest.raises(EngineError, match=r"seed: .*Mend or delete the run .*tiny\."):
        adopt.read_any(run.path)


def test_folders_in_a_manifest_that_no_system_takes_are_left_out(tmp_path: Path) -> None:
    for folder in ("~nobody-of-that-name/x", "x" * 5000, "a\0b"):
        found = _imported(made_with={"data": {"folder": folder}})
        values = adopt.experiment_values(found, "", SetSpace("rgb"))
        assert values["data"]["folder"] == ""
