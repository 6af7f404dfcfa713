"""A run that `ftd` makes in a process of its own, watched from the window."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ftd_gui.runs.run_library import RunRole
from tests.end_to_end.conftest import OpenWindow
from tests.end_to_end.small_runs import num_points, small_experiment, write_experiment

ROOT = Path(__file__).resolve().parents[2]
ITERATIONS = 300


@contextmanager
def ftd(arguments: list[str], printed: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command line at work; ended with the block if it has not ended before."""
    with printed.open("wb") as output, printed.with_suffix(".err").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "ftd_engine.cli", *arguments],
            cwd=ROOT,
            stdout=output,
            stderr=errors,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                # its engine notices the end of its parent and goes as well
                process.kill()
            process.wait()


def test_a_run_of_the_command_line(
    open_window: OpenWindow, tmp_path: Path, workspace: Path
) -> None:
    file = write_experiment(tmp_path / "small.toml", small_experiment("small"))
    printed = tmp_path / "printed"
    hands = open_window()
    window = hands.window
    commands, library = window.commands, window.library
    assert library.rowCount() == 0
    arguments = ["run", str(file), "--workspace", str(workspace), "--json"]
    for change in (
        "name=elsewhere",
        f"distill.iterations={ITERATIONS}",
        "distill.evaluate_every=0",
        "distill.snapshot_every=100",
    ):
        arguments += ["--set", change]
    with ftd(arguments, printed) as process:
        hands.wait("it is listed by itself", lambda: library.rowCount() == 1)
        assert library.data(library.index(0), RunRole.STATE) == "running"
        session = hands.open_run("elsewhere")
        store = session.store
        assert not session.owns_engine
        hands.click(window.tabs.tabBar(), window.tabs.tabBar().tabRect(1).center())
        sizes: set[int] = set()

        def has_grown() -> bool:
            if store.is_live:
                sizes.add(num_points(store))
            return len(sizes) >= 4

        hands.wait("its curves grow", has_grown)
        for action in (commands.pause, commands.evaluate, commands.snapshot):
            assert not hands.tool(action).isEnabled()
            assert "outside the window" in hands.tool(action).toolTip()
        assert hands.tool(commands.stop).isEnabled()
        assert "another program" in window.status_strip.engine_label.text()
        hands.wait("it distills", lambda: store.phase != "buffer")
        if store.phase == "distill":
            hands.wait(
                "its loss is drawn",
                lambda: store.phase != "distill" or bool(hands.drawn("matching_loss", "loss")[0]),
            )
        hands.wait("it is done", lambda: session.has_ended, 180)
        assert process.wait(60) == 0
    assert store.state == "done"
    curve = store.curve("matching_loss")
    assert curve.x.tolist() == list(range(1, ITERATIONS + 1))
    assert store.snapshots == [0, 100, 200, 300] == session.folder.snapshot_iterations()
    hands.wait("the list says so", lambda: library.data(library.index(0), RunRole.STATE) == "done")
    summary = json.loads(printed.read_text(encoding="utf-8").splitlines()[-1])
    assert Path(summary["run"]) == session.folder.path
    for key, set_name in (("distilled", "ema"), ("random_real", "random_real")):
        final = store.final_accuracy(set_name)
        assert final is not None
        assert (summary[key], summary[f"{key}_std"]) == (final.mean, final.std)
    assert session.folder.experiment() == small_experiment(
        "elsewhere", distill={"iterations": ITERATIONS, "snapshot_every": 100, "evaluate_every": 0}
    )
