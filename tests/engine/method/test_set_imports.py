"""Sets from elsewhere: what peers write is understood; what is damaged or hostile is refused."""

import contextlib
import io
import json
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from safetensors.torch import save_file

from ftd_engine.export_formats import GRID_KEY
from ftd_engine.method import set_checks, set_files
from ftd_engine.method.set_checks import ImportedSet
from ftd_engine.method.set_imports import packed_factor, read_set, read_stored_set
from ftd_engine.method.set_pictures import grid_png
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import Snapshot
from tests.engine.tiny import tiny_data
from tests.fixtures.recorded_runs import tiny_snapshot

LABELS = torch.tensor([0, 0, 1, 1, 2, 2])


def _images(count: int = 6, channels: int = 1, size: int = 8) -> torch.Tensor:
    generator = torch.Generator().manual_seed(0)
    return torch.randn(count, channels, size, size, generator=generator)


def _pair(folder: Path, images: Any, labels: Any, name: str = "{}_best.pt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(images, folder / name.format("images"))
    torch.save(labels, folder / name.format("labels"))
    return folder


def _refusal(path: Path) -> str:
    with pytest.raises(EngineError) as caught:
        read_set(path)
    assert caught.value.message and caught.value.hint
    return str(caught.value)


# ---------------------------------------------------------------- as peers write them


def test_mtt_pair_by_folder_and_by_file(tmp_path: Path) -> None:
    images = _images()
    folder = _pair(tmp_path / "logged_files" / "CIFAR10" / "run", images, LABELS)
    for named in (folder, folder / "images_best.pt"):
        found = read_set(named)
        assert torch.equal(found.images, images) and torch.equal(found.labels, LABELS)
        assert (found.num_classes, found.ipc, found.data_set) == (3, 2, "cifar10")
        assert found.space is None and found.syn_lr is None and found.soft_labels is None
        assert not found.images.requires_grad


def test_the_best_set_is_taken_else_the_last(tmp_path: Path) -> None:
    for number in (100, 900, 1000):
        _pair(tmp_path, _images() + number, LABELS, f"{{}}_{number}.pt")
        _pair(tmp_path, _images() - number, LABELS, f"ema_{{}}_{number}.pt")
    torch.save(_images(), tmp_path / "images_zca_1000.pt")
    found = read_set(tmp_path)
    assert torch.equal(found.images, _images() + 1000)
    assert "images_1000.pt was taken, of 6 sets" in " ".join(found.notes)
    _pair(tmp_path, _images(), LABELS)
    assert torch.equal(read_set(tmp_path).images, _images())


def test_parts_are_joined_and_put_class_major(tmp_path: Path) -> None:
    for part in range(2):
        _pair(tmp_path, _images(3) + part, torch.tensor([2, 0, 1]), f"{{}}_best_{part}.pt")
    found = read_set(tmp_path)
    assert torch.equal(found.labels, LABELS)
    assert torch.equal(found.images[0], _images(3)[1])
    assert torch.equal(found.images[1], _images(3)[1] + 1)
    assert "2 files were joined." in found.notes
    assert any("order of their classes" in note for note in found.notes)


def test_datm_triple_keeps_logits_and_rate(tmp_path: Path) -> None:
    logits = torch.eye(3).repeat_interleave(2, 0) * 3 - 1
    _pair(tmp_path, _images(), logits)
    torch.save(torch.tensor(0.02), tmp_path / "lr_best.pt")
    found = read_set(tmp_path)
    assert found.soft_labels is not None and torch.equal(found.soft_labels, logits)
    assert found.syn_lr == pytest.approx(0.02)
    assert torch.equal(found.labels, LABELS)
    assert any("logits" in note for note in found.notes)


def test_tesla_probabilities_become_logits_of_the_same_softmax(tmp_path: Path) -> None:
    probabilities = (torch.eye(3).repeat_interleave(2, 0) * 3).softmax(1)
    found = read_set(_pair(tmp_path, _images(), probabilities))
    assert found.soft_labels is not None
    assert torch.allclose(found.soft_labels.softmax(1), probabilities, atol=1e-6)
    assert any("probabilities" in note for note in found.notes)


def test_soft_labels_that_favour_a_class_take_the_order(tmp_path: Path) -> None:
    logits = torch.zeros(6, 3)
    logits[:, 1] = 2
    found = read_set(_pair(tmp_path, _images(), logits))
    assert torch.equal(found.labels, LABELS)
    assert any("taken from the order" in note for note in found.notes)


@pytest.mark.parametrize("module", ["numpy.core.multiarray", "numpy._core.multiarray"])
def test_dc_dictionary_with_numpy_accuracies(tmp_path: Path, module: str) -> None:
    data = [[_images() + number, LABELS] for number in range(3)]
    content = {"data": data, "accs_all_exps": {"ConvNet": [np.float64(0.5), np.float64(0.25)]}}
    path = tmp_path / "res_DC_CIFAR10_ConvNet_2ipc.pt"
    torch.save(content, path)
    _rewrite(path, lambda raw: raw.replace(b"cnumpy._core.multiarray\n", f"c{module}\n".encode()))
    for named in (path, tmp_path):
        found = read_set(named)
        assert torch.equal(found.images, _images() + 2)
        assert found.data_set == "cifar10"
        assert "The last of 3 experiments was taken." in found.notes


def test_idc_list_is_plain_colours(tmp_path: Path) -> None:
    data = tiny_data(2)
    colours = data.space.decode(data.train_images).clamp(0, 1)
    torch.save([colours, data.train_labels], tmp_path / "data.pt")
    found = read_set(tmp_path)
    assert found.space is not None and found.space.name == "rgb"
    assert torch.allclose(found.images, colours)
    # NCFM numbers its files
    (tmp_path / "data.pt").rename(tmp_path / "data_1000.pt")
    assert read_set(tmp_path).ipc == 2


def test_packed_idc_is_refused_and_plain_images_are_not() -> None:
    data = tiny_data(8)
    assert packed_factor(data.train_images)[0] == 1
    parts = data.train_images[torch.randperm(80, generator=torch.Generator().manual_seed(1))]
    rows = [torch.cat([parts[start::4] for start in pair], 3) for pair in ((0, 1), (2, 3))]
    # Fashion-MNIST is black at the edges, where other pictures meet in a step
    packed = torch.cat(rows, 2)
    packed[..., 27:29] += torch.tensor([1.0, -1.0])
    packed[..., 27:29, :] += torch.tensor([[1.0], [-1.0]])
    assert packed_factor(packed)[0] == 2


def test_packed_file_is_refused(tmp_path: Path) -> None:
    generator = torch.Generator().manual_seed(0)
    # smooth little pictures, each of its own brightness
    small = torch.rand(6, 1, 2, 2, generator=generator)
    packed = small.repeat_interleave(8, 2).repeat_interleave(8, 3)
    packed = packed + 0.01 * torch.rand(packed.shape, generator=generator)
    torch.save([packed / packed.max(), LABELS], tmp_path / "data.pt")
    assert "looks packed: each image seems to hold 2 x 2" in _refusal(tmp_path / "data.pt")
    folder = tmp_path / "conv3in_niter2000_factor3_lr0.005"
    folder.mkdir()
    torch.save([torch.rand(6, 3, 8, 8, generator=generator), LABELS], folder / "data.pt")
    assert '3 x 3 smaller ones, since its path says "factor3"' in _refusal(folder)


def test_dictionary_and_safetensors_and_stored_set(tmp_path: Path) -> None:
    content = {"images": _images(), "labels": LABELS, "syn_lr": torch.tensor(0.03)}
    torch.save(content, tmp_path / "set.pt")
    save_file(content, tmp_path / "set.safetensors")
    (tmp_path / "set.npz").write_bytes(tiny_snapshot(20).to_bytes())
    for name in ("set.pt", "set.safetensors"):
        found = read_set(tmp_path / name)
        assert torch.equal(found.images, _images()) and found.syn_lr == pytest.approx(0.03)
    stored = read_set(tmp_path / "set.npz")
    assert stored.format_name == "stored set, ema" and stored.space is not None
    assert np.array_equal(stored.images.numpy(), tiny_snapshot(20).images["ema"])
    assert read_stored_set(tmp_path / "set.npz", {"seed": 4}).made_with == {"seed": 4}


def test_picture_folders(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (4, 8, 8, 3), dtype=np.uint8)
    for index, array in enumerate(pixels):
        folder = tmp_path / f"{index // 2:05d}"
        folder.mkdir(exist_ok=True)
        Image.fromarray(array).save(folder / f"{index % 2:05d}.png")
        (folder / "notes.txt").write_text("not a picture")
    found = read_set(tmp_path)
    assert found.labels.tolist() == [0, 0, 1, 1]
    assert np.allclose(found.images.numpy() * 255, pixels.transpose(0, 3, 1, 2))
    assert found.space is not None and found.space.name == "rgb"
    Image.fromarray(pixels[0, :4]).save(tmp_path / "00001" / "00002.png")
    assert "has the shape (4, 8, 3), the first picture (8, 8, 3)" in _refusal(tmp_path)
    (tmp_path / "00001" / "00002.png").write_bytes(b"\x89PNG\r\n\x1a\nno more")
    assert "00002.png is no readable PNG or JPEG" in _refusal(tmp_path)


def test_other_float_types_and_classes_as_floats(tmp_path: Path) -> None:
    found = read_set(_pair(tmp_path, _images().half(), LABELS.float()))
    assert found.images.dtype == torch.float32 and torch.equal(found.labels, LABELS)
    found = read_set(_pair(tmp_path, torch.nn.Parameter(_images()), LABELS[:, None].int()))
    assert torch.equal(found.images, _images()) and not found.images.requires_grad


# ---------------------------------------------------------------- manifests


def test_a_manifest_counts_only_for_its_own_files(tmp_path: Path) -> None:
    folder = _pair(tmp_path / "set", _images(), LABELS)
    sums = {
        name: set_files.digest_of(folder / name) for name in ("images_best.pt", "labels_best.pt")
    }
    space = {"name": "mean-std", "mean": [0.5], "std": [0.25]}
    manifest = {
        "format": "ftd-studio set",
        "pixel_space": space,
        "syn_lr": 0.04,
        "data_set": "fashion-mnist",
        "num_classes": 3,
        "experiment": {"seed": 4},
        "sha256": sums,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    found = read_set(folder)
    assert found.space is not None
    assert (found.space.name, found.space.mean, found.space.std) == ("mean-std", (0.5,), (0.25,))
    assert (found.syn_lr, found.data_set, found.made_with) == (0.04, "fashion-mnist", {"seed": 4})
    torch.save(_images() * 2, folder / "images_best.pt")
    found = read_set(folder)
    assert found.space is None and found.made_with == {}
    assert any("checksum differs" in note for note in found.notes)
    for text in ("{", "[]", '{"format": "other"}', "[" * 100_000, "x" * (5 << 20)):
        (folder / "manifest.json").write_text(text)
        assert read_set(folder).space is None


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("images", "labels", "said"),
    [
        (_images()[0], LABELS, "images of shape [1, 8, 8]; expected [N, C, H, W]"),
        (_images(channels=2), LABELS, "allowed are 1 or 3 channels"),
        (_images()[..., :5], LABELS, "allowed are 1 or 3 channels"),
        ((_images() * 255).byte(), LABELS, "images of type uint8"),
        (_images().log(), LABELS, "numbers that are not finite, of 384"),
        (_images(), LABELS[:5], "labels of shape [5] for 6 images"),
        (_images(), LABELS - 1, "labels from -1 to 1"),
        (_images(), LABELS * 3, "labels from 0 to 6 for 6 images"),
        (_images(), torch.tensor([0, 0, 0, 1, 1, 2]), "class 2 1 images and class 0 3"),
        (_images(), torch.tensor([0, 0, 0, 2, 2, 2]), "class 1 0 images"),
        (_images(), LABELS + 0.5, "classes that are no whole numbers"),
        (_images(), LABELS / 0.0, "classes that are no whole numbers"),
        (_images(), LABELS > 0, "classes that are no whole numbers (bool)"),
        (_images(), LABELS.double() * 1e300, "labels from 0 to 2e+300"),
        (_images(), torch.zeros(6, 4), "soft labels of shape [6, 4]"),
        (_images(), torch.zeros(6, 3, 1), "labels of shape [6, 3, 1]"),
        (_images(), torch.full((6, 3), torch.nan), "soft labels that are not finite"),
        (_images(), [0, 0, 1, 1, 2, 2], "holds a list where a plain tensor is expected"),
        (_images(), torch.eye(6).to_sparse(), "is damaged"),
        (torch.zeros(1).expand(2**40, 1, 1, 1), LABELS, "claims 1,099,511,627,776 numbers"),
        ({"a": 1}, LABELS, "holds a dict with a, which is no set"),
        ("text", LABELS, "holds a str, which is no set"),
    ],
)  # fmt: skip
def test_what_is_no_set_is_refused(tmp_path: Path, images: Any, labels: Any, said: str) -> None:
    # the tensor of a sparse file asks for names that no set needs
    said = "asks to run torch._utils._rebuild_sparse_tensor" if said == "is damaged" else said
    assert said in _refusal(_pair(tmp_path, images, labels))


def test_missing_and_ambiguous_files(tmp_path: Path) -> None:
    assert "is no file" in _refusal(tmp_path / "nowhere.pt")
    assert "holds no set" in _refusal(tmp_path)
    (tmp_path / "inner").mkdir()
    assert "holds 0 pictures in 1 class folders" in _refusal(tmp_path)
    torch.save(_images(), tmp_path / "images_best.pt")
    assert "its labels are not beside it" in _refusal(tmp_path / "images_best.pt")
    torch.save(LABELS, tmp_path / "labels_best.pt")
    assert "Choose the images_" in _refusal(tmp_path / "labels_best.pt")
    torch.save(torch.zeros(2), tmp_path / "lr_best.pt")
    assert "where one learned rate is expected" in _refusal(tmp_path)
    (tmp_path / "grid.png").touch()
    assert "is no readable grid" in _refusal(tmp_path / "grid.png")
    Image.new("L", (8, 8)).save(tmp_path / "grid.png")
    assert "does not tell where images stand" in _refusal(tmp_path / "grid.png")
    other = tmp_path / "other"
    other.mkdir()
    for name in ("res_DC_a.pt", "res_DM_b.pt"):
        torch.save(_images(), other / name)
    assert "holds 2 sets: res_DC_a.pt, res_DM_b.pt" in _refusal(other)
    save_file({"pictures": _images()}, other / "set.safetensors")
    assert "a set needs images and labels" in _refusal(other / "set.safetensors")


@pytest.mark.parametrize("by_column", [False, True])
@pytest.mark.parametrize("channels", [1, 3])
def test_a_grid_that_we_wrote_is_read_back(tmp_path: Path, by_column: bool, channels: int) -> None:
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (6, channels, 6, 6)).astype(np.float32) / np.float32(255)
    labels = np.array([2, 0, 1, 2, 1, 0])
    mean, std = np.zeros(channels, np.float32), np.ones(channels, np.float32)
    snapshot = Snapshot(0, {"raw": images}, labels, 0.1, mean, std)
    path = tmp_path / "set-grid.png"
    path.write_bytes(grid_png(snapshot, "raw", by_column=by_column))
    found = read_set(path)
    order = np.argsort(labels, kind="stable")
    assert found.labels.tolist() == labels[order].tolist()
    assert np.abs(found.images.numpy() - images[order]).max() < 1e-6
    with Image.open(path) as picture:
        words = PngInfo()
        words.add_text(GRID_KEY, picture.info[GRID_KEY])
        picture.resize((8, 8)).save(path, pnginfo=words)
    assert "It was cut or scaled since" in _refusal(path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nonsense", "tells wrongly"),
        ('{"height": 0, "width": 1, "gap": 0, "labels": [0], "counts": [1]}', "greater than"),
        ('{"height": 4, "width": 4, "gap": 0, "labels": [0], "counts": []}', "tells wrongly"),
        (
            '{"height": 4, "width": 4, "gap": 0, "labels": [0], "counts": [2, 2]}',
            "no readable grid",
        ),
        ('{"height": 1, "width": 1, "gap": 0, "labels": [0], "counts": [99999]}', "99,999 x 1"),
    ],
)
def test_grids_that_tell_nonsense_are_refused(tmp_path: Path, words: str, said: str) -> None:
    text = PngInfo()
    text.add_text(GRID_KEY, words)
    Image.new("L", (8, 4)).save(tmp_path / "grid.png", pnginfo=text)
    assert said in _refusal(tmp_path / "grid.png")


