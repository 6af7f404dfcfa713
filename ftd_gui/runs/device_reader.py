"""Asks the machine how much of it is free and how busy its GPUs are."""

import importlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftd_gui.words import listed

LITTLE_MEMORY_BYTES = 1 << 29
LITTLE_DISK_BYTES = 2 << 30
"""With less than this a run is likely to end early, so that somebody should decide something."""


@dataclass(frozen=True, slots=True)
class GpuReading:
    """One GPU; what it does not tell is None."""

    name: str
    busy_share: float | None
    """Of the last moments in which it computed, 0 to 1."""
    used_bytes: float | None
    total_bytes: float | None
    temperature_c: float | None


@dataclass(frozen=True, slots=True)
class DiskReading:
    """Free room for one purpose, such as "runs"."""

    purpose: str
    free_bytes: float
    total_bytes: float

    @property
    def is_nearly_full(self) -> bool:
        return self.free_bytes < LITTLE_DISK_BYTES


@dataclass(frozen=True, slots=True)
class DeviceReading:
    """The machine at one moment; `gpus` is empty where there are none or nothing reads them."""

    memory_free_bytes: float
    memory_total_bytes: float
    disks: tuple[DiskReading, ...]
    gpus: tuple[GpuReading, ...]

    @property
    def has_little_memory(self) -> bool:
        return self.memory_free_bytes < LITTLE_MEMORY_BYTES


class DeviceReader:
    """Reads, from whichever thread; keeps the driver of the GPUs open in between."""

    def __init__(self, folders: dict[str, Path]) -> None:
        """Make it.

        Args:
            folders: by purpose, where files go; those on one disk are read once.
        """
        self._folders = folders
        self._driver: Any = None
        self._has_looked_for_driver = False

    def read(self) -> DeviceReading:
        """The machine now."""
        # psutil costs the window 20 ms, which its start need not wait for
        import psutil

        memory = psutil.virtual_memory()
        return DeviceReading(memory.available, memory.total, self._disks(), self._gpus())

    def _disks(self) -> tuple[DiskReading, ...]:
        by_disk: dict[int, list[str]] = {}
        places: dict[int, Path] = {}
        for purpose, folder in self._folders.items():
            whole = (folder, *folder.parents)
            place = next((place for place in whole if place.exists()), folder)
            try:
                disk = place.stat().st_dev
            except OSError:
                # a disk that was taken out has no room to tell of
                continue
            by_disk.setdefault(disk, []).append(purpose)
            places[disk] = place
        readings: list[DiskReading] = []
        for disk, purposes in by_disk.items():
            usage = shutil.disk_usage(places[disk])
            readings.append(DiskReading(listed(purposes), usage.free, usage.total))
        return tuple(readings)

    # ------------------------------------------------ GPUs

    def _gpus(self) -> tuple[GpuReading, ...]:
        if not self._has_looked_for_driver:
            self._has_looked_for_driver = True
            self._driver = _opened_driver()
        driver = self._driver
        if driver is None:
            return ()
        try:
            count = int(driver.nvmlDeviceGetCount())
            return tuple(
                self._gpu(driver.nvmlDeviceGetHandleByIndex(each)) for each in range(count)
            )
        except driver.NVMLError:
            # the driver was updated or unloaded under us; the next window finds the new one
            self._driver = None
            return ()

    def _gpu(self, handle: Any) -> GpuReading:
        driver = self._driver

        def ask(question: str, *more: Any) -> Any:
            try:
                return getattr(driver, question)(handle, *more)
            except driver.NVMLError:
                # virtual GPUs and old cards do not tell everything
                return None

        name = driver.nvmlDeviceGetName(handle)
        busy = ask("nvmlDeviceGetUtilizationRates")
        memory = ask("nvmlDeviceGetMemoryInfo")
        temperature = ask("nvmlDeviceGetTemperature", driver.NVML_TEMPERATURE_GPU)
        return GpuReading(
            name.decode() if isinstance(name, bytes) else str(name),
            busy.gpu / 100 if busy else None,
            float(memory.used) if memory else None,
            float(memory.total) if memory else None,
            None if temperature is None else float(temperature),
        )


def _opened_driver() -> Any:
    """NVIDIA's library, open, or None: the package is optional, and needs a driver."""
    try:
        driver: Any = importlib.import_module("pynvml")
    except ImportError:
        return None
    try:
        driver.nvmlInit()
    except driver.NVMLError:
        return None
    return driver
