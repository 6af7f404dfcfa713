"""Settings of differentiable augmentation."""

from typing import Literal

from ftd_engine.settings.setting import Section, setting

DsaOp = Literal["color", "crop", "cutout", "flip", "scale", "rotate"]


class DsaConfig(Section):
    """Differentiable augmentation, the same suite in all phases that switch it on."""

    ops: tuple[DsaOp, ...] = setting(
        ("color", "crop", "cutout", "flip", "scale", "rotate"),
        label="Operations",
        help="One of these is drawn per batch, with its own strength for every image. "
        "Leave flip out where left and right matter, as for digits.",
        symbol="A",
        source="Section 4.1",
        script_flag="dsa_strategy",
        min_length=1,
    )
