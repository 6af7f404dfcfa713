"""A page of the manual as it is read: its colours, the width of its lines, its pictures."""

from string import Template
from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QImage,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ftd_gui.theme import LIGHT, SPACE_PX, Theme
from ftd_gui.words import tr

MAX_COLUMN_PX = 760
"""Longer lines are hard to read on."""
MARGIN_PX = 6 * SPACE_PX
MAX_MARKED = 400

_STYLE = Template("""
body { color: $text; }
h1 { font-size: ${title}pt; font-weight: 600; margin-top: 4px; margin-bottom: 12px; }
h2 { font-size: ${heading}pt; font-weight: 600; margin-top: 22px; margin-bottom: 6px; }
h3 { font-size: ${base}pt; font-weight: 600; margin-top: 18px; margin-bottom: 4px; }
p, li { line-height: 135%; }
p { margin-top: 6px; margin-bottom: 8px; }
.picture { line-height: 100%; }
li { margin-bottom: 3px; }
a { color: $accent; text-decoration: none; }
code { font-family: "$mono"; font-size: ${code}pt; }
pre { font-family: "$mono"; font-size: ${code}pt; margin-top: 2px; margin-bottom: 2px;
      line-height: 130%; }
.code { background-color: $window; }
blockquote { color: $soft; margin-left: 14px; margin-right: 14px; }
table { border-collapse: collapse; border: 1px solid $hairline; margin-top: 6px; margin-bottom: 12px; }
th { background-color: $window; padding: 5px 10px; text-align: left; font-weight: 600; }
td { padding: 5px 10px; border: 1px solid $hairline; }
""")


class ManualView(QTextBrowser):
    """Shows pages of the manual; links lead on, those to the network open elsewhere.

    Signals:
        page_shown(str): file name of the page that is shown now.
    """

    page_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._marked: tuple[str, ...] = ()
        self.setAccessibleName(tr("Page of the manual"))
        self.setAccessibleDescription(
            tr("Text of the manual. Tab goes from link to link, Return follows one.")
        )
        self.setOpenExternalLinks(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(MAX_COLUMN_PX + 2 * MARGIN_PX)
        self.document().setDocumentMargin(MARGIN_PX)
        # one that comes and goes changes the width of the column while a page is still being set
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.sourceChanged.connect(self._on_source_changed)

    @property
    def page(self) -> str:
        """File name of the page that is shown; empty before the first."""
        return self.source().fileName()

    def show_place(self, folder: str, place: str, marked: tuple[str, ...] = ()) -> None:
        """Go to a page, or to an anchor of it.

        Args:
            folder: where the pages lie.
            place: file name, and anchor after a #.
            marked: words to mark on it.
        """
        self._marked = marked
        url = QUrl.fromLocalFile(f"{folder}/{place.partition('#')[0]}")
        if anchor := place.partition("#")[2]:
            url.setFragment(anchor)
        self.setSource(url)
        # where the same place was shown already, nothing else would tell
        self._mark_words()
        if anchor:
            self.scrollToAnchor(anchor)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - MARGIN_PX // 2)

    def set_theme(self, theme: Theme) -> None:
        """Show the page in the colours of a theme, at the same place."""
        self._theme = theme
        self._style()
        self._show_anew()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures are made as wide as the column, at the pixels of the screen."""
        content = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return content
        picture = QImage()
        picture.loadFromData(content)
        ratio = self.devicePixelRatioF()
        room = round((self.lineWrapColumnOrWidth() - 2 * MARGIN_PX) * ratio)
        if picture.width() > room > 0:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(room, smooth)
        picture.setDevicePixelRatio(ratio)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = min(MAX_COLUMN_PX + 2 * MARGIN_PX, self.viewport().width())
        if width != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(width)
            self._show_anew()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._style()

    def _show_anew(self) -> None:
        """The same page again, for new colours or another width of its pictures."""
        if self.source().isEmpty():
            return
        bar, document = self.verticalScrollBar(), self.document()
        # asking for the size has the whole page laid out, of which the scroll bar may know a part only
        share = bar.value() / max(1.0, document.size().height())
        self.reload()
        self._mark_words()
        bar.setValue(round(share * document.size().height()))

    def _style(self) -> None:
        theme, base = self._theme, self.font().pointSizeF()
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self.document().setDefaultStyleSheet(
            _STYLE.substitute(
                text=theme.text,
                soft=theme.text_soft,
                accent=theme.accent,
                window=theme.window,
                hairline=theme.hairline,
                mono=mono,
                base=f"{base + 0.5:g}",
                code=f"{base - 0.5:g}",
                heading=f"{base + 2:g}",
                title=f"{base + 6:g}",
            )
        )

    def _mark_words(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.selection))
        for word in self._marked:
            cursor = self.document().find(word, QTextCursor(self.document()))
            while not cursor.isNull() and len(marks) < MAX_MARKED:
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, look  # pyright: ignore[reportAttributeAccessIssue]
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def _on_source_changed(self) -> None:
        self.page_shown.emit(self.page)
