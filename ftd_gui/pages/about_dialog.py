"""Help > About: versions, licences and the papers to cite."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.theme import SPACE_PX, application_icon, caption_font
from ftd_gui.words import marked, tr

CITATIONS = """@inproceedings{du2023minimizing,
  title     = {Minimizing the Accumulated Trajectory Error to Improve Dataset Distillation},
  author    = {Du, Jiawei and Jiang, Yidi and Tan, Vincent Y. F. and Zhou, Joey Tianyi
               and Li, Haizhou},
  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  year      = {2023}
}

@inproceedings{cazenavette2022dataset,
  title     = {Dataset Distillation by Matching Training Trajectories},
  author    = {Cazenavette, George and Wang, Tongzhou and Torralba, Antonio
               and Efros, Alexei A. and Zhu, Jun-Yan},
  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  year      = {2022}
}
"""
LICENCES = marked(
    "FTD Studio is free software under the MIT licence. Qt and PySide6 are used under the LGPL "
    "version 3, pyqtgraph under the MIT licence, PyTorch under a BSD licence; the icons are from "
    "Lucide (ISC licence)."
)


def version_of(package: str, otherwise: str = "") -> str:
    """Installed version of a package, without importing it."""
    try:
        return version(package)
    except PackageNotFoundError:
        return otherwise or tr("not installed")


def version_lines() -> str:
    """Versions of the program and of what it stands on, a line each."""
    return "\n".join(
        (
            f"FTD Studio {version_of('ftd-studio', tr('from its source folder'))}",
            f"Python {platform.python_version()} on {platform.platform()}",
            f"Qt {qVersion()}, pyqtgraph {version_of('pyqtgraph')}",
            f"PyTorch {version_of('torch')}, torchvision {version_of('torchvision')}",
        )
    )


class AboutDialog(QDialog):
    """Versions, licences and citations, each ready to be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About FTD Studio"))
        self.setMinimumWidth(600)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        layout.setSpacing(3 * SPACE_PX)
        head = QHBoxLayout()
        head.setSpacing(4 * SPACE_PX)
        picture = QLabel(self)
        picture.setPixmap(application_icon().pixmap(64, 64))
        words = QLabel(version_lines(), self)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(picture)
        head.addWidget(words, 1)
        layout.addLayout(head)
        licences = QLabel(tr(LICENCES), self)
        licences.setProperty("look", "soft")
        licences.setWordWrap(True)
        layout.addWidget(licences)
        heading = QLabel(tr("Papers to cite"), self)
        heading.setProperty("look", "heading")
        layout.addWidget(heading)
        self.citations = QPlainTextEdit(CITATIONS, self)
        self.citations.setReadOnly(True)
        self.citations.setMinimumHeight(180)
        self.citations.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(caption_font(self.font()).pointSizeF())
        self.citations.setFont(fixed)
        self.citations.setAccessibleName(tr("BibTeX of the papers to cite"))
        heading.setBuddy(self.citations)
        layout.addWidget(self.citations)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE_PX)
        self.copy_versions_button = QPushButton(tr("Copy versions"), self)
        self.copy_versions_button.clicked.connect(self._on_copy_versions_clicked)
        self.copy_citations_button = QPushButton(tr("Copy BibTeX"), self)
        self.copy_citations_button.clicked.connect(self._on_copy_citations_clicked)
        close = QPushButton(tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons.addWidget(self.copy_versions_button)
        buttons.addWidget(self.copy_citations_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        close.setFocus()

    def _on_copy_versions_clicked(self) -> None:
        QGuiApplication.clipboard().setText(version_lines())

    def _on_copy_citations_clicked(self) -> None:
        QGuiApplication.clipboard().setText(CITATIONS)
