"""From launch to an exported set, as somebody does it who has never seen the program."""

from pathlib import Path

import pytest

from ftd_gui import main_window
from ftd_gui.main_window import IMAGES, MONITOR
from ftd_gui.pages.export_dialog import ExportDialog
from tests.end_to_end.conftest import OpenWindow
from tests.end_to_end.small_runs import best_of, small_experiment

MOST_CLICKS = 8


def test_the_demo_in_few_clicks(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, workspace: Path
) -> None:
    # the only thing that is not as delivered: the demo takes seconds instead of minutes
    monkeypatch.setattr(main_window, "demo_experiment", lambda: small_experiment("demo"))
    hands = open_window()
    window = hands.window
    # as the program does it when it comes up
    window.first_steps.greet()
    hands.wait("the newcomer is greeted", window.welcome_page.isVisible)
    hands.click(window.welcome_page.demo_button)
    session = window.shown_session
    assert session is not None and session.experiment == small_experiment("demo")
    assert window.tabs.currentIndex() == MONITOR
    hands.wait("the demo is done", lambda: session.has_ended, 180)
    hands.wait("images can be viewed", window.monitor_page.images_button.isVisible)
    hands.click(window.monitor_page.images_button)
    assert window.tabs.currentIndex() == IMAGES
    hands.wait("a set is shown", lambda: window.images_page.bar.iteration == best_of(session.store))
    _, result = hands.export(window.images_page.export_button)
    assert hands.clicks <= MOST_CLICKS
    assert result.ok and len(result.files) == 14
    folder = workspace.parent / "exports" / session.folder.path.name
    assert all(folder in Path(name).parents for name in result.files)
    hands.click(hands.dialog(ExportDialog).close_button)
    assert hands.clicks <= MOST_CLICKS
