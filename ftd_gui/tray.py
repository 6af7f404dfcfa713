"""An icon in the system's tray: how far the run is, the few wishes one has from afar, messages."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter
from PySide6.QtWidgets import QMainWindow, QMenu, QSystemTrayIcon

from ftd_gui.actions import WindowActions
from ftd_gui.pages.message_box import tell_problem
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_session import RunSession
from ftd_gui.settings import Settings
from ftd_gui.theme import application_icon
from ftd_gui.views.number_text import THIN_SPACE, duration_text
from ftd_gui.views.run_words import STATE_WORDS
from ftd_gui.views.status_strip import PHASE_WORDS, present_progress
from ftd_gui.words import tr

ICON_PX = 64
MESSAGE_MS = 10_000

_log = logging.getLogger(__name__)


class Tray(QObject):
    """The tray icon of one window; hidden unless its user wants it, or a message needs it.

    Args:
        make_icon: makes the icon; tests put one in its place that no desktop shows.
        is_available: whether the desktop has a tray now.
    """

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        actions: WindowActions,
        runs: OpenRuns,
        make_icon: Callable[[QObject], QSystemTrayIcon] = QSystemTrayIcon,
        is_available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._action = actions.tray
        self._runs = runs
        self._is_available = is_available
        self._shown_percent: int | None = None
        self.menu = QMenu(window)
        self.menu.addAction(tr("Show window"), self._on_show)
        self.menu.addSeparator()
        # of this room, not of the menu: what a menu makes goes with whoever asked for it last
        self.pause, self.stop = (
            QAction(tr("Pause"), self),
            QAction(tr("Stop after this step"), self),
        )
        self.pause.triggered.connect(self._on_pause)
        self.stop.triggered.connect(self._on_stop)
        self.menu.addActions([self.pause, self.stop])
        self.menu.addSeparator()
        self.menu.addAction(actions.quit)
        self.icon = make_icon(self)
        self.icon.setIcon(application_icon())
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self._on_show)
        actions.tray.setChecked(settings.wants_tray)
        actions.tray.toggled.connect(self._on_wanted)
        window.installEventFilter(self)
        if settings.wants_tray:
            if is_available():
                self.icon.show()
            else:
                _log.info("The desktop has no tray; the icon that was asked for is not shown.")
        self.tick()

    # ------------------------------------------------ what it shows

    def tick(self) -> None:
        """Follow the run under way; called twice a second."""
        live = self._runs.live_own_run
        self.pause.setEnabled(live is not None and live.store.state in ("running", "paused"))
        self.stop.setEnabled(live is not None and live.store.state != "stopping")
        is_paused = live is not None and live.store.state == "paused"
        self.pause.setText(tr("Resume") if is_paused else tr("Pause"))
        if not self.icon.isVisible():
            return
        self.icon.setToolTip(self._words(live))
        progress = present_progress(live) if live else None
        percent = round(100 * progress.fraction) if progress else None
        if percent != self._shown_percent:
            self._shown_percent = percent
            self.icon.setIcon(_icon_with(percent))

    @staticmethod
    def _words(live: RunSession | None) -> str:
        if live is None:
            return tr("FTD Studio: nothing runs")
        name, store = live.experiment.name, live.store
        progress = present_progress(live)
        if progress is None or store.phase is None:
            return tr("FTD Studio: “{name}” starts").format(name=name)
        parts = [
            f"{tr(PHASE_WORDS[store.phase])} {100 * progress.fraction:.0f}{THIN_SPACE}%",
            tr(STATE_WORDS[store.state]),
        ]
        if store.state == "running" and progress.time_left_s >= 0:
            parts[1] = tr("{time} left").format(time=duration_text(progress.time_left_s))
        return tr("FTD Studio: “{name}”").format(name=name) + "\n" + " · ".join(parts)

    def tell(self, words: str) -> bool:
        """Let the system say this; False where the desktop has no tray to say it from."""
        if not (self._is_available() and self.icon.supportsMessages()):
            return False
        # a hidden icon has no voice; one that is not wanted goes when the window is looked at
        self.icon.show()
        self.icon.showMessage("FTD Studio", words, application_icon(), MESSAGE_MS)
        return True

    def close(self) -> None:
        """Take the icon away with the window."""
        self.icon.hide()

    # ------------------------------------------------ wishes

    def _on_wanted(self, wanted: bool) -> None:
        if wanted and not self._is_available():
            self._action.setChecked(False)
            tell_problem(
                self._window,
                tr("This desktop has no system tray."),
                tr(
                    "The icon would not be seen. The status line of the window shows the progress, "
                    "and its bell what happened. Some desktops have a tray as an extension that can be "
                    "switched on."
                ),
            )
            return
        self._settings.wants_tray = wanted
        self.icon.setVisible(wanted)
        self.tick()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._on_show()

    def _on_show(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _on_pause(self) -> None:
        live = self._runs.live_own_run
        if live is not None:
            live.send("resume" if live.store.state == "paused" else "pause")

    def _on_stop(self) -> None:
        self._runs.end_own_run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An icon that only spoke goes when its window is looked at again."""
        if event.type() == QEvent.Type.WindowActivate and not self._settings.wants_tray:
            self.icon.hide()
        return super().eventFilter(watched, event)


def _icon_with(percent: int | None) -> QIcon:
    """The program's icon, with a bar below that is filled as far as the phase is."""
    if percent is None:
        return application_icon()
    pixmap = application_icon().pixmap(ICON_PX, ICON_PX)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, height = pixmap.width(), pixmap.height()
    groove = QRectF(0, 0.76 * height, width, 0.24 * height)
    painter.setPen(Qt.PenStyle.NoPen)
    # black and white are told apart on any panel
    painter.setBrush(QColor("#000000"))
    painter.drawRect(groove)
    inner = groove.adjusted(3, 3, -3, -3)
    inner.setWidth(inner.width() * percent / 100)
    painter.setBrush(QColor("#ffffff"))
    painter.drawRect(inner)
    painter.end()
    return QIcon(pixmap)
