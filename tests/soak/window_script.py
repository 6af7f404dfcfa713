"""A real window on a workspace, in a process that can be killed. Entered as a script.

`begin FILE` starts the experiment and goes on until it is killed. `resume` waits until the window offers
to go on with what was cut off, clicks on Resume, and ends with the run.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ftd_engine.experiment_file import load_experiment
from ftd_gui.garbage import keep_garbage_to_this_thread
from ftd_gui.main_window import MainWindow
from ftd_gui.settings import Settings

LONGEST_MS = 150_000


def main(workspace: str, wish: str, *files: str) -> int:
    """Show the window and do what is wished; 0 where it came to its end."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    settings = Settings(Path(tempfile.mkdtemp()) / "settings.ini")
    window = MainWindow(Path(workspace), settings)
    window.show()
    keep_garbage_to_this_thread(window)
    timer = QTimer(window)

    def look() -> None:
        if window.shown_session is None and window.banner.resume_button.isEnabled():
            if window.banner.isVisible():
                sys.stdout.write(window.banner.title.text() + "\n")
                window.banner.resume_button.click()
        elif window.shown_session is not None and window.shown_session.has_ended:
            app.exit(0 if window.shown_session.store.state == "done" else 4)

    if wish == "begin":
        experiment = load_experiment(Path(files[0]))
        QTimer.singleShot(0, window, lambda: window.runs.start(experiment))
    else:
        timer.timeout.connect(look)
        timer.start(50)
    QTimer.singleShot(LONGEST_MS, window, lambda: app.exit(5))
    status = app.exec()
    window.close_now()
    return status


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
