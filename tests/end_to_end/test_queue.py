"""Three experiments put into the queue by hand, of which one fails; and a window that closes over it."""

from pathlib import Path

from ftd_engine.run_folder import find_runs
from tests.end_to_end.conftest import OpenWindow
from tests.end_to_end.small_runs import small_experiment, write_experiment


def test_three_in_the_queue_of_which_one_fails(
    open_window: OpenWindow, tmp_path: Path, workspace: Path
) -> None:
    buffer: dict[str, object] = {"num_experts": 1, "epochs": 1}
    evaluation: dict[str, object] = {"loss_difference_experts": 1}
    hands = open_window()
    window = hands.window
    for experiment in (
        small_experiment("first", buffer=buffer, evaluation=evaluation),
        # whether images lie there is found out by the engine, when its turn comes
        small_experiment("broken", data={"source": "full", "folder": str(tmp_path)}),
        small_experiment("last", buffer={**buffer, "expert_lr": 0.05}, evaluation=evaluation),
    ):
        hands.load(write_experiment(tmp_path / f"{experiment.name}.toml", experiment))
        hands.click(window.configure_page.queue_button)
    hands.wait("the first is under way", lambda: window.shown_session is not None)
    assert "Queue (3)" in window.queue_panel.title.text()
    hands.click(window.queue_panel.failure_box)
    hands.wait("all had their turn", lambda: window.queue.entries == (), 240)
    hands.wait("the last has ended", lambda: window.runs.live_own_run is None)
    states = {folder.experiment().name: folder.status().state for folder in find_runs(workspace)}
    assert states == {"first": "done", "broken": "failed", "last": "done"}
    assert not window.queue_panel.isVisible()
