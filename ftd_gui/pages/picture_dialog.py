"""Asks how large the picture of a plot shall be and on which ground, and shows it beforehand."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.plots.plot_content import FigureLook, PlotContent
from ftd_gui.plots.plot_figure import figure_image, paper_size_mm
from ftd_gui.theme import LIGHT, SPACE_PX, Theme
from ftd_gui.views.number_text import count_text
from ftd_gui.words import marked, tr

PREVIEW_SIZE = QSize(520, 340)
PREVIEW_AFTER_MS = 60
SIDE_PX = (160, 4000)
SCALES = (1, 2, 3, 4)

PictureFormat = Literal["png", "svg"]
Ground = Literal["light", "theme", "none"]

FORMATS: tuple[tuple[PictureFormat, str, str], ...] = (
    ("png", "PNG", marked("Pixels, for slides and pages on the web.")),
    ("svg", "SVG", marked("Lines and words, for papers: sharp at every size, and can be edited.")),
)
GROUNDS: tuple[tuple[Ground, str, str], ...] = (
    ("light", marked("Light"), marked("White, with the colours of the light theme, for papers.")),
    (
        "theme",
        marked("As in the window"),
        marked("The colours of the theme that the window has now."),
    ),
    ("none", marked("None"), marked("Colours of the light theme; the page shows through.")),
)


class PictureDialog(QDialog):
    """Size, ground, title and format of a picture, with the picture itself.

    Signals:
        chosen(str, object): the format and the `FigureLook` that the user wants to save.
    """

    chosen = Signal(str, object)

    def __init__(
        self, content: PlotContent, look: FigureLook, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._window_theme = theme
        self.setWindowTitle(tr("Save picture"))
        self.preview = QLabel(self)
        self.preview.setFixedSize(PREVIEW_SIZE)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setAccessibleName(tr("The picture as it will be"))
        self.preview.setToolTip(
            tr("The picture as it will be, made smaller where it does not fit.")
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_AFTER_MS)
        self._timer.timeout.connect(self._show_preview)
        self._build_fields(look)
        self.size_label = QLabel(self)
        self.size_label.setProperty("look", "caption")
        self._build()
        for box in (self.width_box, self.height_box):
            box.valueChanged.connect(self._on_changed)
        for box in (self.format_box, self.scale_box, self.ground_box):
            box.currentIndexChanged.connect(self._on_changed)
        self.title_edit.textChanged.connect(self._on_changed)
        self._on_changed()
        self._show_preview()

    def _build_fields(self, look: FigureLook) -> None:
        self.format_box = self._choice(tr("Format"), [(name, kind) for kind, name, _ in FORMATS])
        self.ground_box = self._choice(
            tr("Background"), [(tr(name), kind) for kind, name, _ in GROUNDS]
        )
        self.ground_box.setCurrentIndex(2 if look.is_transparent else 0)
        self.scale_box = self._choice(tr("Scale"), [(f"\u00d7{scale}", scale) for scale in SCALES])
        self.scale_box.setCurrentIndex(SCALES.index(look.scale))
        self.scale_box.setToolTip(
            tr(
                "Pixels of the file for each of the layout; \u00d73 is about 300 to the inch. "
                "An SVG needs none."
            )
        )
        self.width_box = self._side(tr("Width"), look.width_px)
        self.height_box = self._side(tr("Height"), look.height_px)
        self.title_edit = QLineEdit(look.title, self)
        self.title_edit.setAccessibleName(tr("Title"))
        self.title_edit.setToolTip(tr("Stands over the picture; left empty, there is none."))

    def _choice(self, name: str, entries: list[tuple[str, object]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for words, value in entries:
            box.addItem(words, value)
        return box

    def _side(self, name: str, value: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(*SIDE_PX)
        box.setSingleStep(20)
        box.setValue(value)
        box.setSuffix(" px")
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        box.setAccessibleName(name)
        box.setToolTip(
            tr(
                "{side} of the layout, whose letters are as large as in the window: a smaller one has "
                "larger letters beside its curves."
            ).format(side=name)
        )
        return box

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE_PX)
        form.setVerticalSpacing(2 * SPACE_PX)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow(tr("Format"), self.format_box)
        form.addRow(tr("Title"), self.title_edit)
        form.addRow(tr("Width"), self.width_box)
        form.addRow(tr("Height"), self.height_box)
        form.addRow(tr("Scale"), self.scale_box)
        form.addRow(tr("Background"), self.ground_box)
        form.addRow("", self.size_label)
        row = QHBoxLayout()
        row.setSpacing(6 * SPACE_PX)
        row.addWidget(self.preview)
        row.addLayout(form, 1)
        self.save_button = QPushButton(tr("Save\u2026"), self)
        self.save_button.setProperty("look", "primary")
        self.save_button.setDefault(True)
        self.save_button.setToolTip(tr("Choose the file."))
        self.save_button.clicked.connect(self._on_save)
        cancel_button = QPushButton(tr("Cancel"), self)
        cancel_button.setToolTip(tr("Close this window; nothing is written."))
        cancel_button.setAutoDefault(False)
        cancel_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE_PX)
        buttons.addStretch(1)
        buttons.addWidget(cancel_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        column.setSpacing(4 * SPACE_PX)
        column.addLayout(row)
        column.addLayout(buttons)

    # ------------------------------------------------ what is chosen

    @property
    def format(self) -> PictureFormat:
        """The chosen format."""
        return FORMATS[self.format_box.currentIndex()][0]

    @property
    def look(self) -> FigureLook:
        """Everything that is chosen but the format and the colours."""
        return FigureLook(
            title=self.title_edit.text().strip(),
            width_px=self.width_box.value(),
            height_px=self.height_box.value(),
            scale=SCALES[self.scale_box.currentIndex()],
            is_transparent=GROUNDS[self.ground_box.currentIndex()][0] == "none",
        )

    @property
    def theme(self) -> Theme:
        """Whose colours the picture has."""
        is_of_window = GROUNDS[self.ground_box.currentIndex()][0] == "theme"
        return self._window_theme if is_of_window else LIGHT

    # ------------------------------------------------ slots

    def _on_changed(self) -> None:
        look = self.look
        self.format_box.setToolTip(tr(FORMATS[self.format_box.currentIndex()][2]))
        self.ground_box.setToolTip(tr(GROUNDS[self.ground_box.currentIndex()][2]))
        self.scale_box.setEnabled(self.format == "png")
        width_mm, height_mm = paper_size_mm(look)
        sides = [
            count_text(side * (look.scale if self.format == "png" else 1))
            for side in (look.width_px, look.height_px)
        ]
        self.size_label.setText(
            tr("{width} \u00d7 {height} pixels,\n{width_mm} \u00d7 {height_mm} mm on paper").format(
                width=sides[0], height=sides[1], width_mm=width_mm, height_mm=height_mm
            )
        )
        self._timer.start()

    def _show_preview(self) -> None:
        image = figure_image(self._content, self.look, self.theme)
        ratio = self.devicePixelRatioF()
        whole = QPixmap.fromImage(image).scaled(
            PREVIEW_SIZE * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        whole.setDevicePixelRatio(ratio)
        self.preview.setPixmap(whole)

    def _on_save(self) -> None:
        self.chosen.emit(self.format, self.look)
