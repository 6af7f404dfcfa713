"""Writing one stored set to files: what, where, what will be written, what was written."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.export_formats import EXPORT_FORMATS
from ftd_engine.job_requests import ExportRequest, ExportResult
from ftd_engine.launch import EXPORT_ENTRY
from ftd_gui.forms.field_editors import set_property
from ftd_gui.pages.export_target import ExportTargetRow
from ftd_gui.pages.set_choice import Series, SetChoice, SetKind, StoredSets
from ftd_gui.runs.export_job import ExportJob
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.dialog_room import make_room
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.hugging import hugging
from ftd_gui.views.log_panel import open_folder
from ftd_gui.views.number_text import count_text
from ftd_gui.views.run_words import size_text
from ftd_gui.words import listed, tr, tr_count

MAX_FILES_NAMED = 6
TICKED_AT_FIRST = ("pt", "png")


@dataclass(frozen=True, slots=True)
class ExportOffer:
    """What can be exported, as the window knows it when the dialog opens."""

    run_path: Path
    run_name: str
    sets: StoredSets
    has_ema: bool
    series: Series
    """The series that is chosen at first."""
    kind: SetKind
    """Which set is chosen at first."""
    image_count: int
    """Images of the set; 0 while unknown."""
    folder: Path
    """Where files are offered to go."""


def offer_of(
    session: RunSession, shown: int | None, series: Series, kind: SetKind, folder: Path
) -> ExportOffer:
    """What the run has to export, this kind of set first.

    Args:
        shown: the iteration that is looked at, if any is.
    """
    data = session.store.data
    classes = len(data.class_names) if data else 0
    return ExportOffer(
        run_path=session.folder.path,
        run_name=session.experiment.name,
        sets=StoredSets.of(session.store, shown),
        has_ema=session.experiment.distill.ema_decay > 0,
        series=series,
        kind=kind,
        image_count=classes * session.experiment.distill.ipc,
        folder=folder,
    )


class ExportDialog(QDialog):
    """Asks where an export goes, runs it, and says what was written.

    Signals:
        exported(object): files were written; the `ExportResult` names them.
    """

    exported = Signal(object)

    def __init__(
        self,
        offer: ExportOffer,
        theme: Theme,
        parent: QWidget | None = None,
        entry: str = EXPORT_ENTRY,
    ) -> None:
        super().__init__(parent)
        self._offer = offer
        self._theme = theme
        self._entry = entry
        self._job = ExportJob(self)
        self._job.finished.connect(self._on_job_finished)
        self._result_folder = offer.folder
        self.setWindowTitle(tr("Export a synthetic set"))
        self.setMinimumWidth(620)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        # a row for each format, and under a large font all of it on a small screen
        layout.setSpacing(2 * SPACE_PX)
        title = QLabel(offer.run_name, self)
        title.setProperty("look", "title")
        title.setWordWrap(True)
        layout.addWidget(title)
        layout.addLayout(self._series_row())
        self.set_choice = SetChoice(offer.sets, self.series, offer.kind, self)
        self.set_choice.changed.connect(self._on_set_chosen)
        layout.addWidget(self.set_choice)
        self.rows = {facts.name: ExportTargetRow(facts, theme, self) for facts in EXPORT_FORMATS}
        for name, row in self.rows.items():
            row.box.setChecked(name in TICKED_AT_FIRST)
            layout.addWidget(row)
        self.preview_label = QLabel(self)
        self.preview_label.setProperty("look", "soft")
        self.preview_label.setWordWrap(True)
        layout.addWidget(self.preview_label)
        self.overwrite_box = hugging(
            QCheckBox(tr("Replace the files that are already there"), self)
        )
        self.overwrite_box.setToolTip(tr("While it is off, nothing is written over them."))
        self.overwrite_box.toggled.connect(self._on_input_changed)
        layout.addWidget(self.overwrite_box)
        layout.addWidget(self._outcome_card())
        layout.addStretch(1)
        layout.addLayout(self._buttons())
        self._propose_paths()
        for row in self.rows.values():
            row.changed.connect(self._on_input_changed)
        self._on_input_changed()
        self.export_button.setFocus()

    # ------------------------------------------------ building

    def _series_row(self) -> QHBoxLayout:
        self.raw_button = hugging(QRadioButton(tr("Raw, the learned images"), self))
        self.raw_button.setToolTip(tr("As the last step before this iteration left them."))
        self.ema_button = hugging(QRadioButton(tr("EMA, their moving average"), self))
        group = QButtonGroup(self)
        label = QLabel(tr("Images"), self)
        label.setProperty("look", "soft")
        row = QHBoxLayout()
        row.setSpacing(4 * SPACE_PX)
        row.addWidget(label)
        for button in (self.raw_button, self.ema_button):
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.ema_button.setEnabled(self._offer.has_ema)
        self.ema_button.setToolTip(
            tr("The mean of all steps before, in which the newest count most.")
            if self._offer.has_ema
            else tr("This run kept no moving average (EMA decay is 0).")
        )
        starts_ema = self._offer.series == "ema" and self._offer.has_ema
        (self.ema_button if starts_ema else self.raw_button).setChecked(True)
        self.ema_button.toggled.connect(self._on_series_toggled)
        return row

    def _outcome_card(self) -> QWidget:
        self._outcome = QFrame(self)
        self._outcome.setProperty("look", "card")
        row = QHBoxLayout(self._outcome)
        row.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        row.setSpacing(2 * SPACE_PX)
        self._outcome_icon = QLabel(self._outcome)
        self.outcome_label = QLabel(self._outcome)
        self.outcome_label.setWordWrap(True)
        self.outcome_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = QPushButton(tr("Open folder"), self._outcome)
        self.open_button.setToolTip(tr("Show the written files."))
        self.open_button.clicked.connect(self._on_open_clicked)
        row.addWidget(self._outcome_icon)
        row.addWidget(self.outcome_label, 1)
        row.addWidget(self.open_button)
        self._outcome.hide()
        return self._outcome

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        self.close_button = QPushButton(tr("Cancel"), self)
        self.close_button.setToolTip(tr("Close this window; nothing is written."))
        self.close_button.clicked.connect(self.reject)
        self.export_button = QPushButton(tr("Export"), self)
        self.export_button.setProperty("look", "primary")
        self.export_button.setDefault(True)
        self.export_button.setIcon(themed_icon("export", self._theme, self._theme.accent_text))
        self.export_button.clicked.connect(self._on_export_clicked)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.export_button)
        return row

    # ------------------------------------------------ what is asked

    @property
    def series(self) -> Series:
        """The chosen series."""
        return "ema" if self.ema_button.isChecked() else "raw"

    def request(self) -> ExportRequest:
        """What would be asked of the export process now."""
        return ExportRequest(
            iteration=self.set_choice.iteration,
            series=self.series,
            targets=tuple(row.target() for row in self._ticked()),
            overwrite=bool(self._existing()) and self.overwrite_box.isChecked(),
        )

    def _propose_paths(self) -> None:
        stem = f"iteration-{self.set_choice.iteration}-{self.series}"
        for row in self.rows.values():
            row.propose(self._offer.folder, stem)

    def _ticked(self) -> list[ExportTargetRow]:
        return [row for row in self.rows.values() if row.is_ticked]

    def _existing(self) -> list[Path]:
        return [path for row in self._ticked() if (path := row.existing()) is not None]

    def _obstacle(self) -> str:
        """Why nothing can be exported now, empty where it can."""
        ticked = self._ticked()
        if not ticked:
            return tr("Nothing is chosen. Tick one format at least.")
        return next((words for row in ticked if (words := row.obstacle())), "")

    def _preview(self) -> str:
        count = self._offer.image_count
        images = tr_count("{n} image", "{n} images", count) if count else tr("images")
        words = tr(
            "Writes {images} with their labels as {formats}; each with a manifest that tells how to "
            "use them."
        ).format(
            images=images.format(n=count_text(count)),
            formats=listed([tr(row.facts.label) for row in self._ticked()]),
        )
        existing = self._existing()
        if existing:
            there = tr_count(
                "{names} is already there.", "{names} are already there.", len(existing)
            ).format(names=listed([path.name for path in existing]))
            words = f"{words}\n{there}"
        return words

    # ------------------------------------------------ slots

    def _on_series_toggled(self) -> None:
        self.set_choice.set_series(self.series)
        self._propose_paths()

    def _on_set_chosen(self) -> None:
        self._propose_paths()
        # another reason may take another number of lines
        make_room(self)

    def _on_input_changed(self) -> None:
        obstacle = self._obstacle()
        self.preview_label.show()
        self.export_button.show()
        existing = bool(self._existing()) and not obstacle
        self.overwrite_box.setVisible(existing)
        self.preview_label.setText(obstacle or self._preview())
        set_property(self.preview_label, "look", "failed" if obstacle else "soft")
        consents = not existing or self.overwrite_box.isChecked()
        ready = not obstacle and consents and not self._job.is_running
        self.export_button.setEnabled(ready)
        self.export_button.setToolTip(
            tr("Write all ticked formats.")
            if ready
            else obstacle or tr("Allow the files to be replaced, or change the path.")
        )

    def _on_export_clicked(self) -> None:
        request = self.request()
        self._result_folder = Path(request.targets[0].path).parent
        self._set_busy(True)
        self._show_outcome("", tr("Writing…"))
        make_room(self)
        self._job.start(self._offer.run_path, request, self._entry)

    def _on_job_finished(self, result: ExportResult) -> None:
        self._set_busy(False)
        if result.ok:
            self._show_outcome("done", self._written_words(result))
            self.close_button.setText(tr("Close"))
            self.close_button.setToolTip(tr("Close this window; what was written stays."))
            set_property(self.export_button, "look", "")
            self.exported.emit(result)
        else:
            hint = engine_words(result.hint)
            self._show_outcome("problem", f"{engine_words(result.message)} {hint}".strip())
        self.overwrite_box.setChecked(False)
        self._on_input_changed()
        if result.ok:
            # what was just written is no obstacle; another wish brings these back
            for widget in (self.preview_label, self.overwrite_box, self.export_button):
                widget.hide()
            self.open_button.setDefault(True)
            self.open_button.setFocus()
        make_room(self)

    def _on_open_clicked(self) -> None:
        open_folder(self._result_folder)

    def _set_busy(self, busy: bool) -> None:
        for widget in (
            *(self.raw_button, self.set_choice, self.export_button),
            *self.rows.values(),
        ):
            widget.setEnabled(not busy)
        self.ema_button.setEnabled(not busy and self._offer.has_ema)
        self.export_button.setText(tr("Writing…") if busy else tr("Export"))

    def _show_outcome(self, icon: str, words: str) -> None:
        self._outcome.setVisible(True)
        set_property(self._outcome, "look", "failed_card" if icon == "problem" else "card")
        self._outcome_icon.setVisible(bool(icon))
        if icon:
            ink = self._theme.failed if icon == "problem" else self._theme.text
            pixmap = themed_icon(icon, self._theme, ink).pixmap(20, 20)
            self._outcome_icon.setPixmap(pixmap)
        self.outcome_label.setText(words)
        self.open_button.setVisible(icon == "done")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            make_room(self)

    @staticmethod
    def _written_words(result: ExportResult) -> str:
        """How much was written, and what lies in the folder now: files, and folders of files."""
        files = [Path(name) for name in result.files]
        head = tr("Wrote {files}, {size}:").format(
            files=_counted(len(files)), size=size_text(result.total_bytes)
        )
        # the .pt file lies highest; without it, all files lie in one folder
        top = min((path.parent for path in files), key=lambda folder: len(folder.parts))
        names = Counter(
            path.relative_to(top).parts[0] if path.is_relative_to(top) else str(path.parent)
            for path in files
        )
        folders = {path.parent for path in files} - {top}
        lines = [
            f"{name} ({_counted(number)})"
            if any(top / name in (folder, *folder.parents) for folder in folders)
            else name
            for name, number in names.items()
        ]
        if len(lines) > MAX_FILES_NAMED:
            left = count_text(len(lines) - MAX_FILES_NAMED)
            lines[MAX_FILES_NAMED:] = [tr("and {n} more").format(n=left)]
        return "\n".join([head, *lines])

    def reject(self) -> None:
        """Close; an export that is under way is ended first."""
        self._job.close()
        super().reject()


def _counted(count: int) -> str:
    return tr_count("{n} file", "{n} files", count).format(n=count_text(count))
