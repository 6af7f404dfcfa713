"""Themes: readable contrasts, series for colour-blind eyes, icons in the right ink, one style sheet."""

import re
from dataclasses import fields
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.studies.svg_plot import ON_PAPER
from ftd_gui.plots.compared_plots import COMPARED_ACCURACY, RUN_LOOKS
from ftd_gui.plots.loss_difference_plot import LOSS_DIFFERENCE
from ftd_gui.plots.pixel_histogram import PIXEL_HISTOGRAM
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.plots.run_plots import (
    ACCURACY,
    MATCHING_LOSS,
    SYN_LR,
    TEACHER_ACCURACY,
    TEACHER_LOSS,
)
from ftd_gui.theme import (
    DARK,
    HIGH_CONTRAST,
    LIGHT,
    THEMES,
    Theme,
    _mixed,
    application_icon,
    apply_theme,
    caption_font,
    number_font,
    style_sheet,
    system_theme,
    themed_icon,
    title_font,
)
from ftd_gui.views.mosaic_names import name_ink
from ftd_gui.views.run_words import STATE_SYMBOLS, STATE_WORDS
from ftd_gui.views.selected_ink import row_ink
from ftd_gui.views.state_badge import STATE_ICONS, state_colour
from ftd_gui.views.study_result import plot_colours
from ftd_gui.views.value_table import FULL_SHADE

ALL = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
SPECS = (MATCHING_LOSS, SYN_LR, ACCURACY, TEACHER_ACCURACY, TEACHER_LOSS, LOSS_DIFFERENCE)


def luminance(colour: str) -> float:
    parts = [value / 255 for value in QColor(colour).getRgb()[:3]]  # pyright: ignore[reportOptionalSubscript, reportOptionalOperand, reportGeneralTypeIssues, reportIndexIssue]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ground_of(theme: Theme, look: str) -> str:
    """Ground that the style sheet gives to a rule, such as the tint of a card about a failure."""
    (ground,) = re.findall(
        re.escape(look) + r" \{ background: (#\w{6})", style_sheet(theme, 10), re.DOTALL
    )
    return ground


@ALL
def test_text_can_be_read(theme: Theme) -> None:
    least = 7.0 if theme is HIGH_CONTRAST else 4.5
    hover = ground_of(theme, "QMenuBar::item:selected")
    for ground in (theme.window, theme.card, theme.selection, hover):
        assert contrast(theme.text, ground) > 7
        assert contrast(theme.text_soft, ground) > least
    for ink in (theme.failed, theme.decision, theme.accent):
        assert contrast(ink, theme.card) > least and contrast(ink, theme.window) > least
    for look in ("failed_card", "decision_card"):
        tint = ground_of(theme, f'QFrame[look="{look}"]')
        assert contrast(theme.text, tint) > 7
    assert contrast(theme.accent_text, theme.accent) > least
    # the right axis of a plot is written in the teachers' colour
    assert contrast(theme.teacher, theme.card) > least
    assert contrast(name_ink(theme).name(), theme.mosaic_ground) > 4.5


@ALL
def test_words_of_a_selected_row_can_be_read(theme: Theme) -> None:
    """Of runs, of the queue, of classes with too few images, of tables and lists: all inks that are drawn there."""
    least = 7.0 if theme is HIGH_CONTRAST else 4.5
    drawn = {state_colour(state, theme) for state in STATE_ICONS}
    drawn |= {theme.text, theme.text_soft, theme.failed}
    for colour in drawn:
        assert contrast(row_ink(colour, theme, is_selected=True), theme.selection) > least
        # the sign tells the state in its own colour: a drawing, of which 3:1 is asked
        assert contrast(colour, theme.selection) > 3
        assert row_ink(colour, theme, is_selected=False) == colour
        assert contrast(colour, theme.card) > least
    # a value of a table has its shade instead, at its strongest
    assert contrast(theme.text, _mixed(theme.accent, theme.card, FULL_SHADE)) > least
    (ink,) = re.findall(
        r"QTabBar::tab:selected:focus \{ color: (#\w{6}); background: " + theme.selection,
        style_sheet(theme, 10),
    )
    assert contrast(ink, theme.selection) > least


