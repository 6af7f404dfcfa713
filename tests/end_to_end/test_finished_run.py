"""A run to its natural end: what is shown, what is exported, and both again from disk."""

import hashlib
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from ftd_engine.protocol import PHASES, AccuracyMeasured, PhaseFinished, RunFinished, SeriesName
from ftd_engine.snapshot import Snapshot
from ftd_gui.main_window import IMAGES
from ftd_gui.runs.run_session import RunSession
from tests.end_to_end.conftest import OpenWindow
from tests.end_to_end.hands import Hands
from tests.end_to_end.small_runs import (
    assert_same,
    best_of,
    events_of,
    small_experiment,
    write_experiment,
)

Bytes = npt.NDArray[np.uint8]

FIGURE_1: dict[str, SeriesName] = {
    "evaluation": "loss_difference_evaluation",
    "distillation": "loss_difference_distillation",
    "teacher": "teacher_test_loss",
}


def run_to_the_end(hands: Hands, folder: Path) -> RunSession:
    hands.load(write_experiment(folder / "whole.toml", small_experiment("whole")))
    session = hands.start()
    hands.wait("the run is done", lambda: session.has_ended, 180)
    assert session.store.state == "done"
    return session


# ---------------------------------------------------------------- what can be seen


def levels_of(snapshot: Snapshot, series: str) -> Bytes:
    """Grey levels `[N, H, W]` that a set has on paper."""
    pixels = snapshot.images[series] * snapshot.std[:, None, None] + snapshot.mean[:, None, None]
    return np.rint(pixels[:, 0].clip(0, 1) * 255).astype(np.uint8)


def place_on_mosaic(hands: Hands, image: int, x: int, y: int) -> QPoint:
    """Where one pixel of one image of a set with one image per class lies, in the mosaic's view."""
    mosaic = hands.window.images_page.mosaic
    layout = mosaic.mosaic
    corner = mosaic._origin() + layout.cell_box(image, 0).topLeft()
    return QPoint(
        int(corner.x() + (x + 0.5) * layout.scale), int(corner.y() + (y + 0.5) * layout.scale)
    )


