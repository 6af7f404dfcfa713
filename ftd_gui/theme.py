"""Colours, spacing, icons and the style of the window: light, dark, high contrast."""

from dataclasses import dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ftd_engine.resource_files import icons_folder

SPACE_PX = 4
"""Grid unit; 2 units between related controls, 4 between groups, 6 at page edges."""


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours by meaning, as #rrggbb.

    Series that share a plot are told apart by eyes that lack one kind of cone, and by dash or marker
    besides; `tests/gui/test_theme.py` measures both.
    """

    name: Literal["light", "dark", "contrast"]
    window: str
    card: str
    hairline: str
    text: str
    text_soft: str
    accent: str
    accent_text: str
    selection: str
    failed: str
    decision: str
    mosaic_ground: str
    plot_grid: str
    raw: str
    ema: str
    teacher: str
    random_real: str
    evaluation: str
    distillation: str
    syn_lr: str
    channel_red: str
    channel_green: str
    channel_blue: str


LIGHT = Theme(
    name="light",
    window="#f4f5f7",
    card="#ffffff",
    hairline="#d9dde2",
    text="#1b1f24",
    text_soft="#59636e",
    accent="#1f5fbf",
    accent_text="#ffffff",
    selection="#dce8f8",
    failed="#b3261e",
    decision="#8a5700",
    mosaic_ground="#808080",
    plot_grid="#e6e9ed",
    raw="#2b62ae",
    ema="#e46e14",
    teacher="#757575",
    random_real="#008f54",
    evaluation="#825084",
    distillation="#1d98d2",
    syn_lr="#2b62ae",
    channel_red="#7a0006",
    channel_green="#0f6b3a",
    channel_blue="#0b6dd5",
)

DARK = Theme(
    name="dark",
    window="#16181b",
    card="#1e2125",
    hairline="#34393f",
    text="#e6e8ea",
    text_soft="#9aa4ae",
    accent="#6ea8fe",
    accent_text="#0c1420",
    selection="#24364f",
    failed="#ff7b72",
    decision="#e3b341",
    mosaic_ground="#6e6e6e",
    plot_grid="#2c3036",
    raw="#249df0",
    ema="#cb6f2f",
    teacher="#989898",
    random_real="#56daa0",
    evaluation="#b77fbc",
    distillation="#51c7fa",
    syn_lr="#249df0",
    channel_red="#eb7076",
    channel_green="#9de7b1",
    channel_blue="#77a9f8",
)

HIGH_CONTRAST = Theme(
    name="contrast",
    window="#000000",
    card="#000000",
    hairline="#9a9a9a",
    text="#ffffff",
    # what is quiet elsewhere is told by size and place alone here
    text_soft="#ffffff",
    accent="#66e0ff",
    accent_text="#000000",
    selection="#0055b3",
    failed="#ff8a8a",
    decision="#ffd23f",
    mosaic_ground="#9c9c9c",
    plot_grid="#4d4d4d",
    raw="#49b0f1",
    ema="#f08227",
    teacher="#c8c8c8",
    random_real="#32e699",
    evaluation="#c481b3",
    distillation="#4fc3ff",
    syn_lr="#49b0f1",
    channel_red="#f98b9b",
    channel_green="#a1e28d",
    channel_blue="#77a9f8",
)

THEMES: tuple[Theme, ...] = (LIGHT, DARK, HIGH_CONTRAST)

RADIUS_PX = 5
ICON_SIZES_PX = (16, 20, 32, 40)


def system_theme(app: QApplication) -> Theme:
    """The theme that the desktop asks for; light where it does not say."""
    hints = app.styleHints()
    # Qt knows of contrast from version 6.10 on
    if hasattr(hints, "accessibility"):
        wish = hints.accessibility().contrastPreference()
        if wish == Qt.ContrastPreference.HighContrast:
            return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give every widget the theme's colours: Fusion, one palette, one style sheet."""
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme, app.font().pointSizeF()))


def caption_font(font: QFont) -> QFont:
    """The smaller of the three sizes, for captions and units."""
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() - 1)
    return smaller


def title_font(font: QFont) -> QFont:
    """The larger of the three sizes, for page titles."""
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() + 3)
    larger.setWeight(QFont.Weight.DemiBold)
    return larger


