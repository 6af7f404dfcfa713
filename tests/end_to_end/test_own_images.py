"""From a folder of own images, dropped on the window, to an exported set."""

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from ftd_gui.main_window import CONFIGURE, DATA, IMAGES, MONITOR
from tests.end_to_end.conftest import OpenWindow
from tests.end_to_end.hands import Hands
from tests.end_to_end.small_runs import small_experiment, write_experiment

MOST_CLICKS = 10
SIDE_PX = 16


def write_own_images(folder: Path) -> Path:
    """Dark pictures in one folder, half as many bright ones and a damaged file in another."""
    rng = np.random.default_rng(0)
    for name, count, low in (("dark", 12, 0), ("bright", 6, 120)):
        (folder / name).mkdir(parents=True)
        for place in range(count):
            pixels = rng.integers(low, low + 120, (SIDE_PX, SIDE_PX, 3), np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{place}.png")
    (folder / "bright" / "broken.png").write_bytes(b"no picture")
    return folder


def drop(hands: Hands, path: Path) -> None:
    """Drag a file or folder over the middle of the window, and let go of it."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    window = hands.window
    place = window.rect().center()
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, action, carried, button, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(place), action, carried, button, keys))


def test_own_images_become_an_exported_set(open_window: OpenWindow, tmp_path: Path) -> None:
    images = write_own_images(tmp_path / "own")
    settings = small_experiment("own images", distill={"ipc": 8})
    hands = open_window()
    window, page = hands.window, hands.window.data_page
    drop(hands, write_experiment(tmp_path / "small.toml", settings))
    drop(hands, images)
    assert window.tabs.currentIndex() == DATA
    hands.wait("the images are looked through", page.use_button.isEnabled)
    # what is wrong with the files comes first; the others are shown nevertheless
    (card,) = page.findings.cards
    assert "broken.png" in card.sentence.text() and card.change_button is not None
    assert card.change_button.text() == "Leave these files out"
    hands.click(card.change_button)
    hands.wait("they are looked through again", page.use_button.isEnabled)
    assert "2 classes · 15 training images · 3 test images · 16 × 16 pixels" in page.facts.text()
    assert page.images.mosaic.mosaic.counts == (5, 10)
    # the smallest class has 5 training images, one of which is held out
    card = page.findings.cards[0]
    assert card.change_button is not None
    assert card.change_button.text() == "Lower images per class to 4"
    hands.click(card.change_button)
    hands.wait("they are looked through a third time", page.use_button.isEnabled)
    (card,) = page.findings.cards
    assert card.sentence.text().startswith("Warning: 1 file is damaged and left out")
    hands.click(page.use_button)
    assert window.tabs.currentIndex() == CONFIGURE
    experiment = window.configure_page.current_experiment()
    assert experiment is not None and experiment.data.folder == str(images)
    session = hands.start()
    assert window.tabs.currentIndex() == MONITOR
    hands.wait("the run is done", lambda: session.has_ended, 180)
    assert session.store.state == "done"
    hands.click(window.monitor_page.images_button)
    assert window.tabs.currentIndex() == IMAGES
    hands.wait("a set is shown", lambda: window.images_page.bar.iteration is not None)
    _, result = hands.export(window.images_page.export_button)
    assert result.ok and result.files
    assert hands.clicks <= MOST_CLICKS
