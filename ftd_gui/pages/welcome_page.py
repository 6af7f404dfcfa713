"""The page that greets whoever has no run yet: three ways to begin, the machine, and the tour."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.launch import MACHINE_ENTRY
from ftd_gui.forms.field_editors import set_property
from ftd_gui.pages.self_check import SelfCheck
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.flow_layout import FlowLayout
from ftd_gui.words import tr

WIDEST_PX = 1040


class _Card(QFrame):
    """One way to begin: a sign, what it is, and its button."""

    def __init__(self, icon: str, title: str, text: str, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.setProperty("look", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE_PX, 4 * SPACE_PX, 4 * SPACE_PX, 4 * SPACE_PX)
        column.setSpacing(2 * SPACE_PX)
        self._icon = QLabel(self)
        heading = QLabel(title, self)
        heading.setProperty("look", "heading")
        heading.setWordWrap(True)
        words = QLabel(text, self)
        words.setProperty("look", "soft")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.button = QPushButton(action, self)
        self.button.setAccessibleDescription(text)
        column.addWidget(self._icon)
        column.addWidget(heading)
        column.addWidget(words, 1)
        self._buttons = FlowLayout(gap_px=2 * SPACE_PX, row_gap_px=SPACE_PX)
        self._buttons.addWidget(self.button)
        column.addLayout(self._buttons)

    def add_button(self, action: str) -> QPushButton:
        """Another way, beside the first."""
        button = QPushButton(action, self)
        self._buttons.addWidget(button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Recolour the sign."""
        self._icon.setPixmap(themed_icon(self.icon_name, theme, theme.accent).pixmap(20, 20))


class WelcomePage(QWidget):
    """Three cards, the self-check of the machine, and the way to the tour.

    Signals:
        demo_requested(): the user wants the demo, started at once.
        finished_requested(): the user wants to look at a demo that is finished already.
        new_requested(): the user wants to set up an experiment.
        open_requested(): the user wants to open the folder of a run.
        tour_requested(): the user wants to be shown around.
    """

    demo_requested = Signal()
    finished_requested = Signal()
    new_requested = Signal()
    open_requested = Signal()
    tour_requested = Signal()

    def __init__(
        self, workspace: Path, machine_entry: str = MACHINE_ENTRY, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        ground = QWidget(self)
        ground.setProperty("look", "ground")
        middle = QWidget(ground)
        middle.setMaximumWidth(WIDEST_PX)
        column = QVBoxLayout(middle)
        column.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        column.setSpacing(3 * SPACE_PX)
        title = QLabel(tr("Learn a few images that stand for a whole data set"), middle)
        title.setProperty("look", "title")
        title.setWordWrap(True)
        column.addWidget(title)
        cards = QHBoxLayout()
        cards.setSpacing(3 * SPACE_PX)
        self._cards = (
            _Card(
                "demo",
                tr("Try the demo"),
                tr(
                    "Teachers, distillation and test on real Fashion-MNIST images in about two "
                    "minutes. No download, no graphics card."
                ),
                tr("Start the demo"),
                middle,
            ),
            _Card(
                "new",
                tr("New experiment"),
                tr(
                    "Begin with a preset or set everything yourself. To use your own images, drop "
                    "their folder on this window."
                ),
                tr("Set up an experiment"),
                middle,
            ),
            _Card(
                "folder",
                tr("Open a run folder"),
                tr("Watch a run that goes on elsewhere, or look at one that is done."),
                tr("Open a run folder…"),
                middle,
            ),
        )
        demo, new, opened = self._cards
        self.demo_button, self.new_button, self.open_button = (
            *(demo.button, new.button),
            opened.button,
        )
        self.demo_button.setProperty("look", "primary")
        self.finished_button = demo.add_button(tr("See its result"))
        self.finished_button.setToolTip(
            tr("Open a finished run of the demo, which is copied into the workspace.")
        )
        for card in self._cards:
            cards.addWidget(card, 1)
        column.addLayout(cards)
        self.self_check = SelfCheck(workspace, machine_entry, middle)
        column.addWidget(self.self_check)
        tour = QHBoxLayout()
        tour.setSpacing(2 * SPACE_PX)
        self._tour_icon = QLabel(middle)
        self._tour_text = QLabel(middle)
        self._tour_text.setProperty("look", "soft")
        self._tour_text.setWordWrap(True)
        self.tour_button = QPushButton(tr("Take the tour"), middle)
        self.tour_button.setToolTip(tr("Five steps, from the settings to the exported set."))
        tour.addWidget(self._tour_icon)
        tour.addWidget(self._tour_text, 1)
        tour.addWidget(self.tour_button)
        column.addLayout(tour)
        column.addStretch(1)
        across = QHBoxLayout(ground)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(middle, 1000)
        across.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.demo_button.clicked.connect(self.demo_requested)
        self.finished_button.clicked.connect(self.finished_requested)
        self.new_button.clicked.connect(self.new_requested)
        self.open_button.clicked.connect(self.open_requested)
        self.tour_button.clicked.connect(self.tour_requested)
        self.setFocusProxy(self.demo_button)
        self.set_tour_seen(False)

    # ------------------------------------------------ the page's contract

    def show_run(self, session: RunSession | None) -> None:
        """No run matters to who begins."""

    def refresh(self, _kinds: frozenset[str]) -> None:
        """Events of a run change nothing here."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for card in self._cards:
            card.set_theme(theme)
        self.demo_button.setIcon(themed_icon("demo", theme, theme.accent_text))
        self.self_check.set_theme(theme)
        self._tour_icon.setPixmap(themed_icon("tour", theme, theme.text_soft).pixmap(16, 16))

    def set_blocked(self, obstacle: str) -> None:
        """No run can be started, for this reason; empty where one can."""
        self.demo_button.setEnabled(not obstacle)
        self.demo_button.setToolTip(obstacle or tr("Start the demo now, in a new run folder."))

    def set_tour_seen(self, is_seen: bool) -> None:
        """Whether the tour was taken before; then it is only offered in passing."""
        self._tour_text.setText(
            tr("The tour of five steps can be taken again here and from the Help menu.")
            if is_seen
            else tr("New here? Five steps show the way from the settings to the exported set.")
        )
        set_property(self.tour_button, "look", "link" if is_seen else "")
