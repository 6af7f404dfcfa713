"""The file formats a stored set can be exported in, as facts for window and command line."""

from dataclasses import dataclass
from typing import Literal

SetFormat = Literal["pt", "mtt", "datm", "dc", "rgb", "png", "grid", "safetensors"]

GRID_KEY = "ftd-studio-grid"
"""Name of the text inside the PNG of a grid that says where its images stand."""


@dataclass(frozen=True, slots=True)
class FormatFacts:
    """What a person needs to know to choose a format."""

    name: SetFormat
    label: str
    help: str
    """One line: what is written, and for whom."""
    is_folder: bool
    """The target is a folder of several files, else one file."""
    suffix: str
    """Ending of the file; of a folder, what is hung on to its proposed name."""


EXPORT_FORMATS: tuple[FormatFacts, ...] = (
    FormatFacts(
        "pt",
        ".pt file",
        "PyTorch tensors: images, labels and the learned rate in one dictionary.",
        is_folder=False,
        suffix=".pt",
    ),
    FormatFacts(
        "png",
        "PNG folder",
        "One picture per image in class folders, and one grid.",
        is_folder=True,
        suffix="-png",
    ),
    FormatFacts(
        "grid",
        "Grid PNG",
        "All images in one picture, a row per class.",
        is_folder=False,
        suffix="-grid.png",
    ),
    FormatFacts(
        "safetensors",
        "Safetensors",
        "As the .pt file, manifest inside; a format that can hold no code.",
        is_folder=False,
        suffix=".safetensors",
    ),
    FormatFacts(
        "rgb",
        "Plain colours",
        "Tensors of colours from 0 to 1, labels and rate, for any program.",
        is_folder=True,
        suffix="-rgb",
    ),
    FormatFacts(
        "mtt",
        "MTT pair",
        "images_best.pt and labels_best.pt, as MTT, FTD and TESLA have them.",
        is_folder=True,
        suffix="-mtt",
    ),
    FormatFacts(
        "datm",
        "DATM triple",
        "As the pair, with labels as logits and the learned rate in lr_best.pt.",
        is_folder=True,
        suffix="-datm",
    ),
    FormatFacts(
        "dc",
        "DC file",
        "res_DC_….pt as DC, DSA and DM write it and DC-Bench reads it.",
        is_folder=True,
        suffix="-dc",
    ),
)


def format_facts(name: str) -> FormatFacts | None:
    """The facts of the format of this name, or None where there is no such format."""
    return next((facts for facts in EXPORT_FORMATS if facts.name == name), None)
