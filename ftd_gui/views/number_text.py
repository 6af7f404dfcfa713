"""Numbers as they stand on screen: four significant digits, a real minus sign, thin spaces.

The decimal sign is that of the language. Files and commands never come by here: they have a point.
"""

import math
import re

from PySide6.QtCore import QLocale

THIN_SPACE = "\u202f"
"""The narrow space at which no line breaks: a number and its unit stay together."""
MINUS = "\u2212"
MISSING = "\u2013"
_SUPERSCRIPT = str.maketrans(
    "-0123456789", "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
)


def decimal_sign() -> str:
    """What stands before the decimal places in the language of the window."""
    return QLocale().decimalPoint()


def plain_number(text: str) -> str:
    """A number as it was typed, with the point that Python reads, whichever decimal sign was meant.

    Where the sign of another language may as well group thousands, as "1.000" does for a German
    reader, nobody can know which was meant: that is no number, and the answer is empty.
    """
    trimmed = text.strip().replace(MINUS, "-")
    is_grouped = re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", trimmed) is not None
    if trimmed.count(",") + trimmed.count(".") != 1:
        return trimmed
    return "" if is_grouped and decimal_sign() not in trimmed else trimmed.replace(",", ".")


def fixed_text(value: float, places: int) -> str:
    """A number with so many decimal places, such as "1 234.50"."""
    if not math.isfinite(value):
        return MISSING if math.isnan(value) else ("\u221e" if value > 0 else MINUS + "\u221e")
    text = f"{abs(value):,.{places}f}".replace(",", THIN_SPACE).replace(".", decimal_sign())
    # a rounded zero has no sign
    is_negative = value < 0 and any(digit in text for digit in "123456789")
    return (MINUS if is_negative else "") + text


def signed_text(value: float, places: int) -> str:
    """A difference with so many decimal places and its sign, such as "+1.2"; a rounded zero has none."""
    text = fixed_text(value, places)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789\u221e") else text


def spaced_text(text: str) -> str:
    """A sentence of the engine with thin spaces where it groups thousands by commas."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", THIN_SPACE, text)


def number_text(value: float, digits: int = 4) -> str:
    """A number with so many significant digits; very small and large ones as a power of ten."""
    if value == 0 or not math.isfinite(value):
        return fixed_text(value, 0)
    exponent = int(f"{abs(value):.{digits - 1}e}".partition("e")[2])
    if -4 <= exponent < 6:
        return fixed_text(value, max(0, digits - 1 - exponent))
    return f"{fixed_text(value / 10.0**exponent, digits - 1)}{THIN_SPACE}\u00d7{THIN_SPACE}{power_text(exponent)}"


def power_text(exponent: int) -> str:
    """A power of ten, such as 10⁻³."""
    return "10" + str(exponent).translate(_SUPERSCRIPT)


def count_text(value: float) -> str:
    """A count or a position, such as "12 500"; a broken one keeps its decimals."""
    return fixed_text(value, 0) if value == round(value) else number_text(value)


def duration_text(seconds: float) -> str:
    """A time span in the two units that matter, such as "3 min 20 s"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole}{THIN_SPACE}s"
    minutes, rest_s = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}{THIN_SPACE}min {rest_s}{THIN_SPACE}s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}{THIN_SPACE}h {minutes}{THIN_SPACE}min"


def spread_text(value: float, std: float) -> str:
    """A value with its spread to the same decimal place, such as "46.80 ± 0.31"."""
    if not (math.isfinite(value) and math.isfinite(std)):
        return number_text(value)
    if value and not 1e-3 <= abs(value) < 1e6:
        return f"{number_text(value)} \u00b1 {number_text(std, 2)}"
    exponent = math.floor(math.log10(abs(value))) if value else 0
    places = max(0, 3 - exponent)
    return f"{fixed_text(value, places)} \u00b1 {fixed_text(std, places)}"