def number_font(font: QFont) -> QFont:
    """The same font with figures of equal width, so that changing numbers stand still."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular


def themed_icon(name: str, theme: Theme, colour: str = "") -> QIcon:
    """A line icon in the theme's text colour, paler while its control is disabled.

    Args:
        name: file name in the icon folder without its ending.
        theme: whose text colour it takes.
        colour: another colour, such as `theme.accent_text` on the primary button.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    app = QApplication.instance()
    # every plot has the same tools: an icon is drawn once in the life of the program
    drawn: dict[tuple[str, str, str], QIcon] = vars(app).setdefault("themed_icons", {})
    key = (name, theme.name, colour)
    if key not in drawn:
        drawn[key] = _drawn_icon(name, theme, colour)
    return drawn[key]


def _drawn_icon(name: str, theme: Theme, colour: str) -> QIcon:
    drawing = (icons_folder() / f"{name}.svg").read_text(encoding="utf-8")
    icon = QIcon()
    for mode, ink in (
        (QIcon.Mode.Normal, colour or theme.text),
        (QIcon.Mode.Disabled, _mixed(theme.text_soft, theme.window, 0.45)),
    ):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))
        for size_px in ICON_SIZES_PX:
            pixmap = QPixmap(size_px, size_px)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            icon.addPixmap(pixmap, mode)
    return icon


def application_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(icons_folder() / "ftd-studio.svg"))


def _mixed(front: str, ground: str, share: float) -> str:
    """`front` laid over `ground` with this share, as #rrggbb."""
    above, below = QColor(front), QColor(ground)
    parts = (
        round(share * top + (1 - share) * bottom)
        for top, bottom in (
            (above.red(), below.red()),
            (above.green(), below.green()),
            (above.blue(), below.blue()),
        )
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    # what is only hinted at must not look entered, where quiet text is as bright as any other, too
    hint = _mixed(theme.text_soft, theme.card, 0.7 if theme.name == "contrast" else 1.0)
    for which, colour in (
        (role.Window, theme.window),
        (role.Base, theme.card),
        (role.AlternateBase, theme.window),
        (role.Button, theme.card),
        (role.ToolTipBase, theme.card),
        (role.WindowText, theme.text),
        (role.Text, theme.text),
        (role.ButtonText, theme.text),
        (role.ToolTipText, theme.text),
        (role.BrightText, theme.failed),
        (role.PlaceholderText, hint),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.accent_text),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Light, _mixed(theme.card, theme.text, 0.92)),
        (role.Midlight, theme.hairline),
        (role.Mid, theme.hairline),
        (role.Dark, _mixed(theme.text_soft, theme.window, 0.6)),
        (role.Shadow, "#000000"),
    ):
        palette.setColor(which, QColor(colour))
    faded = QColor(_mixed(theme.text_soft, theme.card, 0.55))
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, faded)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(theme.window))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.hairline))
    return palette


def style_sheet(theme: Theme, base_pt: float) -> str:
    """The one style sheet of the program.

    Widgets choose their look by the dynamic property "look" and say with "wrong" that what they
    hold is not allowed; nothing else in the program sets colours of widgets.
    """
    marks = icons_folder() / "marks"
    # without greys, what is pointed at or pressed needs a stronger ground, and every control its edge
    is_strong = theme.name == "contrast"
    hover = _mixed(theme.text, theme.window, 0.24 if is_strong else 0.07)
    pressed = _mixed(theme.text, theme.window, 0.30 if is_strong else 0.13)
    faded = _mixed(theme.text_soft, theme.window, 0.55)
    edge = _mixed(theme.text_soft, theme.card, 1.0 if is_strong else 0.42)
    accent_hover = _mixed(theme.accent, theme.text, 0.88)
    tint_failed = _mixed(theme.failed, theme.card, 0.09)
    tint_decision = _mixed(theme.decision, theme.card, 0.10)
    values = {
        "window": theme.window,
        "card": theme.card,
        "hairline": theme.hairline,
        "text": theme.text,
        "soft": theme.text_soft,
        "accent": theme.accent,
        "accent_text": theme.accent_text,
        "accent_hover": accent_hover,
        "selection": theme.selection,
        "failed": theme.failed,
        "decision": theme.decision,
        "tint_failed": tint_failed,
        "tint_decision": tint_decision,
        "hover": hover,
        "pressed": pressed,
        "faded": faded,
        "edge": edge,
        "checked_edge": edge if is_strong else "transparent",
        "radius": f"{RADIUS_PX}px",
        "caption": f"{base_pt - 1:g}pt",
        "base": f"{base_pt:g}pt",
        "title": f"{base_pt + 3:g}pt",
        "marks": marks.as_posix(),
        "kind": theme.name,
    }
    # style sheets are full of braces, so names are marked with $ instead
    return Template(_STYLE).substitute(values)


