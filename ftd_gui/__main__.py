"""Entry of the window, `ftd-studio`. The engine's process imports this file too: no Qt up here."""

import argparse
import gc
import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path


def parse_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(
        prog="ftd-studio", description="Desktop studio for dataset distillation."
    )
    parser.add_argument("run_folder", nargs="?", type=Path, help="open this run")
    parser.add_argument("--demo", action="store_true", help="start the demo at once")
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="where runs lie")
    parser.add_argument("--theme", choices=("light", "dark", "contrast", "system"), help="colours")
    return parser.parse_args(arguments)


def unusable_qt(pyside_version: tuple[int, int], python_version: tuple[int, int]) -> str:
    """Why this pair of PySide6 and Python cannot be used, empty where it can."""
    if pyside_version >= (6, 12) and python_version < (3, 12):
        found = f"PySide6 {pyside_version[0]}.{pyside_version[1]}"
        python = f"Python {python_version[0]}.{python_version[1]}"
        return (
            f"{found} makes {python} abort after a while. Use PySide6 6.8 to 6.10, "
            "or Python 3.12 or newer. See the README for the install command."
        )
    return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window and return when it is closed."""
    multiprocessing.freeze_support()
    asked = parse_arguments(arguments)
    # modules and widgets stay: looking for garbage while they come to be only delays the window,
    # whose own thread collects it later (`garbage.py`)
    gc.disable()
    # spawned engines come by here as well, and none of this may burden them
    import PySide6

    reason = unusable_qt(
        (PySide6.__version_info__[0], PySide6.__version_info__[1]), sys.version_info[:2]
    )
    if reason:
        sys.stderr.write(reason + "\n")
        return 2
    from ftd_engine.user_folders import private_files
    from ftd_gui.application import run_window

    with private_files():
        return run_window(asked)


if __name__ == "__main__":
    sys.exit(main())
