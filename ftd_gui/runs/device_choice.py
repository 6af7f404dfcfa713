"""The devices that an experiment can be given on this machine, told without loading PyTorch."""

import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ftd_gui.words import marked

DeviceName = Literal["auto", "cpu", "cuda", "mps"]

_NVIDIA_DRIVER = Path("/proc/driver/nvidia/version")


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """One device as the setting has it, and as the user reads it."""

    name: DeviceName
    words: str


def devices_here() -> tuple[DeviceChoice, ...]:
    """What can be chosen: the best there is, the CPU, and the GPUs whose driver is there."""
    choices = [
        DeviceChoice("auto", marked("Best device there is")),
        DeviceChoice("cpu", marked("CPU")),
    ]
    if _NVIDIA_DRIVER.exists() or shutil.which("nvidia-smi"):
        choices.append(DeviceChoice("cuda", marked("NVIDIA GPU (CUDA)")))
    if sys.platform == "darwin" and platform.machine() == "arm64":
        choices.append(DeviceChoice("mps", marked("Apple GPU (MPS)")))
    return tuple(choices)
