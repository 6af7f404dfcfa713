"""Every page looks as it did when somebody last looked at it: in each theme, at two sizes and at twice the scale."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.gui.pictures.screens import REFERENCES, SCREENS, Screen

_ALIKE = 8
"""Levels of 255 by which a pixel may differ: another build of the font renderer rounds otherwise."""
_MAY_DIFFER = 0.005
"""Share of the pixels that may differ by more."""


def _difference(painted: Path, reference: Path) -> str:
    """What is wrong with a picture; empty where it is as it was."""
    with Image.open(painted) as one, Image.open(reference) as other:
        if one.size != other.size:
            return f"{painted.name} is {one.size}, its reference {other.size}"
        first, second = (np.asarray(each.convert("RGB"), np.int16) for each in (one, other))
    share = float((np.abs(first - second).max(axis=2) > _ALIKE).mean())
    return f"{painted.name}: {share:.2%} of it differs" if share > _MAY_DIFFER else ""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems draw letters otherwise")
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_pages_look_as_they_did(screen: Screen, tmp_path: Path) -> None:
    painter = [sys.executable, "-m", "tests.gui.pictures.paint_window"]
    subprocess.run(
        [*painter, str(tmp_path), "--screen", str(screen)],
        check=True,
        capture_output=True,
        timeout=200,
    )
    painted = sorted(tmp_path.glob("*.png"))
    kept = {path.stem for path in REFERENCES.glob(f"*-{screen}.webp")}
    assert {path.stem for path in painted} == kept
    differences = [_difference(path, REFERENCES / f"{path.stem}.webp") for path in painted]
    assert not any(differences), (
        "\n".join(filter(None, differences))
        + f"\nThe new pictures lie in {tmp_path}. Where they are as they should be, make the references anew: "
        "python -m tests.gui.pictures"
    )


def test_a_changed_picture_is_found(tmp_path: Path) -> None:
    reference = next(iter(sorted(REFERENCES.glob("*.webp"))))
    with Image.open(reference) as opened:
        picture = opened.convert("RGB")
    picture.paste((255, 0, 0), (0, 0, picture.width // 4, picture.height // 4))
    changed = tmp_path / "changed.png"
    picture.save(changed)
    assert "differs" in _difference(changed, reference)
    assert not _difference(reference, reference)
