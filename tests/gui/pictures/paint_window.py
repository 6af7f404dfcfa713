"""Paints every page of the window with a recorded run, for the reference pictures.

`python -m tests.gui.pictures.paint_window FOLDER --screen 1280x720` is a process of its own, because the size
and scale of a screen are settled when the application begins. `test_pictures.py` starts one for each screen and
compares; `python -m tests.gui.pictures` makes the references anew.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tests.gui.pictures.screens import THEMES, Screen

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QMainWindow

_FONT = Path(__file__).parent / "DejaVuSans.ttf"
_FONT_SIZE_PT = 10
_SETTLE_MS = 150
_LOOKS_AT_MOST = 100
"""Until two pictures in a row are the same: a busy machine is late with its layouts and plots."""
_GIB = 1 << 30
_MOMENT_S = 1_760_000_000


def paint(folder: Path, screen: Screen, themes: Sequence[str], scratch: Path) -> None:
    """Write one picture for each page and theme into the folder."""
    # Qt reads the environment when it is first imported
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtTest import QTest

    from ftd_gui.application import make_application
    from ftd_gui.main_window import MainWindow
    from ftd_gui.runs.device_reader import DeviceReading, DiskReading
    from ftd_gui.settings import Settings, ThemeChoice

    class SteadyMachine:
        """A machine that is always equally free."""

        def read(self) -> DeviceReading:
            disk = DiskReading("runs and teachers", 80 * _GIB, 100 * _GIB)
            return DeviceReading(12 * _GIB, 24 * _GIB, (disk,), ())

    app = make_application()
    # a font of our own: another machine has other ones
    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(_FONT)))[0]
    app.setFont(QFont(family, _FONT_SIZE_PT))
    run = _recorded_run(scratch / "runs")
    # this machine may have the real images or not, and be slow to read them
    window = MainWindow(
        *(scratch / "runs", Settings(scratch / "window.ini")),
        data_entry="tests.gui.pages.data_fakes:look_well",
    )
    window.inspector.device_panel.begin(SteadyMachine())
    window.show()
    window.resize(screen.width, screen.height)
    window.open_run(run)
    # the scratch folder has another name each time
    window.inspector.folder_label.set_whole_text(f"~/ftd-studio/runs/{run.name}")
    # what it says of this machine is another thing on every machine
    window.welcome_page.self_check.hide()
    _settle(window)
    # docks share their room by what stood in them at that time, which a busy machine may have been late
    # with: one pixel more or less
    window.frame.lay_out()
    # which gives the window its first size, too
    window.resize(screen.width, screen.height)
    for theme in themes:
        window.look.choose(cast("ThemeChoice", theme))
        for index in range(window.tabs.count()):
            window.tabs.setCurrentIndex(index)
            window.setFocus()
            picture = _settle(window)
            target = folder / f"{window.tabs.tabText(index).lower()}-{theme}-{screen}.png"
            if not picture.save(str(target)):
                sys.exit(f"{target} could not be written")
    window.close()
    QTest.qWait(0)


def _settle(window: "QMainWindow") -> "QImage":
    """Wait until the window looks the same for a while and asks nothing; the picture of it."""
    from PySide6.QtTest import QTest

    picture = window.grab().toImage()
    for _ in range(_LOOKS_AT_MOST):
        QTest.qWait(_SETTLE_MS)
        before, picture = picture, window.grab().toImage()
        if picture == before and not _waits(window):
            break
    return picture


def _waits(window: "QMainWindow") -> bool:
    """Whether a part of the window asks something of a process beside it, or will in a moment."""
    from PySide6.QtCore import QTimer

    from ftd_gui.runs.answer_job import AnswerJob

    timers, jobs = window.findChildren(QTimer), window.findChildren(AnswerJob)
    will_ask = any(timer.isSingleShot() and timer.isActive() for timer in timers)
    return will_ask or any(job.is_running for job in jobs)


def _recorded_run(workspace: Path) -> Path:
    """A finished run whose name and time are always the same."""
    from tests.fixtures.recorded_runs import done_records, write_run

    made = write_run(workspace, done_records(), "done").path
    run = workspace / "2025-10-09_085320_recorded"
    made.rename(run)
    for path in (run, *run.rglob("*")):
        os.utime(path, (_MOMENT_S, _MOMENT_S))
    return run


def main() -> None:
    """Paint what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--screen", type=Screen.of, required=True, help="such as 1280x720@2")
    parser.add_argument("--themes", default=",".join(THEMES))
    asked = parser.parse_args()
    screen: Screen = asked.screen
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        facts = {"name": "screen", "x": 0, "y": 0, "logicalDpi": 96, "dpr": 1}
        facts |= {"width": screen.width * screen.scale, "height": screen.height * screen.scale}
        (scratch / "screens.json").write_text(json.dumps({"screens": [facts]}))
        os.environ.update(
            QT_QPA_PLATFORM=f"offscreen:configfile={scratch / 'screens.json'}",
            QT_SCALE_FACTOR=str(screen.scale),
            TZ="UTC",
            LC_ALL="C.UTF-8",
            HOME=name,
            FTD_STUDIO_HOME=str(scratch / "home"),
            FTD_STUDIO_SHELF=str(scratch / "shelf"),
        )
        time.tzset()
        paint(asked.folder, screen, asked.themes.split(","), scratch)


if __name__ == "__main__":
    main()
