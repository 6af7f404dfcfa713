"""What stands over the pages when a run failed or its engine was lost: what, what is kept, cure."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.log_panel import open_folder


class OutcomeBanner(QWidget):
    """Card about a run that did not end well; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        self._theme = LIGHT
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4 * SPACE_PX, 3 * SPACE_PX, 4 * SPACE_PX, 2 * SPACE_PX)
        card = QFrame(self)
        card.setProperty("look", "failed_card")
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
        self.log_button = QPushButton("Open engine log", card)
        self.log_button.clicked.connect(self._on_log_clicked)
        self.folder_button = QPushButton("Open folder", card)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.log_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addWidget(card)
        self.hide()

    def show_run(self, session: RunSession | None) -> None:
        """Show what became of this run, if that needs saying."""
        self._session = session
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Recolour the sign."""
        self._theme = theme
        self._icon.setPixmap(themed_icon("problem", theme, theme.failed).pixmap(20, 20))

    def refresh(self) -> None:
        """Read the store again."""
        session = self._session
        if session is None or session.store.state not in ("failed", "lost"):
            self.hide()
            return
        self.title.setText(self._headline(session))
        self.text.setText(self._sentences(session))
        has_log = session.folder.engine_log_path.exists()
        self.log_button.setEnabled(has_log)
        self.log_button.setToolTip("" if has_log else "The engine wrote no log.")
        self.show()

    @staticmethod
    def _headline(session: RunSession) -> str:
        name = session.experiment.name
        if session.store.state == "lost":
            return f"The engine of “{name}” ended without a last word"
        return f"“{name}” failed"

    @staticmethod
    def _sentences(session: RunSession) -> str:
        store = session.store
        finished = store.finished
        happened = f"{finished.message} {finished.hint}".strip() if finished else ""
        if not happened and store.log and store.log[-1].level == "error":
            # the session has already told there what is kept and what to do
            return store.log[-1].text.removeprefix("The engine ended without a last word. ")
        kept = len(session.folder.snapshot_iterations())
        if kept:
            noun = "stored set" if kept == 1 else "stored sets"
            saved = f"{kept} {noun} of it can still be viewed and exported."
        else:
            saved = "No synthetic set was stored before that."
        cure = "" if finished and finished.hint else "Start a new run with the same settings."
        return " ".join(part for part in (happened, saved, cure) if part)

    def _on_log_clicked(self) -> None:
        if self._session is not None:
            open_folder(self._session.folder.engine_log_path)

    def _on_folder_clicked(self) -> None:
        if self._session is not None:
            open_folder(self._session.folder.path)
