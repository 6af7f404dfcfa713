"""A box for a number with decimal places that takes a point and a comma for the same."""

from PySide6.QtWidgets import QDoubleSpinBox

from ftd_gui.views.number_text import decimal_sign


class DecimalBox(QDoubleSpinBox):
    """Qt alone would leave the other sign out, and so make 25 of 2.5."""

    def validate(self, text: str, pos: int) -> object:
        """Whether it is a number, or may become one; the other decimal sign is put right."""
        return super().validate(_with_own_sign(text), pos)

    def valueFromText(self, text: str) -> float:
        """The number."""
        return super().valueFromText(_with_own_sign(text))


def _with_own_sign(text: str) -> str:
    return text.replace(".", decimal_sign()).replace(",", decimal_sign())
