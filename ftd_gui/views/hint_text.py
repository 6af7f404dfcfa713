"""The words in an empty field that say what belongs there; slanted, so that nobody takes them for an entry."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

TextField = QLineEdit | QPlainTextEdit


class _HintLook(QObject):
    """Lets the letters of one field be slanted as long as it is empty.

    Colour alone tells hints from entries too little, and in high contrast both must be bright.
    """

    def __init__(self, field: TextField) -> None:
        super().__init__(field)
        self._field = field
        field.textChanged.connect(self.slant)

    def slant(self) -> None:
        """Give the letters the look of what stands in the field now."""
        field = self._field
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        font = field.font()
        if font.italic() == bool(text):
            font.setItalic(not text)
            field.setFont(font)


def say_hint(field: TextField, words: str) -> None:
    """Show these words in the field while it is empty; called again, others."""
    field.setPlaceholderText(words)
    look = field.findChild(_HintLook) or _HintLook(field)
    # some fields of Qt's own are emptied without a word
    look.slant()
