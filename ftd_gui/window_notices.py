"""Who hears of what happened: the corner of the window, the bell, and the system when it looks away."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from ftd_gui.actions import WindowActions
from ftd_gui.pages.notice_dialog import NoticeDialog
from ftd_gui.runs.notices import Notice, NoticeBoard
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_watch import RunWatch
from ftd_gui.runs.shortage_watch import Shortage, ShortageWatch
from ftd_gui.settings import Settings
from ftd_gui.theme import Theme
from ftd_gui.tray import Tray
from ftd_gui.views.log_panel import open_folder
from ftd_gui.views.notice_bell import NoticeBell
from ftd_gui.views.notice_words import (
    ended_notice,
    exported_notice,
    held_notice,
    queue_finished_notice,
    saved_notice,
    settings_notice,
    short_notice,
    silent_notice,
    skipped_notice,
)
from ftd_gui.views.toast import ToastCorner


def program_has_focus() -> bool:
    """True while the user is in a window of this program."""
    return QApplication.applicationState() == Qt.ApplicationState.ApplicationActive


class WindowNotices(QObject):
    """Turns facts into notices, and tells those that their user wants to hear.

    Signals:
        run_wanted(object): the run in this folder (`Path`) shall be shown.
        images_wanted(object): the sets of the run in this folder (`Path`) shall be shown.

    Args:
        has_focus: whether the user looks at the program now.
    """

    run_wanted = Signal(object)
    images_wanted = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        actions: WindowActions,
        runs: OpenRuns,
        queue: RunQueue,
        has_focus: Callable[[], bool] = program_has_focus,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._actions = actions
        self._has_focus = has_focus
        self.board = NoticeBoard(self)
        self.watch = RunWatch(runs, queue, self)
        self.shortages = ShortageWatch(runs, self)
        self.tray = Tray(window, settings, actions, runs)
        self.corner = ToastCorner(window)
        self.bell = NoticeBell(self.board, window)
        window.statusBar().addPermanentWidget(self.bell)
        self.watch.run_ended.connect(self._on_run_ended)
        self.watch.engine_silent.connect(self._on_engine_silent)
        self.watch.steps_skipped.connect(self._on_steps_skipped)
        self.shortages.ran_low.connect(self._on_ran_low)
        self.watch.queue_held.connect(self._on_queue_held)
        self.watch.queue_finished.connect(self._on_queue_finished)
        self.board.posted.connect(self._on_posted)
        self.corner.offer_taken.connect(self._on_offer_taken)
        self.bell.list.offer_taken.connect(self._on_offer_taken)
        self.bell.list.settings_wanted.connect(self._open_settings)
        actions.notices.triggered.connect(self.bell.open_list)
        actions.notice_settings.triggered.connect(self._open_settings)
        if settings.kept_copy is not None:
            # whoever lost pins and shortcuts hears of it, whatever else is wanted; once there is a window
            lost = settings_notice(settings.kept_copy)
            QTimer.singleShot(0, self, lambda: self.board.post(lost))

    def set_theme(self, theme: Theme) -> None:
        """Recolour the bell and the cards."""
        self.corner.set_theme(theme)
        self.bell.set_theme(theme)

    def tell(self, notice: Notice | None) -> None:
        """Tell this, where its kind is wanted."""
        if notice is not None and notice.kind not in self._settings.unwanted_notices():
            self.board.post(notice)

    def tell_exported(self, files: tuple[str, ...], total_bytes: int) -> None:
        """A set was written to these files."""
        self.tell(exported_notice(files, total_bytes))

    def tell_saved(self, path: Path) -> None:
        """A plot, a table or a picture was written."""
        self.tell(saved_notice(path))

    # ------------------------------------------------ facts

    def _on_run_ended(self, session: RunSession) -> None:
        self.tell(ended_notice(session))

    def _on_engine_silent(self, session: RunSession) -> None:
        self.tell(silent_notice(session))

    def _on_steps_skipped(self, session: RunSession) -> None:
        self.tell(skipped_notice(session))

    def _on_ran_low(self, shortage: Shortage) -> None:
        self.tell(short_notice(shortage))

    def _on_queue_held(self, because: str) -> None:
        self.tell(held_notice(because))

    def _on_queue_finished(self) -> None:
        self.tell(queue_finished_notice())

    # ------------------------------------------------ telling

    def _on_posted(self, notice: Notice) -> None:
        self.corner.show_notice(notice)
        if self._settings.has_sound:
            QApplication.beep()
        if (
            self._settings.tells_system
            and not self._has_focus()
            and not self.tray.tell(notice.words)
        ):
            # Qt's bindings cannot write the numbers that the desktops' message service asks for
            QApplication.alert(self._window)

    def _on_offer_taken(self, notice: Notice) -> None:
        if notice.offer == "update":
            self._actions.updates.trigger()
        if notice.path is None:
            return
        if notice.offer == "images":
            self.images_wanted.emit(notice.path)
        elif notice.offer == "run":
            self.run_wanted.emit(notice.path)
        else:
            open_folder(notice.path)

    def _open_settings(self) -> None:
        dialog = NoticeDialog(self._settings, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
