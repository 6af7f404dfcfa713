"""What a window goes on with: run, pages and draft of the last one; a cut-off run comes before it."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_engine.experiment import Experiment
from ftd_gui.forms.form_draft import FormDraft
from ftd_gui.main_window import COMPARE, CONFIGURE, IMAGES, MONITOR, MainWindow
from ftd_gui.pages.images_page import ImagesPage
from ftd_gui.plots.plot_seen import PlotSeen
from ftd_gui.plots.smoothing import Smoothing
from ftd_gui.settings import Settings
from ftd_gui.views.contrast import Contrast
from tests.fixtures.recorded_runs import done_records, write_run

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    opened: list[MainWindow] = []

    def open_one(workspace: str = "runs", looks: bool = True) -> MainWindow:
        window = MainWindow(tmp_path / workspace, Settings(tmp_path / "s.ini"))
        qtbot.addWidget(window)
        window.show()
        opened.append(window)
        if looks:
            with qtbot.waitSignal(window.library.looked_through):
                pass
        return window

    yield open_one
    for window in opened:
        window.close_now()
    qapp.setStyleSheet("")


def test_run_page_and_zoom_come_back(open_window: OpenWindow, tmp_path: Path) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    assert window.shown_session is None and window.tabs.currentIndex() == CONFIGURE
    window.open_run(run)
    window.monitor_page.see("Distillation", {})
    plot = window.monitor_page.plots["matching_loss"]
    plot.see(PlotSeen(log_x=False, log_y=True, x=(5.0, 20.0), y=(-1.0, 1.0)))
    window.close()

    again = open_window()
    assert again.shown_session is not None and again.shown_session.folder.path == run
    assert again.tabs.currentIndex() == MONITOR and again.monitor_page.view == "Distillation"
    seen = again.monitor_page.plots["matching_loss"].seen
    assert seen.log_y and not seen.log_x
    assert seen.x == pytest.approx((5.0, 20.0)) and seen.y == pytest.approx((-1.0, 1.0))
    assert again.monitor_page.plots["syn_lr"].is_fitted
    again.tabs.setCurrentIndex(IMAGES)
    again.close()
    assert open_window().tabs.currentIndex() == IMAGES


@pytest.mark.parametrize("what", ["gone", "none", "nonsense"])
def test_without_a_run_to_come_back_to_it_begins_afresh(
    open_window: OpenWindow, tmp_path: Path, what: str
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    if what == "none":
        window.commands.new.trigger()
    window.close()
    if what == "gone":
        shutil.rmtree(run)
    if what == "nonsense":
        settings = Settings(tmp_path / "s.ini")
        settings.set_session(tmp_path / "runs", '{"run": 7}')
        settings.save()
    again = open_window()
    assert again.shown_session is None and again.tabs.currentIndex() == CONFIGURE


def test_a_run_that_was_cut_off_since_is_offered_instead(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    window.close()
    write_run(tmp_path / "runs", done_records()[:-1], "interrupted", "cut")
    again = open_window()
    assert again.shown_session is None
    assert again.banner.title.text() == "“cut” waits to go on"


def test_the_last_run_goes_before_one_that_was_cut_off_long_ago(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ftd_gui.window_session.CLOSING_S", 0.0)
    write_run(tmp_path / "runs", done_records()[:-1], "interrupted", "cut")
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    window.close()
    again = open_window()
    assert again.shown_session is not None and again.shown_session.folder.path == run


def type_in(window: MainWindow, path: str, text: str) -> None:
    window.configure_page.form.change_value(path, text)


def value_of(window: MainWindow, path: str) -> object:
    return window.configure_page.form.editor(path).value()


def wait_for_set(page: ImagesPage, qtbot: QtBot, iteration: int) -> None:
    qtbot.waitUntil(lambda: bool(page.pictures.seen and page.pictures.seen.iteration == iteration))


def test_what_was_edited_on_a_run_comes_back_over_its_settings(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    type_in(window, "distill.iterations", "777")
    type_in(window, "distill.image_lr", "nonsense")
    type_in(window, "evaluation.random_real_lr", "nan")
    window.configure_page.advanced_box.setChecked(True)
    window.close()

    again = open_window()
    assert value_of(again, "distill.iterations") == 777
    assert value_of(again, "distill.image_lr") == "nonsense"
    assert str(value_of(again, "evaluation.random_real_lr")) == "nan"
    assert again.configure_page.current_experiment() is None
    assert again.configure_page.advanced_box.isChecked()
    assert "first" in again.configure_page._notice.text
    assert value_of(again, "buffer.num_experts") == 2
    # one step leads back to the settings of the run
    again.configure_page.history.undo()
    assert value_of(again, "distill.iterations") == 40


def test_a_draft_comes_back_with_its_preset_and_without_a_run(open_window: OpenWindow) -> None:
    window = open_window()
    preset = window.editing.presets.presets[1]
    window.editing.choose_preset(preset.key)
    type_in(window, "distill.iterations", "777")
    window.configure_page.form.change_value("dsa.ops", ("flip",))
    window.close()

    page = open_window().configure_page
    experiment, base = page.current_experiment(), page.base_preset()
    assert experiment is not None and experiment.distill.iterations == 777
    assert experiment.dsa.ops == ("flip",)
    assert base is not None and base.key == preset.key
    assert page.chosen_preset() is None and page.difference.isVisibleTo(page)


def test_a_draft_behind_the_settings_of_a_run_stays_there(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    type_in(window, "distill.iterations", "777")
    window.open_run(run)
    window.close()

    again = open_window()
    assert value_of(again, "distill.iterations") == 40
    again.configure_page.draft_button.click()
    assert value_of(again, "distill.iterations") == 777


def test_what_is_asked_for_goes_before_the_draft(open_window: OpenWindow, tmp_path: Path) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    type_in(window, "distill.iterations", "777")
    window.close()

    asked = open_window(looks=False)
    asked.open_run(run)
    assert value_of(asked, "distill.iterations") == 40
    asked.configure_page.draft_button.click()
    assert value_of(asked, "distill.iterations") == 777


def test_the_comparison_comes_back_without_runs_that_are_gone(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    runs = [
        write_run(tmp_path / "runs", done_records(), "done", name).path for name in ("a", "b", "c")
    ]
    window = open_window()
    page = window.compare_page
    for run in reversed(runs):
        page.add(run)
    page.tabs.setCurrentIndex(1)
    page.series_buttons["raw"].click()
    page.choice.choose_baseline(str(runs[1]))
    page.choice.seeds_box.setChecked(True)
    page.all_box.setChecked(True)
    window.close()
    shutil.rmtree(runs[2])

    # a window in which nobody looked at the page loses nothing
    open_window().close()
    again = open_window()
    page = again.compare_page
    assert page.part == "Results" and page.seen().runs == tuple(map(str, reversed(runs)))
    again.tabs.setCurrentIndex(COMPARE)
    assert [page.runs.name_of(place) for place, _ in page.runs.sessions()] == ["b", "a"]
    assert page.choice.baseline == page.runs.place_of(runs[1])
    assert page.choice.seeds_box.isChecked() and page.all_box.isChecked()
    assert page.series_buttons["raw"].isChecked() and page.seen().series == "raw"
    assert not page.choice.problem_label.isVisible()


def test_a_run_that_is_added_first_joins_those_that_come_back(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    one = write_run(tmp_path / "runs", done_records(), "done", "one").path
    two = write_run(tmp_path / "runs", done_records(), "done", "two").path
    window = open_window()
    window.compare_page.add(one)
    window.close()
    again = open_window()
    again.compare_page.add(two)
    assert [again.compare_page.runs.place_of(run) for run in (one, two)] == [0, 1]


def test_images_are_looked_at_as_before(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    window.tabs.setCurrentIndex(IMAGES)
    page = window.images_page
    wait_for_set(page, qtbot, 40)
    page.bar.go_to(20)
    wait_for_set(page, qtbot, 20)
    page.series_buttons["raw"].click()
    page.contrast.choose(Contrast("shared", 3.5))
    page.filter_edit.setText("coat")
    page.mosaic.zoom_to(24.0)
    seen = page.seen()
    assert (seen.iteration, seen.series, seen.classes, seen.zoom) == (20, "raw", "coat", 24.0)
    window.close()

    # closed before its set is there: nothing is lost
    open_window().close()
    page = open_window().images_page
    wait_for_set(page, qtbot, 20)
    assert page.seen() == seen
    assert page.series_buttons["raw"].isChecked() and page.classes.names == ("coat",)
    assert page.mosaic.mosaic.scale == 24.0
    # it is of that run alone
    page.show_run(None)
    assert page.filter_edit.text() == ""


def test_smoothing_and_search_come_back(open_window: OpenWindow, tmp_path: Path) -> None:
    write_run(tmp_path / "runs", done_records(), "done", "alpha")
    write_run(tmp_path / "runs", done_records(), "done", "beta")
    window = open_window()
    window.monitor_page.smoothing_box.choose(Smoothing("median", 15))
    window.experiment_list.filter_edit.setText("alp")
    window.close()
    again = open_window()
    assert again.monitor_page.smoothing_box.smoothing == Smoothing("median", 15)
    assert again.experiment_list.filter_edit.text() == "alp"
    assert again.experiment_list.list_view.model().rowCount() == 1


def test_each_workspace_has_a_session_of_its_own(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    type_in(window, "distill.iterations", "777")
    window.close()
    assert value_of(open_window("elsewhere"), "distill.iterations") != 777
    assert value_of(open_window(), "distill.iterations") == 777


@pytest.mark.parametrize("part", ["form", "smoothing", "images", "compare", "search"])
@pytest.mark.parametrize("nonsense", [7, {"iteration": "x", "draft": 1, "runs": 2, "kind": 3}])
def test_a_part_that_cannot_be_read_is_left_out_alone(
    open_window: OpenWindow, tmp_path: Path, part: str, nonsense: object
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    window.experiment_list.filter_edit.setText("fir")
    type_in(window, "distill.iterations", "777")
    window.close()
    settings = Settings(tmp_path / "s.ini")
    stored = json.loads(settings.session(tmp_path / "runs"))
    settings.set_session(tmp_path / "runs", json.dumps({**stored, part: nonsense}))
    settings.save()
    again = open_window()
    assert again.shown_session is not None and again.tabs.currentIndex() == MONITOR
    assert again.experiment_list.filter_edit.text() == ("" if part == "search" else "fir")
    assert value_of(again, "distill.iterations") == (40 if part == "form" else 777)


def test_a_session_of_an_older_program_opens(open_window: OpenWindow, tmp_path: Path) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    old = {"run": str(run), "page": IMAGES, "closed_s": 1.0, "view": "Distillation", "plots": {}}
    (tmp_path / "s.ini").write_text(f"[General]\nsession={json.dumps(json.dumps(old))}\n")
    window = open_window()
    assert window.shown_session is not None and window.shown_session.folder.path == run
    assert window.tabs.currentIndex() == IMAGES and window.monitor_page.view == "Distillation"


def test_a_window_that_closes_at_once_keeps_what_it_did_not_take_up(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    window.close()
    open_window(looks=False).close()
    again = open_window()
    assert again.shown_session is not None and again.shown_session.folder.path == run


def test_settings_that_cannot_be_are_left_out_of_a_draft() -> None:
    values = {
        "distill.iterations": [3],
        "distill.dsa": "yes",
        "dsa.ops": 5,
        "data.dataset": "no such",
        "data.folder": 7,
        "gone.setting": 1,
        "distill.ipc": 11,
    }
    nested = FormDraft(values, "preset", "run").state()
    default = Experiment().model_dump()
    default["distill"]["ipc"] = 11
    assert nested.values == default
    assert (nested.preset_key, nested.based_on, nested.is_draft) == ("preset", "run", True)


def test_a_draft_outlives_a_crash_and_the_rest_is_as_the_session_before_left_it(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ftd_gui.window_session.DRAFT_AFTER_MS", 0)
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    window.close()
    crashing = open_window()
    crashing.commands.new.trigger()
    type_in(crashing, "distill.iterations", "777")

    def stored() -> dict[str, Any]:
        text = Settings(tmp_path / "s.ini").session(tmp_path / "runs")
        return json.loads(text)

    def has_draft() -> bool:
        draft = stored()["form"]["draft"]
        return draft is not None and draft["values"]["distill.iterations"] == 777

    qtbot.waitUntil(has_draft)
    assert stored()["run"] == str(run)
    again = open_window()
    assert again.shown_session is not None and value_of(again, "distill.iterations") == 777
