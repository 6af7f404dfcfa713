"""Makes all reference pictures anew: `python -m tests.gui.pictures`. Look at them before they are kept."""

import subprocess
import sys

from tests.gui.pictures.screens import REFERENCES, SCREENS


def main() -> None:
    """Paint every screen into the folder of the references, from which old ones are taken."""
    for old in REFERENCES.glob("*.png"):
        old.unlink()
    for screen in SCREENS:
        painter = [sys.executable, "-m", "tests.gui.pictures.paint_window"]
        subprocess.run([*painter, str(REFERENCES), "--screen", str(screen)], check=True)


if __name__ == "__main__":
    main()