# ---------------------------------------------------------------- hostile and damaged


class _Bomb:
    """Makes a folder when it is unpickled by a careless reader."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (self._path,)


def _rewrite(
    path: Path, change: Callable[[bytes], bytes], method: int = zipfile.ZIP_STORED
) -> None:
    """Change the pickle inside a file of torch.save."""
    with zipfile.ZipFile(path) as archive:
        entries = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, change(content) if name.endswith("/data.pkl") else content)


def test_a_hostile_pickle_is_refused_and_not_run(tmp_path: Path) -> None:
    target = tmp_path / "was-run"
    torch.save([_Bomb(target), LABELS], tmp_path / "data.pt")
    said = _refusal(tmp_path / "data.pt")
    assert "asks to run posix.mkdir" in said and "Nothing in it was run" in said
    (tmp_path / "data.pt").write_bytes(pickle.dumps([_Bomb(target), LABELS]))
    assert "is not a file that torch.save wrote" in _refusal(tmp_path / "data.pt")
    torch.save([_images(), LABELS], tmp_path / "data.pt", _use_new_zipfile_serialization=False)
    assert "PyTorch 1.6 or later" in _refusal(tmp_path / "data.pt")
    torch.save({}, tmp_path / "data.pt")
    hidden = pickle.dumps(_Bomb(target), protocol=4)
    _rewrite(tmp_path / "data.pt", lambda _: hidden)
    assert "asks to run a name that it hides" in _refusal(tmp_path / "data.pt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.pt"]


def test_a_storage_that_claims_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.pt"
    torch.save([_images(), LABELS], path)
    numel, shape = b"M" + struct.pack("<H", 384), b"K\x06K\x01K\x08K\x08"

    def lie(raw: bytes) -> bytes:
        assert raw.count(numel) == 1 and raw.count(shape) == 1
        # as if the file held the memory that lies behind it
        raw = raw.replace(numel, b"J" + struct.pack("<i", 2**31 - 1))
        return raw.replace(shape, b"K\xff" + shape[2:])

    _rewrite(path, lie)
    assert "is damaged" in _refusal(path)


def test_compressed_and_oversized_archives_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.pt"
    torch.save([torch.zeros(6, 1, 512, 512), LABELS], path)
    _rewrite(path, bytes, zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 100_000
    assert "is compressed" in _refusal(path)
    monkeypatch.setattr(set_files, "MAX_FILE_BYTES", 1 << 20)
    assert "unpacks to 6," in _refusal(path)
    torch.save([torch.zeros(6, 1, 512, 512), LABELS], path)
    assert "a set may have 1,048,576 at most" in _refusal(path)
    monkeypatch.undo()
    monkeypatch.setattr(set_checks, "MAX_NUMBERS", 1000)
    assert "claims 1,572,864 numbers; allowed are 1,000" in _refusal(path)
    monkeypatch.setattr(set_files, "MAX_PICKLE_BYTES", 10)
    assert "more objects than a set has" in _refusal(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("other", "x")
    assert "none that torch.save wrote" in _refusal(path)
    path.write_bytes(b"")
    assert "is empty" in _refusal(path)


def test_whatever_is_cut_off_or_changed_the_answer_is_a_set_or_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "set.pt"
    torch.save({"images": _images(), "labels": LABELS}, path)
    whole = path.read_bytes()
    rng = np.random.default_rng(0)
    for cut in rng.integers(1, len(whole), 30).tolist():
        path.write_bytes(whole[:cut])
        assert _refusal(path)
    for _ in range(150):
        changed = bytearray(whole)
        changed[int(rng.integers(len(whole)))] ^= 1 << int(rng.integers(8))
        path.write_bytes(changed)
        with contextlib.suppress(EngineError):
            assert isinstance(read_set(path), ImportedSet)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["set.pt"]


def test_npz_that_lies_or_holds_objects_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set.npz"
    objects = np.array([_Bomb(tmp_path / "was-run")], dtype=object)
    np.savez(path, labels=objects)
    assert "holds pickled objects in labels.npy" in _refusal(path)
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        head, {"descr": "<f4", "fortran_order": False, "shape": (10**12,)}
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("labels.npy", head.getvalue())
    assert "claims 4,000,000,000," in _refusal(path)
    path.write_bytes(b"PK")
    assert "is damaged" in _refusal(path)
    np.savez(path, other=np.zeros(3))
    assert "is not a stored set" in _refusal(path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["set.npz"]


def test_damaged_safetensors_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "set.safetensors"
    save_file({"images": _images(), "labels": LABELS}, path)
    whole = path.read_bytes()
    for content in (whole[:-4], whole[:20], b"\xff" * 16):
        path.write_bytes(content)
        assert "is damaged" in _refusal(path)
