"""The card that says what a preset is."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_engine.presets import load_presets
from ftd_gui.forms.preset_facts import PresetFacts

PRESETS = {preset.key: preset for preset in load_presets()}


@pytest.fixture
def card(qtbot: QtBot) -> PresetFacts:
    card = PresetFacts()
    qtbot.addWidget(card)
    return card


def plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").split())


def test_facts_of_a_published_cell(card: PresetFacts) -> None:
    assert card.isHidden()
    card.show_preset(PRESETS["ftd-cifar-10-ipc10"])
    assert not card.isHidden()
    assert plain(card.facts_label.text()) == (
        "cifar-10 · 10 images per class · FTD · published: 66.6 ± 0.3 % (FTD, Table 1)"
    )
    card.show_preset(None)
    assert card.isHidden()


def test_notes_open_and_close_and_begin_closed(qtbot: QtBot, card: PresetFacts) -> None:
    preset = PRESETS["ftd-cifar-10-ipc1"]
    card.show_preset(preset)
    assert card.notes_label.isHidden()
    assert card.notes_button.text() == f"{len(preset.story.notes)} notes"
    qtbot.mouseClick(card.notes_button, Qt.MouseButton.LeftButton)
    assert not card.notes_label.isHidden() and card.notes_button.text() == "Hide notes"
    assert "60.7 %" in plain(card.notes_label.text())
    # shown again, as after every change in the form, they stay open; another preset closes them
    card.show_preset(preset)
    assert not card.notes_label.isHidden()
    card.show_preset(PRESETS["mtt-cifar-10-ipc1"])
    assert card.notes_label.isHidden()


def test_a_preset_without_notes_has_no_button(card: PresetFacts) -> None:
    card.show_preset(PRESETS["demo"])
    assert card.notes_button.isHidden()
    assert plain(card.facts_label.text()) == "fashion-mnist · 1 image per class · FTD"


def test_what_it_needs_has_its_line(card: PresetFacts) -> None:
    card.show_preset(PRESETS["demo"])
    assert card.needs_label.isHidden()
    card.show_needs("Needs about 1 GB memory.")
    assert card.needs_label.text() == "Needs about 1 GB memory." and not card.needs_label.isHidden()
    card.show_needs("")
    assert card.needs_label.isHidden()
