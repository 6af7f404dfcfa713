"""What the window's own thread has to do: many live curves, steps through large sets, scrolling.

Time of the thread is measured, not of the clock, since other programs share the machine; of several
rounds the best counts. A thread that is busy for a share of a second is idle for the rest of it.
"""

import time
from collections.abc import Callable
from typing import cast

import numpy as np
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from ftd_engine.snapshot import Snapshot
from ftd_gui.plots.curve_plot import CurvePlot
from ftd_gui.plots.line_look import LineLook, Piece
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import LIGHT
from ftd_gui.views.image_mosaic import ImageMosaic
from tests.benchmarks.measurement import Measurement

FRAMES_PER_S = 30
NEW_POINTS_PER_FRAME = 4
ROUNDS = 5
MANY_SMALL, FEW_LARGE = (5000, 32), (100, 128)
ZOOMS = (1, 2, 4, 8, 16, 32)

_COLOURS = ("raw", "ema", "random_real", "evaluation", "distillation")


def measure() -> list[Measurement]:
    """The promises about fluid views."""
    application = QApplication.instance() or QApplication([])
    busy = live_curves_busy_share()
    rows = [
        Measurement("20 live curves of 100,000 points, busy share", 100 * busy, "%", 30),
        Measurement("slider step over 5,000 images of 32 px", step_ms(*MANY_SMALL), "ms", 50),
        Measurement("slider step over 100 images of 128 px", step_ms(*FEW_LARGE), "ms", 50),
        Measurement("scrolled frame of 5,000 images, slowest", scroll_ms(*MANY_SMALL), "ms", 33),
        Measurement("scrolled frame of 100 of 128 px, slowest", scroll_ms(*FEW_LARGE), "ms", 33),
    ]
    del application
    return rows


def _thread_ms(work: Callable[[], object]) -> float:
    begin = time.thread_time()
    work()
    return (time.thread_time() - begin) * 1e3


def live_curves_busy_share(
    num_plots: int = 4, num_lines: int = 5, num_points: int = 100_000
) -> float:
    """Share of the thread that frames take, 30 a second, each with new points of every curve.

    Feeding, thinning, layout, ticks and painting are all in it.
    """
    rng = np.random.default_rng(0)
    looks = {
        f"line {number}": LineLook(f"line {number}", colour)
        for number, colour in zip(range(num_lines), _COLOURS, strict=True)
    }
    window = QWidget()
    grid = QGridLayout(window)
    plots: list[CurvePlot] = []
    for number in range(num_plots):
        spec = PlotSpec(f"Plot {number}", "", "iteration", "iteration", "loss", "", looks)
        plots.append(CurvePlot(spec, LIGHT))
        grid.addWidget(plots[-1], *divmod(number, 2))
    store = RunStore()
    steps = np.arange(num_points, dtype=np.float64)
    curves = [store.curve("expert_test_loss", number) for number in range(num_plots * num_lines)]
    for curve in curves:
        loss = np.exp(-steps / num_points) * rng.lognormal(0.0, 0.1, num_points)
        curve.extend(cast(tuple[float, ...], steps), cast(tuple[float, ...], loss))
    window.resize(1280, 720)
    window.show()
    QTest.qWaitForWindowExposed(window)

    def frame() -> None:
        for number, plot in enumerate(plots):
            for line, curve in zip(looks, curves[number * num_lines :], strict=False):
                plot.set_line(line, [Piece(curve.x, curve.y)])
            plot.draw()
        # what has changed is painted, as it is while a run goes on
        QTest.qWait(0)

    rounds: list[float] = []
    frame()
    for _ in range(ROUNDS):
        spent_ms = 0.0
        for _ in range(FRAMES_PER_S):
            first = len(curves[0])
            new_x = tuple(float(x) for x in range(first, first + NEW_POINTS_PER_FRAME))
            for curve in curves:
                curve.extend(new_x, tuple(rng.lognormal(-1.0, 0.1, NEW_POINTS_PER_FRAME)))
            spent_ms += _thread_ms(frame)
        rounds.append(spent_ms / 1e3)
    window.close()
    window.deleteLater()
    return min(rounds)


def _mosaic_of(num_images: int, width_px: int) -> tuple[ImageMosaic, list[Snapshot]]:
    rng = np.random.default_rng(0)
    labels = np.repeat(np.arange(num_images // 50 or 1), 50)
    mean = np.full(3, 0.5, dtype=np.float32)
    sets = [
        Snapshot(
            iteration,
            {"raw": rng.normal(size=(num_images, 3, width_px, width_px)).astype(np.float32)},
            labels,
            0.02,
            mean,
            mean,
        )
        for iteration in range(2)
    ]
    mosaic = ImageMosaic(LIGHT)
    mosaic.resize(1280, 720)
    mosaic.show()
    QTest.qWaitForWindowExposed(mosaic)
    mosaic.show_set(sets[0], "raw", ())
    return mosaic, sets


def step_ms(num_images: int, width_px: int) -> float:
    """From a set that has been read to its painted pixels, everything in sight."""
    mosaic, sets = _mosaic_of(num_images, width_px)

    def step(number: int) -> None:
        mosaic.show_set(sets[number % 2], "raw", ())
        mosaic.viewport().repaint()

    best = min(_thread_ms(lambda number=number: step(number)) for number in range(1, 8))
    mosaic.close()
    mosaic.deleteLater()
    return best


def scroll_ms(num_images: int, width_px: int) -> float:
    """The frame of the zoom at which scrolling takes longest."""
    mosaic, _ = _mosaic_of(num_images, width_px)
    bar = mosaic.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(bar.value() + 7)
        mosaic.viewport().repaint()

    slowest = 0.0
    for scale in ZOOMS:
        mosaic.zoom_to(float(scale))
        bar.setValue(bar.maximum() // 3)
        mosaic.viewport().repaint()
        slowest = max(slowest, min(_thread_ms(scroll) for _ in range(ROUNDS)))
    mosaic.close()
    mosaic.deleteLater()
    return slowest
