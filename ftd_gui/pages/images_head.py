"""The row of controls above the mosaic: which images, how they are shown, what is taken along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from ftd_engine.protocol import BestChosen
from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.contrast_picker import ContrastPicker
from ftd_gui.views.flow_layout import FlowLayout
from ftd_gui.views.image_view_box import ImageViewBox
from ftd_gui.views.number_text import count_text, fixed_text
from ftd_gui.words import marked, tr

SERIES = (("raw", marked("Raw")), ("ema", "EMA"))


class ImagesHead(QFrame):
    """The controls, which say what they mean; the page does what they ask for.

    Signals:
        series_chosen(str): show the "raw" images or their average, "ema".
    """

    series_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contrast = ContrastPicker()
        self.view_box = ImageViewBox()
        if not self.view_box.has_views:
            self.view_box.hide()
        self.best_button = QPushButton(tr("Best set"))
        self.best_button.setAccessibleName(tr("Go to the best set of this series"))
        self.colours_button = _toggle(
            tr("De-whitened"),
            tr("Show the whitened images in colours"),
            tr("In colours; off, the whitened numbers that networks are trained on, as 0 to 1."),
        )
        self.colours_button.setChecked(True)
        self.compare_button = _toggle(
            tr("Compare"),
            tr("Compare the images with others"),
            tr("Compare this set with another iteration, with real images, or with another run."),
        )
        self.histogram_button = _small(
            tr("Pixel histogram (how often each colour stands in the images)")
        )
        self.histogram_button.setCheckable(True)
        self.fit_button = _small(tr("Show everything (0)"))
        self.out_button = _small(tr("Smaller (\u2212)"))
        self.out_button.setAccessibleDescription(tr("More images are in sight."))
        self.in_button = _small(tr("Larger (+)"))
        self.in_button.setAccessibleDescription(tr("Single pixels are in sight."))
        self.zoom_label = QLabel()
        self.zoom_label.setProperty("look", "caption")
        self.zoom_label.setFixedWidth(self.fontMetrics().horizontalAdvance("\u00d732.00"))
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.take_button = _small(tr("Copy or save images as they are seen"))
        self.take_button.setToolTip(
            tr("Copy or save images as they are seen (right click, Ctrl+C).")
        )
        self.export_button = QPushButton(tr("Export\u2026"))
        self.export_button.setToolTip(tr("Write this set to files."))
        row = FlowLayout(self, gap_px=2 * SPACE_PX, row_gap_px=SPACE_PX)
        row.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        for widget in (
            *(self._series_pair(), self.best_button, self.colours_button, self.view_box),
            *(self.contrast, self.histogram_button, self.compare_button, self._take_group()),
        ):
            row.addWidget(widget)
        self.say_series(())
        self.say_whitened(False)

    def _take_group(self) -> QWidget:
        """Zoom and what is taken along, together at the end of the row, or of a second one."""
        group = QWidget()
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE_PX)
        row.addStretch(1)
        for widget in (
            *(self.out_button, self.zoom_label, self.in_button, self.fit_button),
            *(self.take_button, self.export_button),
        ):
            row.addWidget(widget)
        return group

    def _series_pair(self) -> QWidget:
        self.series_buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        buttons = QWidget()
        pair = QHBoxLayout(buttons)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(0)
        for look, (series, word) in zip(("first", "last"), SERIES, strict=True):
            button = QToolButton()
            button.setProperty("look", look)
            button.setText(tr(word))
            button.setCheckable(True)
            button.setAccessibleName(tr("Show the images: {series}").format(series=tr(word)))
            self._group.addButton(button)
            self.series_buttons[series] = button
            pair.addWidget(button)
        self.series_buttons["raw"].setChecked(True)
        self.series_buttons["raw"].setToolTip(tr("The images as the optimiser has them."))
        self._group.buttonClicked.connect(self._on_series_clicked)
        return buttons

    # ------------------------------------------------ what they say

    def choose_series(self, series: str) -> None:
        """Choose as the user would; a name that is not known leaves things as they are."""
        if series in self.series_buttons:
            self.series_buttons[series].setChecked(True)
            self.series_chosen.emit(series)

    def say_series(self, known: tuple[str, ...]) -> None:
        """Offer the series that a set holds."""
        has_ema = "ema" in known
        self.series_buttons["ema"].setEnabled(has_ema)
        self.series_buttons["ema"].setToolTip(
            tr("Moving average of the images over the iterations.")
            if has_ema
            else tr("This set holds no moving average: the run was configured without EMA.")
        )

    def say_whitened(self, is_whitened: bool) -> None:
        """Offer the colours of a whitened set; others are in colours anyway."""
        self.colours_button.setVisible(is_whitened)

    def say_best(self, best: BestChosen | None) -> None:
        """Offer the set that stands for the series, once there is one."""
        self.best_button.setVisible(best is not None)
        if best is not None:
            words = {
                "held-out": tr("chosen by held-out training images"),
                "literature": tr("chosen by the test images, as the literature does"),
                "last": tr("the last, not chosen"),
            }[best.chosen_by]
            iteration = count_text(best.iteration)
            self.best_button.setToolTip(
                tr("Go to iteration {n}, whose set stands for this series: {reason}.").format(
                    n=iteration, reason=words
                )
            )

    def say_zoom(self, scale: float) -> None:
        """How many pixels of the screen one of an image takes."""
        digits = 0 if scale == round(scale) else 2
        self.zoom_label.setText(f"\u00d7{fixed_text(scale, digits)}")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for button, icon in (
            (self.fit_button, "fit"),
            (self.take_button, "copy"),
            (self.histogram_button, "curve"),
            (self.in_button, "zoom_in"),
            (self.out_button, "zoom_out"),
        ):
            button.setIcon(themed_icon(icon, theme))

    def _on_series_clicked(self, clicked: QToolButton) -> None:
        self.series_chosen.emit(
            next(series for series, button in self.series_buttons.items() if button is clicked)
        )


def _toggle(text: str, name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setAccessibleName(name)
    button.setToolTip(tip)
    return button


def _small(tip: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("look", "small")
    button.setToolTip(f"{tip}.")
    button.setAccessibleName(tip.partition(" (")[0])
    return button
