"""Help > About: versions, licences, folders and the papers to cite."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.plug_ins import KIND_WORDS, PlugIn, installed
from ftd_engine.program_versions import program_words, version_lines
from ftd_engine.shelf import shelf_root
from ftd_engine.user_folders import data_home
from ftd_gui.paths import config_folder, log_folder
from ftd_gui.theme import SPACE_PX, application_icon, caption_font
from ftd_gui.views.engine_words import engine_words
from ftd_gui.words import marked, tr

CITATIONS = """@inproceedings{du2023minimizing,
  title     = {Minimizing the Accumulated Trajectory Error to Improve
               Dataset Distillation},
  author    = {Du, Jiawei and Jiang, Yidi and Tan, Vincent Y. F. and Zhou, Joey Tianyi
               and Li, Haizhou},
  booktitle = {IEEE/CVF Conference on Computer Vision and
               Pattern Recognition (CVPR)},
  pages     = {3749--3758},
  year      = {2023}
}

@inproceedings{cazenavette2022dataset,
  title     = {Dataset Distillation by Matching Training Trajectories},
  author    = {Cazenavette, George and Wang, Tongzhou and Torralba, Antonio
               and Efros, Alexei A. and Zhu, Jun-Yan},
  booktitle = {IEEE/CVF Conference on Computer Vision and
               Pattern Recognition (CVPR)},
  pages     = {4750--4759},
  year      = {2022}
}
"""
WIDTH_PX, FONT_PT = 680, 10.0
"""The width under a font of this size; a larger one has more."""
MOST_HEIGHT_PX = 660
"""Beyond that, the citations are scrolled."""

LICENCES = (
    (marked("FTD Studio"), marked("MIT licence")),
    (
        marked("Qt and PySide6"),
        marked(
            "GNU Lesser General Public License, version 3. They are used unchanged and as shared "
            "libraries, so that you may put other builds of them in their place; their sources are "
            "at code.qt.io, the text of the licence at gnu.org/licenses."
        ),
    ),
    (marked("Icons"), marked("Lucide, ISC licence")),
    (marked("Embedded images"), marked("Fashion-MNIST, MIT licence, © 2017 Zalando SE")),
    (marked("pyqtgraph"), marked("MIT licence")),
    (marked("PyTorch, NumPy"), marked("BSD licences")),
)
"""What is used, and under which licence."""


def shown_versions() -> dict[str, str]:
    """Versions by name, Qt's own included."""
    return {**version_lines(), "Qt": qVersion()}


def versions_text() -> str:
    """The versions, a line each, as they are copied; plug-ins stand below."""
    lines = [f"{name} {found}" for name, found in shown_versions().items()]
    lines += [f"Plug-in {each.qualified_name} {each.version}" for each in installed()]
    return "\n".join(lines)


def _plug_in_pairs(found: Sequence[PlugIn]) -> tuple[tuple[str, str], ...]:
    """What each package adds, by the package with its version."""
    packages: dict[str, list[str]] = {}
    for each in found:
        adds = f"{engine_words(KIND_WORDS[each.kind])} {each.name}"
        packages.setdefault(f"{each.package} {each.version}", []).append(adds)
    return tuple((package, ", ".join(adds)) for package, adds in packages.items())


