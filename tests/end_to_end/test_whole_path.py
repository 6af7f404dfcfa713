"""A run typed in by hand: watched, held, gone on with, tested, stored and stopped."""

from pathlib import Path

import numpy as np

from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.presets import demo_experiment
from ftd_engine.run_folder import RunFolder, find_runs
from ftd_gui.main_window import CONFIGURE
from ftd_gui.runs.run_session import RunSession
from tests.end_to_end.conftest import OpenWindow
from tests.end_to_end.hands import Hands
from tests.end_to_end.small_runs import (
    ENDLESS,
    endless_experiment,
    num_points,
    write_experiment,
)


def type_over(hands: Hands, wanted: Experiment) -> None:
    """Change every field of the form that does not say yet what is wanted."""
    form = hands.window.configure_page.form
    shown, target = form.values(), wanted.model_dump()
    for path, facts in all_fields().items():
        section, _, name = path.rpartition(".")
        value = (target[section] if section else target)[name]
        if value == (shown[section] if section else shown)[name]:
            continue
        editor = form.editor(path)
        match facts.kind:
            case "int" | "float" | "text":
                hands.type_into(editor, str(value))
            case "choice":
                hands.choose(editor, value)
            case "bool":
                hands.click(editor)
            case "choices":
                raise AssertionError(f"{path} is to be left as it is")


def enter_the_experiment(hands: Hands, wanted: Experiment) -> None:
    """From the demo's preset to the wanted settings; Start is refused while one is wrong."""
    page = hands.window.configure_page
    start = hands.tool(hands.window.commands.start)
    hands.choose_preset("demo")
    assert page.current_experiment() == demo_experiment()
    hands.click(page.advanced_box)
    type_over(hands, wanted)
    hands.type_into(page.form.editor("distill.ipc"), "0")
    assert not page.start_button.isEnabled() and not start.isEnabled()
    assert "1 setting needs attention: Images per class" in hands.words_of(page)
    assert "Images per class" in start.toolTip()
    assert "1" in page.form.problem_text("distill.ipc")
    hands.type_into(page.form.editor("distill.ipc"), "1")
    assert page.start_button.isEnabled() and start.isEnabled()
    assert page.current_experiment() == wanted


def test_a_run_typed_in_by_hand(open_window: OpenWindow) -> None:
    hands = open_window()
    window = hands.window
    commands, page = window.commands, window.configure_page
    assert window.tabs.currentIndex() == CONFIGURE and page.start_button.isVisible()
    assert "No run yet" in hands.words_of(window.experiment_list)
    assert not hands.tool(commands.pause).isEnabled() and not hands.tool(commands.stop).isEnabled()

    enter_the_experiment(hands, endless_experiment("by hand"))
    session = hands.start()
    store = session.store
    assert not page.start_button.isEnabled()

    # phase 1: points of the teachers come into the store and onto the screen
    hands.wait("a teacher is tested", lambda: len(store.curve("expert_test_accuracy")) > 0)
    hands.wait(
        "the teacher is drawn",
        lambda: store.phase != "buffer" or len(hands.drawn("teacher_accuracy", "test")[0]) > 0,
    )

    # phase 2: the curve of the matching loss grows, in both
    losses = store.curve("matching_loss")

    def num_drawn() -> int:
        return len(hands.drawn("matching_loss", "loss")[0])

    hands.wait("three losses", lambda: len(losses) >= 3)
    hands.wait("they are drawn", lambda: num_drawn() >= 3)
    seen = num_drawn()
    hands.wait("more losses are drawn", lambda: num_drawn() > seen)
    assert len(losses) > 3 and np.isfinite(losses.y).all()
    assert "Distill" in window.status_strip.doing_label.text()

    # held: the engine lives on, and no point comes
    hands.click_tool(commands.pause)
    hands.wait("the run is paused", lambda: store.state == "paused")
    hands.wait("Resume is offered", lambda: commands.pause.text() == "Resume")
    assert "Paused" in hands.words_of(window.status_strip)
    held, before = num_points(store), store.next_seq
    hands.wait_for_heartbeats(3)
    assert num_points(store) == held and store.state == "paused"
    assert all(answer.ok for answer in store.answers.values()) and store.next_seq - before <= 1
    shown = num_drawn()
    assert hands.drawn("matching_loss", "loss")[0][-1] == losses.x[-1]

    hands.click_tool(commands.pause)
    hands.wait("it goes on", lambda: store.state == "running" and num_points(store) > held)
    hands.wait("it is drawn again", lambda: num_drawn() > shown)

    # wishes while distilling
    assert not store.accuracies and store.snapshots == [0]
    hands.click_tool(commands.evaluate)
    hands.wait("raw and EMA are tested", lambda: len(store.accuracies) == 2)
    assert {one.set_name for one in store.accuracies} == {"raw", "ema"}
    accuracy = 100 * store.accuracies[-1].mean
    hands.wait(
        "the accuracy is read", lambda: f"{accuracy:.1f}" in hands.words_of(window.inspector)
    )
    hands.wait("it is drawn", lambda: len(hands.drawn("accuracy", "raw")[0]) == 1)
    hands.click_tool(commands.snapshot)
    hands.wait("a set is stored", lambda: len(store.snapshots) == 2)
    iteration = store.snapshots[-1]
    assert 0 < iteration < ENDLESS
    assert session.folder.read_snapshot(iteration).iteration == iteration

    # the end: asked for at once, and said at the end
    hands.click_tool(commands.stop)
    assert commands.stop.text() == "Stopping…" and not commands.stop.isEnabled()
    hands.wait("the run has stopped", lambda: session.has_ended)
    assert store.state == "stopped" and "Stopped" in hands.words_of(window.status_strip)
    assert window.status_strip.engine_label.text() == "no engine"
    assert "Stopped" in hands.words_of(window.inspector)
    last = int(losses.x[-1])
    assert f"iteration {last} is kept" in window.log_panel.shown_text().replace(",", "")
    assert page.start_button.isEnabled() and not window.banner.isVisible()
    hands.wait(
        "the list says so",
        lambda: window.library.data(window.library.index(0), window.library.StateRole) == "stopped",
    )
    assert_kept(session.folder, session, last)


def assert_kept(folder: RunFolder, session: RunSession, last: int) -> None:
    """What a stopped run leaves: its teacher, its sets up to the last iteration, its state."""
    assert [found.path for found in find_runs(folder.path.parent)] == [folder.path]
    used = folder.used_teachers()
    assert used is not None
    assert len(used.teachers) == 1
    assert folder.snapshot_iterations() == session.store.snapshots
    assert folder.snapshot_iterations()[-1] == last
    snapshot = folder.read_snapshot(last)
    assert all(np.isfinite(images).all() for images in snapshot.images.values())
    assert folder.status().state == "stopped" and "Stopped" in folder.status().message
    assert folder.experiment() == endless_experiment("by hand")


def test_a_second_run_is_refused_in_words(open_window: OpenWindow, tmp_path: Path) -> None:
    hands = open_window()
    commands = hands.window.commands
    hands.load(write_experiment(tmp_path / "first.toml", endless_experiment("first")))
    assert hands.window.configure_page.current_experiment() == endless_experiment("first")
    hands.start()
    for action in (commands.start, commands.demo):
        assert not hands.tool(action).isEnabled()
        assert "“first” is under way" in hands.tool(action).toolTip()
    hands.click_tool(commands.new)
    hands.wait("the form can be seen", hands.window.configure_page.isVisible)
    assert not hands.window.configure_page.start_button.isEnabled()
    assert hands.window.runs.live_own_run is not None
