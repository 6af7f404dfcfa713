"""How fast plots and mosaics draw: frames a second of a live million-point curve, and one step.

What is measured is the whole way of a frame: feed, thin out, choose ranges and ticks, paint.
"""

import statistics
import tempfile
import time
from pathlib import Path
from typing import cast

import numpy as np
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ftd_engine.snapshot import Snapshot
from ftd_gui.plots.curve_plot import CurvePlot
from ftd_gui.plots.run_plots import MATCHING_LOSS, show_matching_loss
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import LIGHT
from ftd_gui.views.image_mosaic import ImageMosaic
from tests.benchmarks.measurement import Measurement

NEW_POINTS_PER_FRAME = 100


def measure() -> list[Measurement]:
    """The promises about drawing: 30 frames a second, and a step of the slider in 50 ms."""
    application = QApplication.instance() or QApplication([])
    frames_ms = plot_frames_ms()
    steps_ms = mosaic_steps_ms()
    del application
    return [
        Measurement(
            "live plot of 1,000,000 points, frames a second",
            1e3 / statistics.fmean(frames_ms),
            "1/s",
            30,
            at_least=True,
        ),
        Measurement("the same, slowest frame", max(frames_ms), "ms", 100),
        Measurement("next set of 500 images of 32 px", statistics.fmean(steps_ms), "ms", 50),
    ]


def plot_frames_ms(
    num_points: int = 1_000_000, num_frames: int = 60, size: tuple[int, int] = (1200, 400)
) -> list[float]:
    """Time to feed, thin out, lay out and paint one frame of a growing curve.

    Each frame brings new points, so that ranges, ticks and pixels all change as they do live.
    """
    store = RunStore()
    rng = np.random.default_rng(0)
    curve = store.curve("matching_loss")
    steps = np.arange(num_points, dtype=np.float64)
    loss = np.exp(-steps / num_points) * rng.lognormal(0.0, 0.3, num_points)
    curve.extend(cast(tuple[float, ...], steps), cast(tuple[float, ...], loss))
    plot = CurvePlot(MATCHING_LOSS, LIGHT)
    plot.resize(*size)
    plot.show()
    QTest.qWaitForWindowExposed(plot)
    frames_ms: list[float] = []
    for _ in range(num_frames):
        first = len(curve)
        new_x = tuple(float(x) for x in range(first, first + NEW_POINTS_PER_FRAME))
        curve.extend(new_x, tuple(rng.lognormal(-1.0, 0.3, NEW_POINTS_PER_FRAME)))
        begin = time.perf_counter()
        show_matching_loss(plot, store)
        plot.draw()
        # painting now, not when the event loop has time, is what makes it measurable
        plot.canvas.viewport().repaint()
        frames_ms.append((time.perf_counter() - begin) * 1e3)
    plot.close()
    plot.deleteLater()
    return frames_ms[2:]


def mosaic_steps_ms(
    num_images: int = 500,
    width_px: int = 32,
    num_steps: int = 20,
    size: tuple[int, int] = (1280, 720),
) -> list[float]:
    """Time from a wish for another iteration to its painted pixels: read, convert, paint."""
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        paths: list[Path] = []
        labels = np.repeat(np.arange(10), num_images // 10)
        for iteration in range(4):
            images = rng.normal(size=(num_images, 3, width_px, width_px)).astype(np.float32)
            mean = np.full(3, 0.5, dtype=np.float32)
            snapshot = Snapshot(iteration, {"raw": images, "ema": images}, labels, 0.02, mean, mean)
            path = Path(folder) / f"{iteration}"
            path.write_bytes(snapshot.to_bytes())
            paths.append(path)
        mosaic = ImageMosaic(LIGHT)
        mosaic.resize(*size)
        mosaic.show()
        QTest.qWaitForWindowExposed(mosaic)
        steps_ms: list[float] = []
        for step in range(num_steps):
            begin = time.perf_counter()
            snapshot = Snapshot.from_bytes(paths[step % 4].read_bytes(), "")
            mosaic.show_set(snapshot, "ema", ())
            mosaic.viewport().repaint()
            steps_ms.append((time.perf_counter() - begin) * 1e3)
        mosaic.close()
        mosaic.deleteLater()
    return steps_ms[1:]
