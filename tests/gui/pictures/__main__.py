"""Makes all reference pictures anew: `python -m tests.gui.pictures`. Look at them before they are kept."""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.gui.pictures.screens import REFERENCES, SCREENS


def main() -> None:
    """Paint every screen, and keep the pictures without loss at half the size of PNG."""
    REFERENCES.mkdir(exist_ok=True)
    for old in REFERENCES.iterdir():
        old.unlink()
    with tempfile.TemporaryDirectory() as scratch:
        for screen in SCREENS:
            painter = [sys.executable, "-m", "tests.gui.pictures.paint_window"]
            subprocess.run([*painter, scratch, "--screen", str(screen)], check=True)
        for path in sorted(Path(scratch).glob("*.png")):
            with Image.open(path) as picture:
                kept = REFERENCES / path.with_suffix(".webp").name
                picture.convert("RGB").save(kept, lossless=True, quality=100, method=4)


if __name__ == "__main__":
    main()