class AboutDialog(QDialog):
    """Versions, licences, folders and citations, each ready to be copied or opened."""

    def __init__(self, workspace: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About FTD Studio"))
        # letters grow in both directions, and the height of a screen is the smaller one
        width = round(WIDTH_PX * max(1.0, self.font().pointSizeF() / FONT_PT) ** 1.5)
        self.setMinimumWidth(width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        layout.setSpacing(2 * SPACE_PX)
        layout.addLayout(self._head())
        versions = shown_versions()
        del versions["FTD Studio"]
        pairs = tuple(versions.items())
        columns = QHBoxLayout()
        for half in (pairs[: len(pairs) // 2], pairs[len(pairs) // 2 :]):
            columns.addLayout(self._pairs(half), 1)
        layout.addLayout(columns)
        layout.addWidget(self._heading(tr("Licences")))
        layout.addLayout(self._pairs(tuple((tr(what), tr(terms)) for what, terms in LICENCES)))
        if found := installed():
            layout.addWidget(self._heading(tr("Plug-ins")))
            layout.addLayout(self._pairs(_plug_in_pairs(found)))
        layout.addWidget(self._heading(tr("Folders")))
        self.folders = self._folder_row(
            {
                tr("Runs"): workspace,
                tr("Teachers"): shelf_root(workspace),
                tr("Data sets"): data_home(),
                tr("Settings"): config_folder(),
                tr("Log"): log_folder(),
            }
        )
        layout.addWidget(self.folders)
        heading = self._heading(tr("Papers to cite"))
        layout.addWidget(heading)
        self.citations = QPlainTextEdit(CITATIONS, self)
        self.citations.setReadOnly(True)
        self.citations.setMinimumHeight(112)
        self.citations.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(caption_font(self.font()).pointSizeF())
        self.citations.setFont(fixed)
        self.citations.setAccessibleName(tr("BibTeX of the papers to cite"))
        self.citations.setAccessibleDescription(
            tr("To be read, marked and copied; a button below copies all of it.")
        )
        heading.setBuddy(self.citations)
        layout.addWidget(self.citations, 1)
        layout.addLayout(self._foot())
        # lines that are wrapped are left out of a layout's own wish
        whole = layout.heightForWidth(width)
        spare = self.citations.sizeHint().height() - self.citations.minimumHeight()
        self.setMinimumHeight(whole - spare)
        self.resize(width, max(whole - spare, min(whole, MOST_HEIGHT_PX)))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(4 * SPACE_PX)
        picture = QLabel(self)
        picture.setPixmap(application_icon().pixmap(48, 48))
        words = QVBoxLayout()
        words.setSpacing(0)
        title = QLabel("FTD Studio", self)
        title.setProperty("look", "title")
        words.addWidget(title)
        words.addWidget(self._text(tr("Version {version}").format(version=program_words())))
        head.addWidget(picture)
        head.addLayout(words, 1)
        return head

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text, self)
        heading.setProperty("look", "heading")
        return heading

    def _text(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setWordWrap(True)
        return label

    def _pairs(self, pairs: tuple[tuple[str, str], ...]) -> QFormLayout:
        """Names softly at the left, what is said of them at the right."""
        form = QFormLayout()
        form.setHorizontalSpacing(4 * SPACE_PX)
        form.setVerticalSpacing(2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        width = self.fontMetrics().horizontalAdvance(tr("Embedded images"))
        for name, said in pairs:
            label = QLabel(name, self)
            label.setProperty("look", "soft")
            label.setMinimumWidth(width)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            form.addRow(label, self._text(said))
        return form

    def _folder_row(self, folders: dict[str, Path]) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_PX)
        for name, folder in folders.items():
            button = QPushButton(name, row)
            button.setProperty("look", "link")
            button.setAutoDefault(False)
            button.setProperty("folder", str(folder))
            button.setAccessibleName(tr("Open the folder {name}").format(name=name))
            button.setEnabled(folder.is_dir())
            is_there = button.isEnabled()
            button.setToolTip(
                str(folder) if is_there else tr("{folder}, not made yet").format(folder=folder)
            )
            button.clicked.connect(self._on_folder_clicked)
            layout.addWidget(button)
        layout.addStretch(1)
        return row

    def _foot(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE_PX)
        self.copy_versions_button = QPushButton(tr("Copy versions"), self)
        self.copy_versions_button.setToolTip(tr("Copy what a report of a fault needs."))
        self.copy_versions_button.clicked.connect(self._on_copy_versions_clicked)
        self.copy_citations_button = QPushButton(tr("Copy BibTeX"), self)
        self.copy_citations_button.setToolTip(tr("Copy both papers as BibTeX."))
        self.copy_citations_button.clicked.connect(self._on_copy_citations_clicked)
        close = QPushButton(tr("Close"), self)
        close.setDefault(True)
        close.setToolTip(tr("Go back to the main window."))
        close.clicked.connect(self.accept)
        buttons.addWidget(self.copy_versions_button)
        buttons.addWidget(self.copy_citations_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        close.setFocus()
        return buttons

    def _on_folder_clicked(self) -> None:
        folder = str(self.sender().property("folder"))
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    def _on_copy_versions_clicked(self) -> None:
        QGuiApplication.clipboard().setText(versions_text())

    def _on_copy_citations_clicked(self) -> None:
        QGuiApplication.clipboard().setText(CITATIONS)
