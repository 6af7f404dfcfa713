"""Colours, spacing, icons and the style of the window, light and dark."""

from dataclasses import dataclass
from typing import Literal

SPACE_PX = 4
"""Grid unit; 2 units between related controls, 4 between groups, 6 at page edges."""


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours by meaning, as #rrggbb. Series colours are safe for colour-blind eyes."""

    name: Literal["light", "dark"]
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
    raw="#0072b2",
    ema="#d55e00",
    teacher="#7a7a7a",
    random_real="#007a59",
    evaluation="#8e4a83",
    distillation="#1b9bd7",
    syn_lr="#0072b2",
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
    raw="#56b4e9",
    ema="#f0893e",
    teacher="#9a9a9a",
    random_real="#2fbf94",
    evaluation="#d58fc8",
    distillation="#4fc3f7",
    syn_lr="#56b4e9",
)