_STYLE = """
QToolTip { background: $card; color: $text; border: 1px solid $edge; padding: 6px; }
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $hairline; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }

QMenuBar { background: $window; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $card; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $faded; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QToolBar { background: $window; border: none; border-bottom: 1px solid $hairline;
           padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: $hairline; width: 1px; margin: 6px 4px; }
QToolButton { border: 1px solid transparent; border-radius: $radius; padding: 4px 8px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; border-color: $checked_edge; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faded; background: transparent; }
QToolButton[look="primary"] { background: $accent; color: $accent_text; font-weight: 600; }
QToolButton[look="primary"]:hover { background: $accent_hover; }
QToolButton[look="primary"]:focus { border-color: $text; }
QToolButton[look="primary"]:disabled { background: $hover; color: $faded; }
QToolButton[look="small"] { padding: 2px; }
QToolButton#qt_toolbar_ext_button { padding: 0; }
QToolButton[popupMode="1"] { padding-right: 22px; }
QToolButton::menu-button { border: none; width: 18px; border-top-right-radius: $radius;
    border-bottom-right-radius: $radius; }
QToolButton::menu-button:hover { background: $pressed; }
QToolButton::menu-arrow { image: url("$marks/down_$kind.svg"); width: 10px; height: 10px; }
QToolButton::menu-indicator { image: none; }
QToolButton[look="first"], QToolButton[look="last"] { background: $card; color: $soft;
    border: 1px solid $edge; padding: 4px 12px; }
QToolButton[look="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[look="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0;
    margin-left: -1px; }
QToolButton[look="first"]:hover, QToolButton[look="last"]:hover { background: $hover; }
QToolButton[look="first"]:checked, QToolButton[look="last"]:checked { background: $selection;
    color: $text; font-weight: 600; }
QToolButton[look="first"]:focus, QToolButton[look="last"]:focus { border-color: $accent; }
QToolButton[look="first"]:disabled, QToolButton[look="last"]:disabled { color: $faded;
    background: $window; }

QPushButton { background: $card; border: 1px solid $edge; border-radius: $radius;
              padding: 5px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { color: $faded; background: $window; border-color: $hairline; }
QPushButton[look="primary"] { background: $accent; color: $accent_text; border-color: $accent;
                              font-weight: 600; }
QPushButton[look="primary"]:hover { background: $accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled { background: $hover; color: $faded; border-color: $hover; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: $accent;
                           padding: 2px 4px; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 1px solid $accent; padding: 2px 4px; }

QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox { background: $card;
    border: 1px solid $edge; border-radius: $radius; padding: 3px 7px;
    selection-background-color: $accent; selection-color: $accent_text; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid $accent; padding: 2px 6px; }
QComboBox:focus { border: 2px solid $accent; padding: 2px 21px 2px 6px; }
QPlainTextEdit:focus, QTextEdit:focus { border-color: $accent; }
QLineEdit:disabled, QComboBox:disabled { background: $window; color: $faded;
    border-color: $hairline; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border-color: $failed; }
QComboBox { padding-right: 22px; combobox-popup: 0; }
QLineEdit[look="small"] { padding: 1px 6px; font-size: $caption; }
QComboBox[look="small"] { padding: 1px 22px 1px 6px; font-size: $caption; }
QLineEdit[look="small"]:focus { padding: 0 5px; }
QComboBox[look="small"]:focus { padding: 0 21px 0 5px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$marks/down_$kind.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $edge; outline: none;
    selection-background-color: $selection; selection-color: $text; padding: 2px; }
QComboBox QAbstractItemView::item { padding: 3px 6px; min-height: 16px; }
QCheckBox, QRadioButton { spacing: 6px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faded; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px;
    border: 1px solid $edge; background: $card; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url("$marks/check_$kind.svg"); }
QRadioButton::indicator:checked { background: $card; border: 5px solid $accent; width: 6px;
    height: 6px; border-radius: 7px; }
QCheckBox::indicator:disabled { background: $window; border-color: $hairline; }
QCheckBox::indicator:checked:disabled { background: $faded; border-color: $faded; }

QTabWidget::pane { border: none; border-top: 1px solid $hairline; }
QTabWidget::tab-bar { left: 12px; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $soft; padding: 8px 14px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:selected:focus { color: $text; background: $selection; }

QScrollArea, QAbstractScrollArea::corner { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[look="ground"] { background: $window; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; min-height: 28px;
    min-width: 28px; }
QScrollBar::handle:hover { background: $soft; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QListView, QTableView, QTreeView { background: $card; border: none; outline: none; }
QListView[look="ticks"], QTableView[look="values"], QTableView[look="shaded"] {
    border: 1px solid $hairline; border-radius: $radius; }
QListView[look="ticks"]:focus, QTableView[look="values"]:focus, QTableView[look="shaded"]:focus {
    border-color: $accent; }
QTableView[look="shaded"] { selection-background-color: $selection; selection-color: $text;
    gridline-color: $hairline; }
QListView[look="ticks"]::item { padding: 4px; border: 1px solid transparent; }
QListView[look="ticks"]::item:hover, QTreeView[look="choices"]::item:hover { background: $hover; }
QListView[look="ticks"]::item:selected { background: $selection; color: $text; }
QListView[look="ticks"]::item:selected:focus { border-color: $accent; }
QListView[look="ticks"]::indicator { width: 14px; height: 14px; border: 1px solid $edge;
    border-radius: 3px; background: $card; }
QListView[look="ticks"]::indicator:checked { background: $accent; border-color: $accent;
    image: url("$marks/check_$kind.svg"); }
QTableView[look="values"]::item { padding: 2px 5px; border-bottom: 1px solid $hairline; }
QTableView[look="values"]::item:selected { background: $selection; color: $text; }
QTableView[look="values"] QHeaderView, QTableView[look="shaded"] QHeaderView {
    background: $card; border: none; }
QTableView[look="values"] QHeaderView::section, QTableView[look="shaded"] QHeaderView::section {
    background: $window; color: $soft; border: none;
    border-bottom: 1px solid $edge; padding: 5px 8px; font-size: $caption; font-weight: 600; }
QTableView[look="shaded"] QHeaderView::section { padding: 5px 3px; }
QTableView[look="shaded"] QTableCornerButton::section { background: $window; border: none;
    border-bottom: 1px solid $edge; }
QFrame[look="popup"] { background: $card; border: 1px solid $edge; }
QTreeView[look="choices"]::item { padding: 3px 4px; border: none; }
QTreeView[look="choices"]::item:selected { background: $selection; color: $text; }
QTreeView[look="choices"]::branch { background: $card; border-image: none; image: none; }
QSlider::groove:horizontal { background: $hairline; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $edge; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $card; border: 1px solid $soft; width: 12px;
    height: 12px; margin: -5px 0; border-radius: 7px; }
QSlider::handle:horizontal:hover { border-color: $text; }
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 10px; height: 10px; }
QStatusBar { background: $window; border-top: 1px solid $hairline; }
QStatusBar::item, QSlider:focus { border: none; }
QProgressBar { background: $hairline; border: none; border-radius: 3px; min-height: 6px;
    max-height: 6px; }
QProgressBar::chunk { background: $soft; border-radius: 3px; }

QMessageBox QLabel#qt_msgbox_label { font-weight: 600; }
QMessageBox QLabel#qt_msgbox_informativelabel { min-width: 280px; }
QFrame[look="card"] { background: $card; border: 1px solid $hairline; border-radius: 6px; }
QFrame[look="failed_card"] { background: $tint_failed; border: 1px solid $failed; border-radius: 6px; }
QFrame[look="decision_card"] { background: $tint_decision; border: 1px solid $decision;
    border-radius: 6px; }
QFrame[look="toast"] { background: $card; border: 1px solid $edge; border-radius: 6px; }
QFrame[look="notice"] { border: none; border-top: 1px solid $hairline; }
QWidget[look="list_ground"] { background: $card; }
QFrame[look="bar"] { background: $window; border: none; border-top: 1px solid $hairline; }
QFrame[look="head"] { background: $window; border: none; border-bottom: 1px solid $hairline; }
QFrame[look="line"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
QLabel[look="title"] { font-size: $title; font-weight: 600; }
QLabel[look="heading"] { font-weight: 600; }
QLabel[look="dock_title"] { color: $soft; font-size: $caption; font-weight: 600; }
QLabel[look="caption"] { color: $soft; font-size: $caption; }
QLabel[look="soft"] { color: $soft; }
QLabel[look="failed"] { color: $failed; }
QLabel[look="failed_caption"] { color: $failed; font-size: $caption; }
QLabel[look="decision"] { color: $decision; }
QLabel:disabled, QLabel[look="soft"]:disabled, QLabel[look="caption"]:disabled { color: $faded; }
QAbstractScrollArea[look="picture"]:focus { border-color: $accent; }
QAbstractScrollArea[look="picture"] { border: none; border-top: 1px solid $edge;
    border-bottom: 1px solid $edge; border-radius: 0; padding: 0; }
QPlainTextEdit[look="log"] { border: 1px solid transparent; border-radius: 0; padding: 0 3px; }
QPlainTextEdit[look="log"]:focus { border-color: $accent; }
"""