def shown_levels(hands: Hands) -> Bytes:
    """Grey levels `[10, 28, 28]` that the screen shows now, read at the middle of each pixel."""
    mosaic = hands.window.images_page.mosaic
    picture = hands.screen().convertToFormat(QImage.Format.Format_RGB32)
    sheet = np.frombuffer(picture.constBits(), dtype=np.uint8)
    sheet = sheet.reshape(picture.height(), picture.bytesPerLine() // 4, 4)
    ratio = picture.devicePixelRatio()
    levels = np.zeros((10, 28, 28), dtype=np.uint8)
    for image in range(10):
        places = [
            mosaic.viewport().mapTo(hands.window, place_on_mosaic(hands, image, step, step)) * ratio
            for step in range(28)
        ]
        rows, columns = [place.y() for place in places], [place.x() for place in places]
        colours = sheet[np.ix_(rows, columns)]
        assert (colours[..., 0] == colours[..., 1]).all()
        assert (colours[..., 0] == colours[..., 2]).all()
        levels[image] = colours[..., 0]
    return levels


def wait_for_set(hands: Hands, session: RunSession, iteration: int, series: str) -> None:
    """Until the page says this iteration; then every pixel of the screen is that set's."""
    page = hands.window.images_page
    hands.wait(f"iteration {iteration} is chosen", lambda: page.bar.iteration == iteration)
    hands.wait("it is read", lambda: not page.bar.is_waiting)
    expected = levels_of(session.folder.read_snapshot(iteration), series).astype(int)

    def is_painted() -> bool:
        return bool(np.abs(shown_levels(hands).astype(int) - expected).max() <= 1)

    # every pixel, for a set and its average may be equal in the brightest ones
    hands.wait("it is painted", is_painted)


def assert_figures_are_the_events(hands: Hands, session: RunSession) -> None:
    events = [record.event for record in events_of(session.folder)]
    finals = [one for one in events if isinstance(one, AccuracyMeasured) and one.final]
    assert {one.set_name for one in finals} == {"raw", "ema", "random_real"}
    words = hands.words_of(hands.window.inspector)
    for one in finals:
        figure = f"{100 * one.mean:.1f} ± {100 * one.std:.1f} % (n = 2)"
        assert figure in words and len(one.accuracies) == 2
        assert one.mean == np.mean(one.accuracies)
        np.testing.assert_allclose(one.std, np.std(one.accuracies), atol=1e-12)
    by_name = {one.set_name: one.mean for one in finals}
    gain = 100 * (by_name["ema"] - by_name["random_real"])
    assert f"{abs(gain):.1f} points" in words
    assert [one.phase for one in events if isinstance(one, PhaseFinished)] == list(PHASES)
    assert isinstance(events[-1], RunFinished) and events[-1].outcome == "done"


def drawn_figure_1(hands: Hands) -> dict[str, tuple[list[float], list[float]]]:
    return {line: hands.drawn("loss_difference", line) for line in FIGURE_1}


def assert_figure_1_is_drawn(hands: Hands, session: RunSession) -> None:
    store, plot = session.store, hands.window.monitor_page.plots["loss_difference"]
    hands.wait("Figure 1 is drawn", lambda: plot.isVisible() and bool(plot.lines["teacher"].pieces))
    hands.wait("its last line as well", lambda: len(drawn_figure_1(hands)["distillation"][0]) == 2)
    for key, (x, y) in drawn_figure_1(hands).items():
        series = FIGURE_1[key]
        curves = [store.curve(series, member) for member in store.members(series)]
        np.testing.assert_allclose(x, np.concatenate([curve.x for curve in curves]))
        np.testing.assert_allclose(y, np.concatenate([curve.y for curve in curves]))
    assert drawn_figure_1(hands)["evaluation"][0] == [0, 1, 2]
    # its own colour is on the screen for each line
    picture = plot.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    colours = {
        picture.pixel(x, y) & 0xFFFFFF
        for x in range(picture.width())
        for y in range(picture.height())
    }
    for key in FIGURE_1:
        assert plot.lines[key].colour().rgb() & 0xFFFFFF in colours, key


# ---------------------------------------------------------------- what is written


def assert_export_is_the_run(
    paths: list[Path], snapshot: Snapshot, series: str, class_names: tuple[str, ...]
) -> None:
    # in here, so that a collection of this file does not take seconds
    import torch

    assert all(path.is_file() for path in paths)
    (pt_path,) = [path for path in paths if path.suffix == ".pt"]
    tensors = torch.load(pt_path, weights_only=True)
    assert set(tensors) == {"images", "labels", "syn_lr"}
    np.testing.assert_array_equal(tensors["images"].numpy(), snapshot.images[series])
    np.testing.assert_array_equal(tensors["labels"].numpy(), snapshot.labels)
    assert float(tensors["syn_lr"]) == snapshot.syn_lr

    levels = levels_of(snapshot, series)
    pictures = sorted(path for path in paths if path.name == "00000.png")
    assert len(pictures) == len(levels) == 10
    for label, (path, level) in enumerate(zip(pictures, levels, strict=True)):
        assert path.parent.name.startswith(f"{label:03d}_")
        first_word = class_names[label].partition("/")[0].partition(" ")[0]
        assert first_word.lower() in path.parent.name.lower()
        with Image.open(path) as picture:
            np.testing.assert_array_equal(np.asarray(picture), level)
    (grid_path,) = [path for path in paths if path.name == "grid.png"]
    with Image.open(grid_path) as picture:
        grid = np.asarray(picture)
    for label, level in enumerate(levels):
        top = 2 + label * 30
        np.testing.assert_array_equal(grid[top : top + 28, 2:30], level)

    manifests = [path for path in paths if path.name.endswith("manifest.json")]
    assert len(manifests) == 2
    summed: set[Path] = set()
    for path in manifests:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        assert manifest["iteration"] == snapshot.iteration and manifest["series"] == series
        assert manifest["syn_lr"] == snapshot.syn_lr
        assert manifest["class_names"] == list(class_names)
        for name, checksum in manifest["sha256"].items():
            content = (path.parent / name).read_bytes()
            assert hashlib.sha256(content).hexdigest() == checksum, name
            summed.add(path.parent / name)
    assert summed == set(paths) - set(manifests)


def export_and_check(hands: Hands, session: RunSession, iteration: int, series: str) -> list[Path]:
    """Export what the Images page shows, by clicks; the files it says it wrote."""
    dialog, result = hands.export(hands.window.images_page.export_button)
    paths = [Path(name) for name in result.files]
    said = dialog.outcome_label.text()
    assert f"{len(paths)} files" in said
    stem = f"iteration-{iteration}-{series}"
    assert f"{stem}.pt" in said and f"{stem}-png" in said
    on_disk = {path for path in paths[0].parent.rglob("*") if path.is_file()}
    assert set(paths) <= on_disk
    assert result.total_bytes == sum(path.stat().st_size for path in paths)
    data = session.store.data
    assert data is not None
    snapshot = session.folder.read_snapshot(iteration)
    assert_export_is_the_run(paths, snapshot, series, data.class_names)
    assert dialog.close_button.text() == "Close"
    hands.click(dialog.close_button)
    hands.wait("the dialog is gone", lambda: not hands.dialogs(type(dialog)))
    return paths


# ---------------------------------------------------------------- the tests


def test_a_run_to_its_end(open_window: OpenWindow, tmp_path: Path) -> None:
    hands = open_window()
    window, page = hands.window, hands.window.images_page
    session = run_to_the_end(hands, tmp_path)
    store = session.store
    for phase in PHASES:
        assert store.phase_state(phase) == "done" and "✓" in window.phase_strip.text(phase)
    assert store.snapshots == [0, 4, 8] == session.folder.snapshot_iterations()
    assert_figures_are_the_events(hands, session)
    assert_figure_1_is_drawn(hands, session)

    hands.click(window.monitor_page.images_button)
    assert window.tabs.currentIndex() == IMAGES
    best = best_of(store)
    wait_for_set(hands, session, best, "ema")
    # the reading under the mouse is the stored number
    snapshot = session.folder.read_snapshot(best)
    hands.point_at(page.mosaic.viewport(), place_on_mosaic(hands, 3, 14, 9))
    colour = levels_of(snapshot, "ema")[3, 9, 14]
    hands.wait("the pixel is read", lambda: "x 14, y 9" in hands.words_of(page))
    assert f"colour {colour}" in hands.words_of(page)

    hands.click(page.series_buttons["raw"])
    wait_for_set(hands, session, best, "raw")
    hands.click(page.bar.slider)
    hands.press(Qt.Key.Key_Home)
    for iteration, key in ((0, Qt.Key.Key_Right), (4, Qt.Key.Key_Right), (8, Qt.Key.Key_Left)):
        wait_for_set(hands, session, iteration, "raw")
        hands.press(key)
    wait_for_set(hands, session, 4, "raw")
    export_and_check(hands, session, 4, "raw")
    hands.click(page.series_buttons["ema"])
    wait_for_set(hands, session, 4, "ema")
    assert (levels_of(snapshot, "raw") != levels_of(snapshot, "ema")).any()
    export_and_check(hands, session, 4, "ema")


def words_of_the_run(hands: Hands) -> str:
    """What the inspector says of the run; below it stands the machine, which is never the same."""
    return hands.words_of(hands.window.inspector).partition("This machine")[0]


def test_a_finished_run_comes_back_from_disk(open_window: OpenWindow, tmp_path: Path) -> None:
    hands = open_window()
    live = run_to_the_end(hands, tmp_path)
    hands.wait("Figure 1 is drawn", lambda: len(drawn_figure_1(hands)["distillation"][0]) == 2)
    live_figure = drawn_figure_1(hands)
    live_words = words_of_the_run(hands)
    live_log = hands.window.log_panel.shown_text()
    hands.click(hands.window.monitor_page.images_button)
    best = best_of(live.store)
    wait_for_set(hands, live, best, "ema")
    first_files = {path: path.read_bytes() for path in export_and_check(hands, live, best, "ema")}
    assert hands.window.close()

    hands = open_window()
    window = hands.window
    hands.wait("the last run is taken up", lambda: window.shown_session is not None)
    session = window.shown_session
    assert session is not None and session.experiment.name == "whole"
    assert window.tabs.currentIndex() == 2 and not session.owns_engine
    hands.wait("it is read to its end", lambda: session.has_ended)
    assert_same(live.store, session.store)
    assert words_of_the_run(hands) == live_words
    assert window.log_panel.shown_text() == live_log
    assert_figures_are_the_events(hands, session)

    hands.click(window.tabs.tabBar(), window.tabs.tabBar().tabRect(1).center())
    assert_figure_1_is_drawn(hands, session)
    assert drawn_figure_1(hands) == live_figure
    hands.click(window.tabs.tabBar(), window.tabs.tabBar().tabRect(2).center())
    wait_for_set(hands, session, best, "ema")
    again = export_and_check(hands, session, best, "ema")
    assert {path: path.read_bytes() for path in again} == first_files
