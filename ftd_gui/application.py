"""The program around the window: logs, mark of the session, locale, event loop. The only user of qasync."""

import argparse
import asyncio
import locale
import logging
import logging.handlers
import signal
import sys
import threading
from types import FrameType, TracebackType

# qasync takes whichever Qt binding it finds loaded, so PySide6 comes first
from PySide6.QtCore import QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

import qasync  # isort: skip  # pyright: ignore[reportMissingTypeStubs]  # it ships no types

from ftd_engine.program_versions import version_of
from ftd_engine.run_folder import default_workspace
from ftd_gui.garbage import keep_garbage_to_this_thread
from ftd_gui.language import use_language
from ftd_gui.last_session import CrashedSession, SessionMark, find_crashed
from ftd_gui.main_window import MainWindow
from ftd_gui.pages.crash_dialog import CrashDialog
from ftd_gui.paths import APP_NAME, log_folder, settings_path, window_log_path
from ftd_gui.settings import Settings
from ftd_gui.theme import application_icon
from ftd_gui.window_log import WindowLog
from ftd_gui.window_sequence import WindowSequence

LOG_BYTES = 1 << 20
LOG_FILES = 3

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_log = logging.getLogger(__name__)


def start_logging() -> WindowLog:
    """Send the program's log, Qt's messages and uncaught errors to a rotating file, and to a panel."""
    handler = logging.handlers.RotatingFileHandler(
        window_log_path(), maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    window_log = WindowLog()
    root.addHandler(window_log)
    qInstallMessageHandler(_on_qt_message)
    sys.excepthook = _on_uncaught
    threading.excepthook = _on_uncaught_in_thread
    return window_log


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    logging.getLogger("qt").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", text)


def _on_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _log.error("Uncaught error in the window.", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)


def _on_uncaught_in_thread(details: threading.ExceptHookArgs) -> None:
    if details.exc_value is not None:
        _on_uncaught(details.exc_type, details.exc_value, details.exc_traceback)


def make_application() -> QApplication:
    """The one QApplication, with names and icon, and with numbers read the same everywhere."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName("FTD Studio")
    app.setDesktopFileName(APP_NAME)
    app.setWindowIcon(application_icon())
    # the event loop below ends the program itself, when the window's runs are over
    app.setQuitOnLastWindowClosed(False)
    # Qt takes the user's locale for the C library too; "0.5" must stay a number there
    locale.setlocale(locale.LC_NUMERIC, "C")
    return app


def run_window(asked: argparse.Namespace) -> int:
    """Show the window and return when it is closed."""
    # looked for before this session writes to the same log
    crashed = find_crashed(log_folder(), window_log_path())
    mark = _mark_session()
    app = make_application()
    window_log = start_logging()
    settings = Settings(settings_path())
    if asked.theme:
        settings.theme_choice = asked.theme
    use_language(app, settings.language_choice)
    # remembered by its path, which must mean the same when it is opened from elsewhere
    workspace = (asked.workspace or default_workspace(settings.workspace)).absolute()
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    windows = WindowSequence(app, workspace, settings, window_log, loop.stop)

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        # once the loop runs: a window that closes before it begins would leave the loop without an end
        QTimer.singleShot(0, app, windows.close_now)

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    # Qt waits in C++, and Python's signal handlers only run between two callbacks of such a timer
    keep_garbage_to_this_thread(app)
    _log.info("The window is up.")
    window = windows.window
    if crashed is not None:
        _tell_of(crashed, window)
    if asked.run_folder:
        QTimer.singleShot(0, window, lambda: window.open_run(asked.run_folder.resolve()))
    elif asked.demo:
        QTimer.singleShot(0, window, window.start_demo)
    else:
        window.first_steps.greet()
    with loop:
        loop.run_forever()
    # reached without a closed window where the display itself went away
    windows.close_now()
    if mark is not None:
        mark.end()
    return 0


def _mark_session() -> SessionMark | None:
    """The mark of this session; None where its folder takes no file, which keeps no window shut."""
    try:
        return SessionMark(log_folder(), version_of("ftd-studio", ""))
    except OSError:
        return None


def _tell_of(crashed: CrashedSession, window: MainWindow) -> None:
    _log.info("A session before this one ended without a goodbye; it is told of.")
    dialog = CrashDialog(crashed, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
