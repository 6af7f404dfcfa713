"""A peer's set through the window: looked at, its space chosen by eye, evaluated, viewed."""

from pathlib import Path

import numpy as np
import torch
from PySide6.QtCore import QPoint

from ftd_gui.main_window import MONITOR, RESULTS
from ftd_gui.pages.import_dialog import ImportDialog
from tests.end_to_end.conftest import OpenWindow


def test_a_peers_set_becomes_a_run(open_window: OpenWindow, tmp_path: Path) -> None:
    draw = np.random.default_rng(0)
    real = draw.integers(0, 256, (40, 3, 8, 8), dtype=np.uint8)
    np.savez(tmp_path / "real.npz", images=real, labels=np.arange(40) % 2)
    images = torch.randn(4, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    torch.save(images, tmp_path / "images_best.pt")
    torch.save(torch.tensor([0, 0, 1, 1]), tmp_path / "labels_best.pt")
    hands = open_window()
    hands.window.commands.import_set.trigger()
    (dialog,) = hands.window.findChildren(ImportDialog)
    dialog.look_at(tmp_path / "images_best.pt")
    hands.wait("the set is read", lambda: "4 images" in dialog.found_label.text())
    card = dialog.space_choice.cards["mean-std"]
    assert not card.picture.pixmap().isNull()
    hands.click(card.picture)
    assert dialog.space_choice.chosen == "mean-std"
    dialog.dataset_box.setCurrentIndex(dialog.dataset_box.findData("arrays"))
    dialog.data_folder_edit.setText(str(tmp_path / "real.npz"))
    dialog.networks_box.setValue(2)
    dialog.epochs_box.setValue(2)
    hands.click(dialog.import_button)
    session = hands.window.shown_session
    assert session is not None and hands.window.tabs.currentIndex() == MONITOR
    hands.wait("the run is done", lambda: session.store.state == "done" and session.has_ended)
    measured = session.store.final_accuracy("raw")
    assert measured is not None and len(measured.accuracies) == 2
    assert session.store.final_accuracy("random_real") is not None
    stored = session.folder.read_snapshot(0)
    assert torch.equal(torch.from_numpy(stored.images["raw"]), images)


def test_a_peers_file_is_evaluated_on_two_architectures(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    draw = np.random.default_rng(1)
    real = draw.integers(0, 256, (40, 3, 32, 32), dtype=np.uint8)
    np.savez(tmp_path / "real.npz", images=real, labels=np.arange(40) % 2)
    images = torch.randn(2, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    # as DC and DSA leave theirs
    torch.save({"data": [[images, torch.tensor([0, 1])]]}, tmp_path / "res.pt")
    hands = open_window()
    hands.window.commands.import_set.trigger()
    (dialog,) = hands.window.findChildren(ImportDialog)
    dialog.look_at(tmp_path / "res.pt")
    hands.wait("the set is read", lambda: "2 images" in dialog.found_label.text())
    hands.click(dialog.space_choice.cards["mean-std"].picture)
    dialog.dataset_box.setCurrentIndex(dialog.dataset_box.findData("arrays"))
    dialog.data_folder_edit.setText(str(tmp_path / "real.npz"))
    dialog.networks_box.setValue(1)
    dialog.epochs_box.setValue(1)
    hands.click(dialog.family_row.boxes["alexnet"])
    assert dialog.family_row.chosen == ("convnet", "alexnet")
    hands.click(dialog.import_button)
    session = hands.window.shown_session
    assert session is not None
    hands.wait("the run is done", lambda: session.store.state == "done" and session.has_ended)
    hands.window.commands.pages[RESULTS].trigger()
    page = hands.window.results_page
    table = page.accuracy.view.table
    assert [(table.index(row, 0).data(), table.index(row, 1).data()) for row in range(4)] == [
        ("ConvNet-3, width 128", "Distilled, raw"),
        ("ConvNet-3, width 128", "Random real"),
        ("AlexNet", "Distilled, raw"),
        ("AlexNet", "Random real"),
    ]
    places: list[QPoint] = []

    def is_still() -> bool:
        places.append(page.values_box.mapTo(page, QPoint()))
        return len(places) > 2 and places[-1] == places[-3]

    hands.wait("the page is laid out", is_still)
    hands.choose(page.values_box, "Counts")
    view = page.accuracy.view
    hands.click(view.viewport(), view.visualRect(table.index(2, 0)).center())
    assert "AlexNet" in hands.words_of(page)
    matrix = page.confusion.view.table
    counts = [[int(matrix.index(row, column).data()) for column in (0, 1)] for row in (0, 1)]
    told = session.store.classes["AlexNet", "raw"]
    assert [count for row in counts for count in row] == list(told.counts)
    assert session.store.data is not None and sum(told.counts) == session.store.data.test_images
