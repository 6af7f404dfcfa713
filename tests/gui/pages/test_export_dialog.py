"""Export dialog: what is proposed, what is refused, what is asked, what is told."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ftd_engine.export_formats import EXPORT_FORMATS
from ftd_engine.job_requests import ExportResult
from ftd_gui.pages.export_dialog import ExportDialog, ExportOffer
from ftd_gui.pages.set_choice import StoredSets
from ftd_gui.theme import LIGHT
from ftd_gui.views import log_panel

FAKES = "tests.gui.runs.fake_engines:"


@pytest.fixture
def offer(tmp_path: Path) -> ExportOffer:
    sets = StoredSets((0, 20, 40), shown=20)
    return ExportOffer(tmp_path, "demo", sets, True, "raw", "shown", 10, tmp_path / "exports")


def make(qtbot: QtBot, offer: ExportOffer, entry: str = "export_well") -> ExportDialog:
    dialog = ExportDialog(offer, LIGHT, entry=FAKES + entry)
    qtbot.addWidget(dialog)
    return dialog


def test_both_targets_are_proposed(qtbot: QtBot, offer: ExportOffer) -> None:
    dialog = make(qtbot, offer)
    request = dialog.request()
    assert request.iteration == 20 and request.series == "raw" and not request.overwrite
    assert request.path_of("pt") == str(offer.folder / "iteration-20-raw.pt")
    assert request.path_of("png") == str(offer.folder / "iteration-20-raw-png")
    assert "10 images" in dialog.preview_label.text()
    assert ".pt file and PNG folder" in dialog.preview_label.text()
    dialog.ema_button.click()
    assert dialog.request().series == "ema"
    assert dialog.request().path_of("pt").endswith("iteration-20-ema.pt")


def test_every_format_is_offered_with_a_line_of_help(qtbot: QtBot, offer: ExportOffer) -> None:
    dialog = make(qtbot, offer)
    dialog.open()
    assert list(dialog.rows) == [facts.name for facts in EXPORT_FORMATS]
    row = dialog.rows["mtt"]
    assert not row.edit.isVisible() and not dialog.request().path_of("mtt")
    row.box.click()
    assert row.edit.isVisible()
    assert dialog.request().path_of("mtt") == str(offer.folder / "iteration-20-raw-mtt")
    assert ".pt file, PNG folder and MTT pair" in dialog.preview_label.text()
    row.edit.setText("")
    assert "MTT pair has no path" in dialog.preview_label.text()
    dialog.reject()


def test_without_an_average_only_raw_can_be_chosen(qtbot: QtBot, offer: ExportOffer) -> None:
    dialog = make(qtbot, replace(offer, has_ema=False, series="ema"))
    assert dialog.series == "raw" and not dialog.ema_button.isEnabled()
    assert "EMA decay is 0" in dialog.ema_button.toolTip()


def test_what_cannot_be_written_is_said_before(qtbot: QtBot, offer: ExportOffer) -> None:
    dialog = make(qtbot, replace(offer, image_count=0))
    dialog.rows["pt"].edit.setText("")
    assert "has no path" in dialog.preview_label.text() and not dialog.export_button.isEnabled()
    dialog.rows["pt"].edit.setText("set.pt")
    assert "no whole path" in dialog.preview_label.text()
    dialog.rows["pt"].edit.setText(str(offer.run_path))
    assert "names a folder" in dialog.preview_label.text()
    dialog.rows["pt"].box.click()
    assert dialog.export_button.isEnabled() and dialog.request().path_of("pt") == ""
    dialog.rows["png"].box.click()
    assert "Nothing is chosen" in dialog.preview_label.text()
    assert not dialog.export_button.isEnabled()


def test_existing_files_need_consent(qtbot: QtBot, offer: ExportOffer) -> None:
    offer.folder.mkdir()
    (offer.folder / "iteration-20-raw.pt").touch()
    dialog = make(qtbot, offer)
    assert not dialog.overwrite_box.isHidden() and not dialog.export_button.isEnabled()
    assert "is already there" in dialog.preview_label.text()
    dialog.overwrite_box.click()
    assert dialog.export_button.isEnabled() and dialog.request().overwrite
    folder = offer.folder / "iteration-20-raw-png"
    folder.mkdir()
    (folder / "grid.png").touch()
    dialog.overwrite_box.click()
    assert "are already there" in dialog.preview_label.text()


def test_an_export_tells_what_was_written(
    qtbot: QtBot, offer: ExportOffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = make(qtbot, offer)
    with qtbot.waitSignal(dialog.exported, timeout=15_000) as blocker:
        dialog.export_button.click()
        assert dialog.export_button.text() == "Writing…"
        assert not dialog.export_button.isEnabled()
    assert blocker.args is not None and isinstance(blocker.args[0], ExportResult)
    assert "1 file, 5.00" in dialog.outcome_label.text()
    assert "iteration-20-raw.pt" in dialog.outcome_label.text()
    assert dialog.export_button.text() == "Export" and dialog.close_button.text() == "Close"
    # nothing asks to replace what was just written, until something else is wished
    for widget in (dialog.preview_label, dialog.overwrite_box, dialog.export_button):
        assert widget.isHidden()
    assert dialog.open_button.isDefault()
    dialog.rows["png"].box.click()
    assert not dialog.export_button.isHidden() and not dialog.preview_label.isHidden()
    opened: list[Path] = []
    monkeypatch.setattr("ftd_gui.pages.export_dialog.open_folder", opened.append)
    dialog.open_button.click()
    assert opened == [offer.folder]
    assert log_panel.open_folder is not opened.append


def test_a_failed_export_says_why(qtbot: QtBot, offer: ExportOffer) -> None:
    dialog = make(qtbot, offer, "export_badly")
    dialog.export_button.click()
    qtbot.waitUntil(lambda: "without an answer" in dialog.outcome_label.text(), timeout=15_000)
    assert dialog.open_button.isHidden() and dialog.export_button.isEnabled()


def test_closing_ends_an_export_that_hangs(qtbot: QtBot, offer: ExportOffer) -> None:
    dialog = make(qtbot, offer, "export_and_stay")
    dialog.open()
    dialog.export_button.click()
    dialog.reject()
    assert not dialog.isVisible()


def test_paths_can_be_chosen(qtbot: QtBot, offer: ExportOffer) -> None:
    dialog = make(qtbot, offer)
    dialog.rows["pt"].browse_button.click()
    dialog.rows["png"].browse_button.click()
    choosers = dialog.findChildren(QFileDialog)
    assert len(choosers) == 2
    for chooser, text in zip(choosers, ("a.pt", "pictures"), strict=True):
        chooser.fileSelected.emit(str(offer.folder / text))
        chooser.close()
    assert dialog.request().path_of("pt") == str(offer.folder / "a.pt")
    assert dialog.request().path_of("png") == str(offer.folder / "pictures")


def test_many_files_are_not_all_named() -> None:
    files = tuple(f"/set/{index}.png" for index in range(9))
    words = ExportDialog._written_words(ExportResult(True, files, 2048, ""))
    assert words.startswith("Wrote 9 files, 2.00") and words.endswith("and 3 more")


def test_folders_are_named_once() -> None:
    files = (
        "/set/a.pt",
        "/set/a.pt.manifest.json",
        "/set/a-png/grid.png",
        "/set/a-png/000_bag/00000.png",
        "/set/a-png/001_boot/00000.png",
    )
    words = ExportDialog._written_words(ExportResult(True, files, 2048, ""))
    assert words.splitlines()[1:] == ["a.pt", "a.pt.manifest.json", "a-png (3 files)"]
    only_png = ExportDialog._written_words(ExportResult(True, files[2:], 2048, ""))
    assert only_png.splitlines()[1:] == ["grid.png", "000_bag (1 file)", "001_boot (1 file)"]
