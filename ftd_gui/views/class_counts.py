"""The classes of a data set with a bar of how many images each has; choosing one filters by it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ftd_gui.theme import LIGHT, SPACE_PX, Theme, number_font
from ftd_gui.views.number_text import count_text
from ftd_gui.views.selected_ink import row_ink
from ftd_gui.words import tr

ALL_CLASSES = -1
BAR_PX = 4
SHORT_SIGN = "!"
_COUNT = Qt.ItemDataRole.UserRole
_SHARE = Qt.ItemDataRole.UserRole + 1
_IS_SHORT = Qt.ItemDataRole.UserRole + 2

AnyIndex = QModelIndex | QPersistentModelIndex


class _Classes(QAbstractListModel):
    """A row for all classes, then one for each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._counts: tuple[int, ...] = ()
        self._needed = 0

    def show(self, names: Sequence[str], counts: Sequence[int], needed: int) -> None:
        """Show other classes."""
        self.beginResetModel()
        self._names, self._counts, self._needed = tuple(names), tuple(counts), needed
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() or not self._names else len(self._names) + 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row() - 1
        is_all = row < 0
        name = tr("All classes") if is_all else self._names[row]
        count = sum(self._counts) if is_all else self._counts[row]
        is_short = not is_all and count < self._needed
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == _COUNT:
            return count_text(count)
        if role == _SHARE:
            return 0.0 if is_all else count / max(1, *self._counts)
        if role == _IS_SHORT:
            return is_short
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = tr("{name}: {count} images").format(name=name, count=count_text(count))
            if is_short:
                words += tr(", fewer than the {needed} images per class to learn").format(
                    needed=count_text(self._needed)
                )
            return words
        return None


class _BarDelegate(QStyledItemDelegate):
    """Name and number on a line, the bar below them."""

    theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        height = option.fontMetrics.height() + BAR_PX + 3 * SPACE_PX  # pyright: ignore[reportAttributeAccessIssue]
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        theme = self.theme
        painter.save()
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(box, QColor(theme.selection))
        if state & QStyle.StateFlag.State_HasFocus and is_selected:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        room = box.adjusted(2 * SPACE_PX, SPACE_PX, -2 * SPACE_PX, -SPACE_PX)
        is_short = bool(index.data(_IS_SHORT))
        count = str(index.data(_COUNT))
        painter.setFont(number_font(option.font))  # pyright: ignore[reportAttributeAccessIssue]
        metrics = painter.fontMetrics()
        number = f"{SHORT_SIGN} {count}" if is_short else count
        width = metrics.horizontalAdvance(number)
        line = QRect(room.left(), room.top(), room.width(), metrics.height())
        colour = theme.failed if is_short else theme.text_soft
        painter.setPen(QColor(row_ink(colour, theme, is_selected=is_selected)))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, number)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))  # pyright: ignore[reportAttributeAccessIssue]
        name = metrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width() - width - 2 * SPACE_PX
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, name)
        share = float(index.data(_SHARE))
        groove = QRect(room.left(), room.bottom() - BAR_PX + 1, room.width(), BAR_PX)
        if index.row():
            painter.fillRect(groove, QColor(theme.hairline))
            bar = QRect(groove)
            bar.setWidth(round(share * groove.width()))
            painter.fillRect(bar, QColor(colour))
        painter.restore()


class ClassCounts(QListView):
    """Classes and their counts.

    Signals:
        class_chosen(int): the class to look at, or `ALL_CLASSES`.
    """

    class_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Classes(self)
        self._delegate = _BarDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Classes"))
        self.setAccessibleDescription(
            tr("How many images each class has; choosing a class shows only its images.")
        )
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_counts(self, names: Sequence[str], counts: Sequence[int], needed: int) -> None:
        """Show these classes; the chosen one stays chosen where its name is there still.

        Args:
            names: of the classes.
            counts: images of each.
            needed: images that a class should have; one with fewer is marked. 0 marks none.
        """
        kept = str(self.currentIndex().data()) if self.currentIndex().row() > 0 else ""
        row = 1 + list(names).index(kept) if kept in names else 0
        with QSignalBlocker(self.selectionModel()):
            self._model.show(names, counts, needed)
            self.setCurrentIndex(self._model.index(row, 0))

    @property
    def chosen(self) -> int:
        """Number of the chosen class, or `ALL_CLASSES`."""
        return max(self.currentIndex().row() - 1, ALL_CLASSES)

    def choose(self, class_index: int) -> None:
        """Choose a class, or all."""
        self.setCurrentIndex(self._model.index(class_index + 1, 0))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._delegate.theme = theme
        self.viewport().update()

    def _on_current_changed(self) -> None:
        self.class_chosen.emit(self.chosen)
