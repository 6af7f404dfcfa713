"""What stands over the pages when a run was paused, cut off or failed: what, what is kept, cure."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.cut_point import CutPoint, cut_point
from ftd_engine.protocol import RunState
from ftd_engine.run_folder import RunFolder
from ftd_engine.run_summary import RunSummary
from ftd_gui.runs.run_session import LOST_WORDS, READ_ONLY, RunSession
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.log_panel import open_folder
from ftd_gui.views.number_text import count_text
from ftd_gui.views.run_words import clock_text
from ftd_gui.views.status_strip import PHASE_WORDS
from ftd_gui.words import tr, tr_count


class OutcomeBanner(QWidget):
    """Card about a run that did not end well; hidden while there is nothing to say.

    Signals:
        resume_requested(object): go on with the run in this folder (`Path`).
        run_chosen(object): show the run in this folder (`Path`).
        delete_requested(object): be rid of the run in this folder (`Path`).
    """

    resume_requested = Signal(object)
    run_chosen = Signal(object)
    delete_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        self._offered: RunSummary | None = None
        self._cut: CutPoint | None = None
        self._obstacle = ""
        self._is_placed_for_offer: bool | None = None
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
        self.delete_button = QPushButton(tr("Delete run"), card)
        self.delete_button.clicked.connect(self._on_delete_clicked)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(2 * SPACE_PX)
        row.addLayout(self._buttons)
        row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignVCenter)
        outer.addWidget(card)
        self.hide()

    def show_run(self, session: RunSession | None) -> None:
        """Show what became of this run, if that needs saying."""
        self._session = session
        self._offered = self._cut = None
        self.refresh()

    def offer(self, run: RunSummary) -> None:
        """Where no run is shown: say how this one ended early, and offer to go on with it."""
        self._offered, self._cut = run, None
        self.refresh()

    def forget(self, path: Path) -> None:
        """The run in this folder is gone."""
        if self._offered is not None and self._offered.path == path:
            self._on_dismissed()

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
        self._place_buttons(is_offer)
        if is_offer and self._offered is not None:
            self.title.setText(self._title(self._offered.name, self._offered.status.state))
            said = engine_words(self._offered.status.message), *self._ways_on()
            self.text.setText(" ".join(part for part in said if part))
            self._show_obstacle()
            self.show()
            return
        if session is None or session.store.state not in ("interrupted", "failed", "lost"):
            # where it goes on, the next end is another
            self._cut = None
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

    def _place_buttons(self, is_offer: bool) -> None:
        """Beside the short words of an offer one row; beside the many of a shown run two."""
        if is_offer == self._is_placed_for_offer:
            return
        self._is_placed_for_offer = is_offer
        offered = (self.resume_button, self.show_button, self.dismiss_button, self.delete_button)
        shown = (self.resume_button, self.log_button, self.delete_button, self.folder_button)
        columns = len(offered) if is_offer else 2
        for place, button in enumerate(offered if is_offer else shown):
            self._buttons.addWidget(button, place // columns, place % columns)
        for button in (self.show_button, self.dismiss_button):
            button.setVisible(is_offer)
        for button in (self.log_button, self.folder_button):
            button.setVisible(not is_offer)

    def _show_obstacle(self) -> None:
        session = self._session
        can_resume = self._offered is not None or (session is not None and session.can_resume)
        self.resume_button.setEnabled(can_resume and not self._obstacle)
        is_read_only = session is not None and session.is_read_only
        why_not = tr(READ_ONLY) if is_read_only else self._obstacle
        self.resume_button.setToolTip(why_not or tr("Go on from the last checkpoint"))
        self.delete_button.setEnabled(not is_read_only)
        # to the trash where there is one; else it is asked for first
        why = tr("The folder of this run can only be read") if is_read_only else ""
        self.delete_button.setToolTip(why or tr("Move the folder of this run to the trash"))

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

    def _ways_on(self) -> tuple[str, str, str]:
        """How far the run came, its newest checkpoint, and what Resume does; empty where unknown."""
        if self._cut is None:
            # asked once for each end: what is read must not be read at every event
            self._cut = cut_point(RunFolder(self._path)) if self._path else CutPoint()
        cut = self._cut
        resume = tr("Resume goes on from the last checkpoint.")
        came = kept = ""
        if not cut.total:
            # a run that fails at its beginning has come nowhere
            pass
        elif cut.phase == "distill":
            words = tr("It came to iteration {step} of {total}.")
            came = words.format(step=count_text(cut.step), total=count_text(cut.total))
        elif cut.phase is not None:
            words = tr("It came to step {step} of {total} of the phase {phase}.")
            came = words.format(
                step=count_text(cut.step),
                total=count_text(cut.total),
                phase=tr(PHASE_WORDS[cut.phase]),
            )
        if cut.checkpoint_step is not None:
            words = tr("The newest checkpoint is that of iteration {step}, written {clock}.")
            step, clock = count_text(cut.checkpoint_step), clock_text(cut.checkpoint_s)
            kept = words.format(step=step, clock=clock)
        elif cut.checkpoint_s:
            words = tr("The newest checkpoint was written {clock}.")
            kept = words.format(clock=clock_text(cut.checkpoint_s))
        elif cut.phase == "buffer":
            kept = tr("It has no checkpoint.")
            resume = tr("Resume goes on behind the teachers that are finished.")
        elif cut.phase is not None:
            kept = tr("It has no checkpoint.")
            resume = tr("Resume begins this phase again.")
        return came, kept, resume

    @property
    def _begins_again(self) -> bool:
        """True where Resume finds no checkpoint in the phase that was cut off."""
        cut = self._cut
        return cut is not None and cut.phase is not None and not cut.checkpoint_s

    def _sentences(self, session: RunSession) -> str:
        came, kept, resume = self._ways_on()
        store = session.store
        finished = store.finished
        happened = ""
        if finished:
            hint = engine_words(finished.hint)
            happened = f"{engine_words(finished.message)} {hint}".strip()
        if not happened and store.log and store.log[-1].level == "error":
            # the session has already told there what is kept and what to do
            told = store.log[-1].text.removeprefix(tr(LOST_WORDS)).strip()
            # where there is no checkpoint, the session has left open what Resume does
            begins = "" if session.is_read_only or not self._begins_again else resume
            return " ".join(part for part in (came, kept, begins, told) if part)
        num_sets = len(session.folder.snapshot_iterations())
        if num_sets:
            saved = tr_count(
                "{n} stored set of it can still be viewed and exported.",
                "{n} stored sets of it can still be viewed and exported.",
                num_sets,
            ).format(n=num_sets)
        else:
            saved = tr("No synthetic set was stored before that.")
        cure = "" if finished and finished.hint else resume
        if session.is_read_only:
            cure = tr(READ_ONLY)
        return " ".join(part for part in (happened, came, kept, saved, cure) if part)

    def _on_resume_clicked(self) -> None:
        self.resume_requested.emit(self._path)

    def _on_show_clicked(self) -> None:
        self.run_chosen.emit(self._path)

    def _on_delete_clicked(self) -> None:
        self.delete_requested.emit(self._path)

    def _on_dismissed(self) -> None:
        self._offered = self._cut = None
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
