"""The embedded subset of Fashion-MNIST: what its README says is so."""

import gzip
import hashlib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from ftd_engine.resource_files import demo_data_folder
from tests.house.checkout import ROOT

FULL_SET = Path("/usr/share/datasets/fashion-mnist")  # of Debian's dataset-fashion-mnist
SPLITS = {"train": 600, "t10k": 200}


@pytest.fixture(scope="module")
def drawing() -> ModuleType:
    """The script that drew the subset; it is no module of a package."""
    path = ROOT / "packaging" / "draw_demo_data.py"
    spec = importlib.util.spec_from_file_location("draw_demo_data", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("split", "per_class"), SPLITS.items())
def test_counts_and_balance(drawing: ModuleType, split: str, per_class: int) -> None:
    images = drawing.read_idx(demo_data_folder() / f"{split}-images-idx3-ubyte.gz")
    labels = drawing.read_idx(demo_data_folder() / f"{split}-labels-idx1-ubyte.gz")
    assert images.shape == (10 * per_class, 28, 28)
    assert np.bincount(labels, minlength=10).tolist() == [per_class] * 10


def test_no_image_is_in_both_splits(drawing: ModuleType) -> None:
    train, test = (
        {image.tobytes() for image in drawing.read_idx(path)}
        for path in sorted(demo_data_folder().glob("*-images-*"), reverse=True)
    )
    assert not train & test


def test_checksums_are_those_of_the_readme() -> None:
    readme = (demo_data_folder() / "README.md").read_text(encoding="utf-8")
    drawn = readme[readme.index("## How it was drawn") :]
    stated = dict(re.findall(r"\| `(\S+\.gz)` \| [\d,]+ bytes \| `([0-9a-f]{64})` \|", drawn))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in demo_data_folder().glob("*.gz")
    }
    assert stated == found


def test_the_licence_is_beside_the_data() -> None:
    assert "2017 Zalando SE" in (demo_data_folder() / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.skipif(not FULL_SET.is_dir(), reason="the full set is not installed")
def test_drawing_again_gives_the_same(drawing: ModuleType, tmp_path: Path) -> None:
    for path in drawing.draw_demo_data(FULL_SET, tmp_path):
        kept = (demo_data_folder() / path.name).read_bytes()
        # unpacked, as another zlib may pack it differently
        assert gzip.decompress(path.read_bytes()) == gzip.decompress(kept)


def test_a_truncated_file_is_refused(drawing: ModuleType, tmp_path: Path) -> None:
    content = gzip.decompress((demo_data_folder() / "t10k-labels-idx1-ubyte.gz").read_bytes())
    path = tmp_path / "labels.gz"
    path.write_bytes(gzip.compress(content[:-5]))
    with pytest.raises(ValueError, match="announces"):
        drawing.read_idx(path)
