"""What stands over the pages when a run was paused, cut off or failed: what, what is kept, cure."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftd_engine.protocol import RunState
from ftd_engine.run_summary import RunSummary
from ftd_gui.runs.run_session import LOST_WORDS, READ_ONLY, RunSession
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.log_panel import open_folder
from ftd_gui.words import tr, tr_count


class OutcomeBanner(QWidget):
    """Card about a run that did not end well; hidden while there is nothing to say.

    Signals:
        resume_requested(object): go on with the run in this folder (`Path`).
        run_chosen(object): show the run in this folder (`Path`).
    """

    resume_requested = Signal(object)
    run_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        self._offered: RunSummary | None = None
        self._obstacle = ""
        self._theme = LIGHT
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4 * SPACE_PX, 3 * SPACE_PX, 4 * SPACE_PX, 2 * SPACE_PX)
        card = self._card = QFrame(self)
        row = QHBoxLayout(card)
        row.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        row.setSpacing(2 * SPACE_PX)
        self._icon = QLabel(card)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = QLabel(card)
        self.title.setProperty("look", "heading")
        self.text = QLabel(card)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(self.title)
        words.addWidget(self.text)
        self.resume_button = QPushButton(tr("Resume"), card)
        self.resume_button.setProperty("look", "primary")
        self.resume_button.clicked.connect(self._on_resume_clicked)
        self.show_button = QPushButton(tr("Show run"), card)
        self.show_button.setToolTip(tr("Open the run that this is about."))
        self.show_button.clicked.connect(self._on_show_clicked)
        self.dismiss_button = QPushButton(tr("Not now"), card)
        self.dismiss_button.setToolTip(tr("Take this away; the run stays in the list."))
        self.dismiss_button.clicked.connect(self._on_dismissed)
        self.log_button = QPushButton(tr("Open engine log"), card)
        self.log_button.clicked.connect(self._on_log_clicked)
        self.folder_button = QPushButton(tr("Open folder"), card)
        self.folder_button.setToolTip(tr("Show the files of the run."))
        self.folder_button.clicked.connect(self._on_folder_clicked)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for button in (
            *(self.resume_button, self.show_button, self.dismiss_button),
            *(self.log_button, self.folder_button),
        ):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addWidget(card)
        self.hide()

    def show_run(self, session: RunSession | None) -> None:
        """Show what became of this run, if that needs saying."""
        self._session = session
        self._offered = None
        self.refresh()

    def offer(self, run: RunSummary) -> None:
        """Where no run is shown: say how this one ended early, and offer to go on with it."""
        self._offered = run
        self.refresh()

    def set_blocked(self, obstacle: str) -> None:
        """No engine can be started, for this reason; empty where one can."""
        self._obstacle = obstacle
        self._show_obstacle()

    def set_theme(self, theme: Theme) -> None:
        """Recolour the sign."""
        self._theme = theme
        self._colour()

    def _colour(self) -> None:
        """Red for what failed, amber for what only waits to be decided."""
        state = self._session.store.state if self._session else "interrupted"
        is_broken = state in ("failed", "lost")
        colour = self._theme.failed if is_broken else self._theme.decision
        self._icon.setPixmap(themed_icon("problem", self._theme, colour).pixmap(20, 20))
        look = "failed_card" if is_broken else "decision_card"
        if self._card.property("look") != look:
            self._card.setProperty("look", look)
            # a style sheet reads a property only when it is polished anew
            self._card.style().unpolish(self._card)
            self._card.style().polish(self._card)

    def refresh(self) -> None:
        """Read the store again."""
        session = self._session
        self._colour()
        is_offer = session is None and self._offered is not None
        for button in (self.show_button, self.dismiss_button):
            button.setVisible(is_offer)
        for button in (self.log_button, self.folder_button):
            button.setVisible(not is_offer)
        if is_offer and self._offered is not None:
            self.title.setText(self._title(self._offered.name, self._offered.status.state))
            kept = tr("What it had computed up to its last checkpoint is kept.")
            self.text.setText(f"{engine_words(self._offered.status.message)} {kept}")
            self._show_obstacle()
            self.show()
            return
        if session is None or session.store.state not in ("interrupted", "failed", "lost"):
            self.hide()
            return
        self.title.setText(self._headline(session))
        self.text.setText(self._sentences(session))
        has_log = session.folder.engine_log_path.exists()
        self.log_button.setEnabled(has_log)
        self.log_button.setToolTip(
            tr("Read what the engine wrote until it ended.")
            if has_log
            else tr("The engine wrote no log.")
        )
        self._show_obstacle()
        self.show()

    def _show_obstacle(self) -> None:
        session = self._session
        can_resume = self._offered is not None or (session is not None and session.can_resume)
        self.resume_button.setEnabled(can_resume and not self._obstacle)
        is_read_only = session is not None and session.is_read_only
        why_not = tr(READ_ONLY) if is_read_only else self._obstacle
        self.resume_button.setToolTip(why_not or tr("Go on from the last checkpoint"))

    @staticmethod
    def _title(name: str, state: RunState) -> str:
        # a pause at the closing of the window was its user's wish: no word of an accident
        endings = {"interrupted": tr("“{name}” waits to go on"), "failed": tr("“{name}” failed")}
        return endings.get(state, tr("“{name}” was cut off")).format(name=name)

    def _headline(self, session: RunSession) -> str:
        name, state = session.experiment.name, session.store.state
        if state == "lost":
            return tr("The engine of “{name}” ended without a last word").format(name=name)
        return self._title(name, state)

    @staticmethod
    def _sentences(session: RunSession) -> str:
        store = session.store
        finished = store.finished
        happened = ""
        if finished:
            hint = engine_words(finished.hint)
            happened = f"{engine_words(finished.message)} {hint}".strip()
        if not happened and store.log and store.log[-1].level == "error":
            # the session has already told there what is kept and what to do
            return store.log[-1].text.removeprefix(tr(LOST_WORDS)).strip()
        kept = len(session.folder.snapshot_iterations())
        if kept:
            saved = tr_count(
                "{n} stored set of it can still be viewed and exported.",
                "{n} stored sets of it can still be viewed and exported.",
                kept,
            ).format(n=kept)
        else:
            saved = tr("No synthetic set was stored before that.")
        cure = "" if finished and finished.hint else tr("Resume goes on from the last checkpoint.")
        if session.is_read_only:
            cure = tr(READ_ONLY)
        return " ".join(part for part in (happened, saved, cure) if part)

    def _on_resume_clicked(self) -> None:
        self.resume_requested.emit(self._path)

    def _on_show_clicked(self) -> None:
        self.run_chosen.emit(self._path)

    def _on_dismissed(self) -> None:
        self._offered = None
        self.refresh()

    @property
    def _path(self) -> Path | None:
        if self._session is not None:
            return self._session.folder.path
        return self._offered.path if self._offered else None

    def _on_log_clicked(self) -> None:
        if self._session is not None:
            open_folder(self._session.folder.engine_log_path)

    def _on_folder_clicked(self) -> None:
        if self._session is not None:
            open_folder(self._session.folder.path)
