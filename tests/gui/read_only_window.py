"""The window on a workspace that is mounted read-only; started by `test_read_only_mount.py` in a namespace.

    python -m tests.gui.read_only_window WORKSPACE RUN POINTS ANSWER

Opens the run, says by a file READY beside the answer that it follows it, waits for so many points of the
matching loss, and writes down what it saw.
"""

import json
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from ftd_gui.application import make_application
from ftd_gui.main_window import MainWindow
from ftd_gui.settings import Settings

LOOK_EVERY_MS = 50


class Remembered(logging.Handler):
    """Keeps what is logged at warning level or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(record.getMessage())


def main() -> int:
    """Watch the run and return when it has told enough."""
    workspace, run, points, answer = (
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        int(sys.argv[3]),
        Path(sys.argv[4]),
    )
    log = Remembered()
    logging.getLogger().addHandler(log)
    app = make_application()
    window = MainWindow(workspace, Settings(answer.with_name("s.ini")))
    window.show()
    window.open_run(run)
    session = window.shown_session
    assert session is not None
    curve = session.store.curve("matching_loss")

    def look() -> None:
        if len(curve) and not (ready := answer.with_name("READY")).exists():
            ready.touch()
        if len(curve) < points:
            return
        timer.stop()
        told = {
            "points": len(curve),
            "is_read_only": session.is_read_only,
            "state": session.store.state,
            "stop": window.commands.stop.toolTip(),
            "exports": window.commands.export.isEnabled(),
            "listed": window.library.row_of(run) >= 0,
            "warnings": [*log.lines, *(x.text for x in session.store.log if x.level == "error")],
        }
        window.close_now()
        answer.write_text(json.dumps(told))
        app.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(LOOK_EVERY_MS)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
