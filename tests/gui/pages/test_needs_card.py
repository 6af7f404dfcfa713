"""The card of needs: rough at once, exact by a process, refusing what cannot fit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.experiment import Experiment
from ftd_engine.presets import load_presets
from ftd_engine.step_costs import store_rate
from ftd_gui.pages import needs_card
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.needs_card import NeedsCard
from ftd_gui.theme import DARK
from tests.fixtures.device_rates import RATE

FAKES = "tests.gui.runs.fake_engines:"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTD_STUDIO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(needs_card, "DEVICE_DELAY_MS", 20)
    monkeypatch.setattr(needs_card, "SETTLE_MS", 1)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[ConfigurePage]:
    page = ConfigurePage(load_presets())
    qtbot.addWidget(page)
    page.set_theme(DARK)
    yield page
    page.needs_card.close_job()


def begin(page: ConfigurePage, tmp_path: Path, entry: str) -> NeedsCard:
    card = page.needs_card
    card.begin(tmp_path / "runs", FAKES + entry if entry else "")
    page.show()
    return card


def wait_for(qtbot: QtBot, card: NeedsCard, figures: str = "", details: str = "") -> None:
    def holds() -> None:
        assert figures in card.panel.figures.text()
        assert details in card.panel.details.text()

    qtbot.waitUntil(holds, timeout=20_000)


def test_without_a_workspace_there_is_no_card(page: ConfigurePage) -> None:
    page.show()
    assert not page.needs_card.isVisible()


def test_a_known_device_is_estimated_at_once(
    qtbot: QtBot, page: ConfigurePage, tmp_path: Path
) -> None:
    store_rate(Experiment(), RATE)
    card = begin(page, tmp_path, "")
    wait_for(qtbot, card, "About ", "A rough estimate for CPU, 9 threads")
    assert " of memory" not in card.panel.figures.text()
    assert "memory " in card.panel.figures.text() and "disk " in card.panel.figures.text()
    before = card.panel.figures.text()
    page.show_experiment(load_presets()[0].experiment)
    qtbot.waitUntil(lambda: card.panel.figures.text() != before)
    words = card.short_words_for(Experiment())
    assert words.startswith("about ") and words.endswith(" of disk")


def test_the_list_of_presets_says_what_each_takes_here(page: ConfigurePage) -> None:
    listed = page.preset_box.list

    def figures() -> dict[str, str]:
        page.preset_box.showPopup()
        listed.hide()
        return {item.text(0): item.text(1) for item, _ in listed._searched}

    assert set(figures().values()) == {""}, "nothing is known before the device is"
    store_rate(Experiment(), RATE)
    known = figures()
    assert all(" · " in words for words in known.values()) and len(known) > 40
    (demo,) = (words for title, words in known.items() if title.startswith("Demo"))
    assert demo != known["Fashion-MNIST, 50 per class, two CPU cores"]
    assert "here, roughly" in [group.text(1) for group in listed._groups]


def test_an_unknown_device_is_measured_once_by_itself(
    qtbot: QtBot, page: ConfigurePage, tmp_path: Path
) -> None:
    card = begin(page, tmp_path, "estimate_well")
    wait_for(qtbot, card, "", "Measuring this device once")
    wait_for(qtbot, card, "About ", "A rough estimate for CPU, 9 threads")


def test_a_device_is_not_measured_beside_a_run(
    qtbot: QtBot, page: ConfigurePage, tmp_path: Path
) -> None:
    page.set_blocked("A run is under way.")
    card = begin(page, tmp_path, "estimate_well")
    wait_for(qtbot, card, "Disk ", "Time and memory are not known yet on this device.")
    qtbot.wait(60)
    assert "not known" in card.panel.details.text()
    page.set_blocked("")
    wait_for(qtbot, card, "About ", "A rough estimate")


def test_exact_figures_by_the_button(qtbot: QtBot, page: ConfigurePage, tmp_path: Path) -> None:
    store_rate(Experiment(), RATE)
    card = begin(page, tmp_path, "estimate_well")
    wait_for(qtbot, card, "About ")
    card.panel.button.click()
    assert card.panel.button.text() == "Cancel"
    wait_for(qtbot, card, "About ", "Measured with these settings on CPU, 9 threads: teachers ")
    assert card.panel.button.text() == "Estimate exactly"
    assert page.start_button.isEnabled()
    # other settings are rough again, these ones stay measured
    page.show_experiment(load_presets()[0].experiment)
    wait_for(qtbot, card, "", "A rough estimate")
    page.show_experiment(Experiment())
    wait_for(qtbot, card, "", "Measured with these settings")


def test_what_does_not_fit_cannot_be_started(
    qtbot: QtBot, page: ConfigurePage, tmp_path: Path
) -> None:
    store_rate(Experiment(), RATE)
    card = begin(page, tmp_path, "estimate_too_much")
    wait_for(qtbot, card, "About ")
    with qtbot.waitSignal(page.readiness_changed, timeout=20_000):
        card.panel.button.click()
        wait_for(qtbot, card, "", "Phase distill takes about ")
    assert "Student steps (distill.syn_steps)" in card.panel.details.text()
    assert not page.start_button.isEnabled()
    assert page.start_obstacle().startswith("This run does not fit. Phase distill takes about ")
    with qtbot.assertNotEmitted(page.start_requested):
        page.request_start()
    # a change may be the cure, and is estimated anew
    page.show_experiment(load_presets()[0].experiment)
    assert page.start_button.isEnabled()


def test_a_refusal_is_shown_and_forgotten_with_the_next_settings(
    qtbot: QtBot, page: ConfigurePage, tmp_path: Path
) -> None:
    store_rate(Experiment(), RATE)
    card = begin(page, tmp_path, "estimate_refused")
    wait_for(qtbot, card, "About ")
    card.panel.button.click()
    wait_for(qtbot, card, "", "The folder mine is not a folder. Name another one.")
    page.show_experiment(load_presets()[0].experiment)
    wait_for(qtbot, card, "", "A rough estimate")


def test_a_process_that_dies_is_told(qtbot: QtBot, page: ConfigurePage, tmp_path: Path) -> None:
    store_rate(Experiment(), RATE)
    card = begin(page, tmp_path, "estimate_badly")
    wait_for(qtbot, card, "About ")
    card.panel.button.click()
    wait_for(qtbot, card, "", "The measuring process ended without an answer: signal SIGABRT")


def test_it_can_be_called_off_and_ends_with_the_page(
    qtbot: QtBot, page: ConfigurePage, tmp_path: Path
) -> None:
    store_rate(Experiment(), RATE)
    card = begin(page, tmp_path, "estimate_never")
    wait_for(qtbot, card, "About ")
    card.panel.button.click()
    wait_for(qtbot, card, "", "Trying a few steps")
    card.panel.button.click()
    wait_for(qtbot, card, "", "A rough estimate")
    assert not card._job.is_running
    card.panel.button.click()
    assert card._job.is_running
    page.hide()
    assert not card._job.is_running
    page.show()
    wait_for(qtbot, card, "", "A rough estimate")
    card.panel.button.click()
    # another experiment is not what is measured
    page.show_experiment(load_presets()[0].experiment)
    assert not card._job.is_running


def test_own_images_have_to_be_read(qtbot: QtBot, page: ConfigurePage, tmp_path: Path) -> None:
    store_rate(Experiment(), RATE)
    card = begin(page, tmp_path, "")
    data = Experiment().data.model_copy(update={"dataset": "folder", "folder": "mine"})
    own = Experiment().model_copy(update={"data": data})
    page.show_experiment(own)
    wait_for(qtbot, card, "What own images need is known once they are read.", "Estimate exactly")
    assert card.short_words_for(own) == ""


def test_wrong_settings_have_no_estimate(qtbot: QtBot, page: ConfigurePage, tmp_path: Path) -> None:
    card = begin(page, tmp_path, "")
    page.form.set_raw_values({**Experiment().model_dump(mode="json"), "seed": -1})
    page._validate()
    wait_for(qtbot, card, "", "The estimate waits for settings that are right.")
    assert not card.panel.button.isEnabled()
