"""Themes: readable contrasts, icons in the right ink, one style sheet without holes."""

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from ftd_gui.theme import (
    DARK,
    LIGHT,
    Theme,
    application_icon,
    apply_theme,
    caption_font,
    number_font,
    style_sheet,
    system_theme,
    themed_icon,
    title_font,
)

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def luminance(colour: str) -> float:
    parts = [value / 255 for value in QColor(colour).getRgb()[:3]]  # pyright: ignore[reportOptionalSubscript, reportOptionalOperand, reportGeneralTypeIssues, reportIndexIssue]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@BOTH
def test_text_can_be_read(theme: Theme) -> None:
    for ground in (theme.window, theme.card, theme.selection):
        assert contrast(theme.text, ground) > 7
        assert contrast(theme.text_soft, ground) > 4.5
    for ink in (theme.failed, theme.decision, theme.accent):
        assert contrast(ink, theme.card) > 4.5
    assert contrast(theme.accent_text, theme.accent) > 4.5


@BOTH
def test_curves_stand_out_from_their_ground(theme: Theme) -> None:
    for name in ("raw", "ema", "teacher", "random_real", "evaluation", "distillation", "syn_lr"):
        assert contrast(getattr(theme, name), theme.card) > 2.9, name


@BOTH
def test_all_colours_are_written_alike(theme: Theme) -> None:
    for field in fields(theme):
        if field.name != "name":
            assert len(getattr(theme, field.name)) == 7


@BOTH
def test_style_sheet_has_no_holes(theme: Theme) -> None:
    sheet = style_sheet(theme, 10)
    assert "$" not in sheet and sheet.count("{") == sheet.count("}")


@BOTH
def test_a_theme_is_put_on(qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.window
    assert qapp.style().objectName().lower() in ("fusion", "")
    apply_theme(qapp, LIGHT)
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("qapp")
def test_icons_take_the_ink_of_the_theme() -> None:
    image = themed_icon("stop", DARK, "#ff0000").pixmap(32, 32).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {"#ff0000"}
    pale = themed_icon("stop", DARK).pixmap(32, 32, QIcon.Mode.Disabled).toImage()
    assert pale != themed_icon("stop", DARK).pixmap(32, 32).toImage()
    with pytest.raises(FileNotFoundError):
        themed_icon("no such icon", DARK)
    assert not application_icon().isNull()


def test_there_are_three_sizes(qapp: QApplication) -> None:
    base = qapp.font()
    assert caption_font(base).pointSizeF() == base.pointSizeF() - 1
    assert title_font(base).pointSizeF() == base.pointSizeF() + 3
    assert number_font(base).pointSizeF() == base.pointSizeF()


def test_the_system_may_ask_for_dark(qapp: QApplication) -> None:
    expected = DARK if qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    assert system_theme(qapp) is expected