@ALL
def test_curves_stand_out_from_their_ground(theme: Theme) -> None:
    least = 7.0 if theme is HIGH_CONTRAST else 3.0
    for name in ("raw", "ema", "teacher", "random_real", "evaluation", "distillation", "syn_lr"):
        assert contrast(getattr(theme, name), theme.card) > least, name
    for name in ("channel_red", "channel_green", "channel_blue"):
        assert contrast(getattr(theme, name), theme.card) > max(least, 4.5), name


VISIONS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What eyes without one kind of cone see, on linear RGB: Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, severity 1."""

RGB_TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
TOLD_APART = 18.0
"""Least distance in CIELAB of two series in one plot; about 2 is the least that is seen side by side,
lines are thin and apart."""


def seen(colour: str, vision: str) -> np.ndarray:
    """CIELAB (D65) of what an eye sees of a colour."""
    srgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = RGB_TO_XYZ @ np.clip(np.array(VISIONS[vision]) @ linear, 0, 1)
    share = xyz / RGB_TO_XYZ.sum(axis=1)
    f = np.where(share > (6 / 29) ** 3, np.cbrt(share), share * 841 / 108 + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@ALL
@pytest.mark.parametrize("vision", VISIONS)
def test_series_of_one_plot_are_told_apart_by_any_eye(theme: Theme, vision: str) -> None:
    for spec in (*SPECS, COMPARED_ACCURACY, PIXEL_HISTOGRAM):
        names = sorted({look.colour for look in spec.lines.values()})
        for one, other in combinations(names, 2):
            apart = seen(getattr(theme, one), vision) - seen(getattr(theme, other), vision)
            assert np.linalg.norm(apart) > TOLD_APART, f"{spec.title}: {one} and {other}"


@ALL
def test_series_of_studies_are_seen_and_told_apart(theme: Theme) -> None:
    colours = plot_colours(theme)
    least = 7.0 if theme is HIGH_CONTRAST else 3.0
    assert all(contrast(each, theme.card) >= least for each in colours.series)
    # most plots have two to four series; the seventh and eighth are rare
    for many, apart in ((4, TOLD_APART), (6, 14.0), (8, 10.0)):
        for one, other in combinations(colours.series[:many], 2):
            for vision in VISIONS:
                assert np.linalg.norm(seen(one, vision) - seen(other, vision)) > apart
    # the same series has the hue that it has in the report
    for ours, printed in zip(colours.series, ON_PAPER.series, strict=True):
        hues = [QColor(each).hsvHueF() for each in (ours, printed)]
        apart = abs(hues[0] - hues[1])
        assert min(apart, 1 - apart) < 0.08


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.title)
def test_no_line_is_told_by_colour_alone(spec: PlotSpec) -> None:
    shapes = [
        (look.style, look.symbol, look.is_faint, look.is_point, look.width_px, look.mean_of)
        for look in spec.lines.values()
    ]
    assert len(set(shapes)) == len(shapes)
    assert len({(look.style, look.symbol) for look in RUN_LOOKS}) == len(RUN_LOOKS)


def test_no_state_is_told_by_colour_alone() -> None:
    assert len(set(STATE_SYMBOLS.values())) == len(STATE_SYMBOLS) == len(set(STATE_WORDS.values()))


@ALL
def test_all_colours_are_written_alike(theme: Theme) -> None:
    for field in fields(theme):
        if field.name != "name":
            assert len(getattr(theme, field.name)) == 7


@ALL
def test_style_sheet_has_no_holes(theme: Theme) -> None:
    sheet = style_sheet(theme, 10)
    assert "$" not in sheet and sheet.count("{") == sheet.count("}")


@ALL
def test_a_theme_is_put_on(qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.window
    assert qapp.style().objectName().lower() in ("fusion", "")
    apply_theme(qapp, LIGHT)
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("qapp")
@ALL
def test_an_open_list_of_choices_shows_all_of_them(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    """With a popup in the manner of a menu, the last of three was cut, two pixels being missing."""
    apply_theme(qapp, theme)
    room = QWidget()
    qtbot.addWidget(room)
    box = QComboBox(room)
    box.addItems(["As stored", "of the set", "of each image"])
    room.resize(300, 200)
    room.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    try:
        assert view.verticalScrollBar().maximum() == 0
        last = view.visualRect(view.model().index(2, 0))
        assert view.viewport().rect().contains(last)
        # and below the box, so that what stands in it stays in sight
        assert view.window().y() >= room.mapToGlobal(box.geometry().bottomLeft()).y()
    finally:
        box.hidePopup()
        qapp.setStyleSheet("")


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
