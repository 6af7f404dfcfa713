"""The machine's figures, with a driver that answers, one that refuses, and none."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ftd_gui.runs.device_reader import DeviceReader


class RefusedError(Exception):
    pass


def driver(**changes: object) -> SimpleNamespace:
    def refuse(*_: object) -> object:
        raise RefusedError

    answers: dict[str, object] = {
        "NVMLError": RefusedError,
        "NVML_TEMPERATURE_GPU": 0,
        "nvmlInit": lambda: None,
        "nvmlDeviceGetCount": lambda: 1,
        "nvmlDeviceGetHandleByIndex": lambda index: index,
        "nvmlDeviceGetName": lambda _: "H100",
        "nvmlDeviceGetUtilizationRates": lambda _: SimpleNamespace(gpu=71),
        "nvmlDeviceGetMemoryInfo": lambda _: SimpleNamespace(used=2**30, total=4 * 2**30),
        "nvmlDeviceGetTemperature": lambda _, sensor: 62,
    }
    answers.update({name: refuse if change is None else change for name, change in changes.items()})
    return SimpleNamespace(**answers)


def test_memory_and_disks_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pynvml", None)
    folders = {"runs": tmp_path, "teachers": tmp_path / "not made yet"}
    reading = DeviceReader(folders).read()
    assert 0 < reading.memory_free_bytes <= reading.memory_total_bytes
    # one disk is told once
    assert [disk.purpose for disk in reading.disks] == ["runs and teachers"]
    assert 0 < reading.disks[0].free_bytes <= reading.disks[0].total_bytes
    assert reading.gpus == ()


def test_a_gpu_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pynvml", driver(nvmlDeviceGetName=lambda _: b"H100"))
    (gpu,) = DeviceReader({}).read().gpus
    assert (gpu.name, gpu.busy_share, gpu.used_bytes, gpu.temperature_c) == (
        "H100",
        0.71,
        2**30,
        62,
    )


def test_what_a_gpu_does_not_tell_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    shy = driver(nvmlDeviceGetTemperature=None, nvmlDeviceGetUtilizationRates=None)
    monkeypatch.setitem(sys.modules, "pynvml", shy)
    (gpu,) = DeviceReader({}).read().gpus
    assert (gpu.busy_share, gpu.temperature_c, gpu.total_bytes) == (None, None, 4 * 2**30)


@pytest.mark.parametrize("question", ["nvmlInit", "nvmlDeviceGetCount", "nvmlDeviceGetName"])
def test_without_a_working_driver_there_is_no_gpu(
    monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    monkeypatch.setitem(sys.modules, "pynvml", driver(**{question: None}))
    reader = DeviceReader({})
    assert reader.read().gpus == ()
    assert reader.read().gpus == ()
