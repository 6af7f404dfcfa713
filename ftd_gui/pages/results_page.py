"""The page that shows what the final evaluation measured: accuracies, classes, confusions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.runs.again_obstacle import learned_here
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import SPACE_PX, Theme
from ftd_gui.views.empty_state import EmptyState
from ftd_gui.views.result_tables import (
    ACCURACY_COLUMNS,
    ResultRow,
    accuracy_table,
    class_names,
    class_table,
    confusion_table,
    result_rows,
)
from ftd_gui.views.table_card import TableCard
from ftd_gui.words import marked, tr

RESULT_KINDS = frozenset(("accuracy_measured", "classes_counted", "data_loaded", "run_finished"))
MOST_ROWS_SEEN = 4
"""Of the first table; the others keep their room where there are more."""
_CELL_DIGITS = "100.0"
_PROTOCOL = ACCURACY_COLUMNS.index("Protocol")


class ResultsPage(QWidget):
    """Accuracy by architecture and series; for the chosen row the classes and their confusion matrix.

    Signals:
        save_requested(str, str, str, object): ask for a file and write it: title of the question,
            name and ending of the file, and what makes its bytes when called.
        import_requested(): the user wants to evaluate a set from elsewhere, from the empty state.
    """

    save_requested = Signal(str, str, str, object)
    import_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        self._rows: tuple[ResultRow, ...] = ()
        self.again_button = QPushButton()
        self.again_button.hide()
        self.accuracy = TableCard(
            marked("Test accuracy"),
            tr(
                "Fresh networks on real test images. The chosen row is the one that the tables below show."
            ),
            self.again_button,
        )
        self.classes = TableCard(marked("Classes"), "")
        self.values_box = QComboBox()
        self.confusion = TableCard(marked("Confusion matrix"), "", self.values_box)
        self.empty = EmptyState(tr("No run is open"), "", tr("Import a set…"))
        self.uncounted = EmptyState(tr("No classes are counted"), "", tr("Evaluate again…"))
        self._build()
        self.set_theme(theme)
        self.show_run(None)

    def _build(self) -> None:
        table = self.accuracy.view
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setProperty("look", "values")
        table.verticalHeader().hide()
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        for card in (self.accuracy, self.classes):
            header = card.view.horizontalHeader()
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setStretchLastSection(True)
        for card in (self.classes, self.confusion):
            card.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.confusion.view.setShowGrid(True)
        # its rows and columns are in one order, so that the diagonal is what was right
        self.confusion.view.setSortingEnabled(False)
        # a protocol is a paragraph: what does not fit stands in its tooltip, and in what is copied
        self.accuracy.caption.hide()
        width_px = self.fontMetrics().horizontalAdvance(_CELL_DIGITS) + 5 * SPACE_PX
        self.confusion.view.horizontalHeader().setDefaultSectionSize(width_px)
        self.confusion.view.verticalHeader().setMaximumWidth(30 * SPACE_PX)
        self.classes.view.verticalHeader().setMaximumWidth(30 * SPACE_PX)
        self.values_box.addItem(tr("Percent of the class"), False)
        self.values_box.addItem(tr("Counts"), True)
        self.values_box.setProperty("look", "small")
        self.values_box.setAccessibleName(tr("Values of the confusion matrix"))
        self.values_box.setToolTip(tr("Show shares of each class, or numbers of images."))
        self.values_box.currentIndexChanged.connect(self._show_classes)
        self.empty.acted.connect(self.import_requested)
        for card in (self.accuracy, self.classes, self.confusion):
            card.save_requested.connect(self.save_requested)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.setHandleWidth(2 * SPACE_PX)
        self.halves.addWidget(self.classes)
        self.halves.addWidget(self.confusion)
        self.halves.setStretchFactor(0, 2)
        self.halves.setStretchFactor(1, 3)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(*(2 * SPACE_PX,) * 4)
        column.setSpacing(2 * SPACE_PX)
        column.addWidget(self.accuracy)
        column.addWidget(self.halves, 1)
        column.addWidget(self.uncounted, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(body)
        self.setFocusProxy(table)

    # ------------------------------------------------ what is shown

    def show_run(self, session: RunSession | None) -> None:
        """Show the results of this run, or that there are none."""
        self._session = session
        self._rows = ()
        self.refresh(RESULT_KINDS)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read the store again where something came that is shown here."""
        if not kinds & RESULT_KINDS:
            return
        session = self._session
        rows = result_rows(session.store, session.experiment.network.kind) if session else ()
        self._stack.setCurrentIndex(int(bool(rows)))
        if not rows:
            self._say_why_empty()
            return
        if rows != self._rows:
            is_first = not self._rows
            self._rows = rows
            self.accuracy.show_content(accuracy_table(rows))
            self._fit_accuracy()
            if is_first:
                self._choose_reported()
        self._show_classes()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        for card in (self.accuracy, self.classes, self.confusion):
            card.set_theme(theme)

    def _say_why_empty(self) -> None:
        if self._session is None:
            title = tr("No run is open")
            sentence = tr("Open a run, or import a set of your own or a peer's to evaluate it.")
        elif self._session.store.imported is not None:
            title = tr("This run has curves only")
            sentence = tr(
                "It was imported from a TensorBoard log that tells no final accuracy. Its curves stand in "
                "Monitor and Compare."
            )
        elif self._session.store.is_live:
            title = tr("Nothing is measured yet")
            sentence = tr("The tables fill when the last phase has tested its first networks.")
        else:
            title = tr("This run has no results")
            sentence = tr(
                "It ended before its final evaluation. Resume it, or import its set to evaluate it."
            )
        self.empty.say(title, sentence)

    def _fit_accuracy(self) -> None:
        """As high as its rows, up to a few; a protocol takes the width that is left."""
        view = self.accuracy.view
        header = view.horizontalHeader()
        header.setSectionResizeMode(_PROTOCOL, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(_PROTOCOL, header.minimumSectionSize())
        rows = min(len(self._rows), MOST_ROWS_SEEN)
        head_px = header.sizeHint().height()
        edges_px = 2 * view.frameWidth()
        view.setFixedHeight(head_px + rows * view.verticalHeader().defaultSectionSize() + edges_px)

    def _choose_reported(self) -> None:
        """The figure that stands for the run: the average where one is kept, else the raw set."""
        names = [row.set_name for row in self._rows]
        place = names.index("ema") if "ema" in names else 0
        mean = ACCURACY_COLUMNS.index("Mean, %")
        table = self.accuracy.view.table
        self.accuracy.view.setCurrentIndex(table.index(table.order.index(place), mean))

    @property
    def chosen(self) -> ResultRow | None:
        """The row that the tables of classes show."""
        view = self.accuracy.view
        place = view.currentIndex().row()
        return self._rows[view.table.order[place]] if 0 <= place < len(self._rows) else None

    def _say_why_uncounted(self) -> None:
        """Why there is nothing below the accuracies, and what would bring it."""
        session = self._session
        if session is None:
            return
        title, can_be = tr("This run counts no classes"), False
        if session.store.imported is not None:
            sentence = tr("The log from which this run was imported counts no classes.")
        elif session.store.is_live:
            title = tr("No classes are counted yet")
            sentence = tr("They come with the figures of the final evaluation.")
        elif learned_here(session):
            can_be = True
            sentence = tr(
                "It was evaluated before classes were counted. Evaluate its set again to see the accuracy "
                "on each class and the confusions."
            )
        else:
            sentence = tr(
                "It was evaluated before classes were counted. Import its set anew to count them."
            )
        self.uncounted.say(title, sentence, has_button=can_be)

    def offer_again(self, action: QAction) -> None:
        """Let the sets of the run be evaluated again by this command of the window."""
        buttons = self.again_button, self.uncounted.button
        self.again_button.setText(action.text())
        self.again_button.setAccessibleName(action.text())
        self.again_button.show()

        def follow() -> None:
            for button in buttons:
                button.setEnabled(action.isEnabled())
                button.setToolTip(action.toolTip())

        action.changed.connect(follow)
        for button in buttons:
            button.clicked.connect(action.trigger)
        follow()

    # ------------------------------------------------ slots

    def _on_row_changed(self) -> None:
        self._show_classes()

    def _show_classes(self) -> None:
        row, session = self.chosen, self._session
        counted = row.counted if row else None
        is_counted = row is not None and counted is not None and session is not None
        self.halves.setVisible(is_counted)
        self.uncounted.setVisible(not is_counted)
        if row is None or counted is None or session is None:
            self._say_why_uncounted()
            return
        names = class_names(session.store, len(counted.class_means))
        self.classes.caption.setText(row.words)
        self.confusion.caption.setText(
            tr("{set}. Rows: the true class; columns: what it was taken for.").format(set=row.words)
        )
        self.classes.show_content(class_table(counted, names))
        as_counts = bool(self.values_box.currentData())
        self.confusion.show_content(confusion_table(counted, names, as_counts=as_counts))
