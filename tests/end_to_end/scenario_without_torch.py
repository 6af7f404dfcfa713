"""A run and an export in a window process in which no test has imported torch.

Not collected by itself: `test_no_torch.py` runs it in a process of its own.
"""

import sys
from pathlib import Path

from ftd_gui.main_window import MainWindow
from tests.end_to_end.conftest import OpenWindow
from tests.end_to_end.small_runs import best_of, small_experiment, write_experiment

HEAVY = ("torch", "torchvision", "kornia")


def heavy() -> list[str]:
    return [name for name in HEAVY if name in sys.modules]


def test_no_tensor_comes_into_the_window(open_window: OpenWindow, tmp_path: Path) -> None:
    assert MainWindow and heavy() == []
    hands = open_window()
    hands.load(write_experiment(tmp_path / "light.toml", small_experiment("light")))
    session = hands.start()
    hands.wait("the run is done", lambda: session.has_ended, 180)
    assert session.store.state == "done" and heavy() == []
    hands.click(hands.window.monitor_page.images_button)
    hands.wait(
        "a set is shown", lambda: hands.window.images_page.bar.iteration == best_of(session.store)
    )
    _, result = hands.export(hands.window.images_page.export_button)
    assert result.ok and heavy() == []
