"""Plug-ins in the window: offered by name and package, missing ones told of, views, and their metrics."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from ftd_engine.field_facts import form_sections
from ftd_engine.plug_ins import UsedPlugIn
from ftd_engine.presets import load_presets
from ftd_engine.protocol import PointsAdded, Record, RunStarted
from ftd_gui.forms.config_form import ConfigForm
from ftd_gui.forms.field_editors import ChoiceEditor, ChoicesEditor
from ftd_gui.pages.about_dialog import AboutDialog
from ftd_gui.pages.compare_page import ComparePage
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.images_page import ImagesPage
from ftd_gui.pages.monitor_page import METRIC_VIEW, MonitorPage
from ftd_gui.plots.compared_plots import run_key
from ftd_gui.plots.plot_content import points_table
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import LIGHT
from ftd_gui.views.inspector_panel import InspectorPanel
from tests.fixtures.plug_ins import PlugInSite
from tests.fixtures.recorded_runs import done_records, write_run
from tests.gui.views.shell_sessions import still_session

VIEWS = "ftd_studio.image_views"
NETWORK = UsedPlugIn("network", "gone:net", "gone", "3.1")
METRIC = UsedPlugIn("metric", "ftd-example:total-variation", "ftd-example", "1.0")
OTHER_METRIC = UsedPlugIn("metric", "ftd-example:contrast", "ftd-example", "1.0")


def test_the_form_offers_them_with_their_package(plug_in_site: PlugInSite, qtbot: QtBot) -> None:
    plug_in_site.add_example()
    form = ConfigForm(form_sections())
    qtbot.addWidget(form)
    family, metrics = form.editor("network.kind"), form.editor("evaluation.metrics")
    assert isinstance(family, ChoiceEditor) and isinstance(metrics, ChoicesEditor)
    row = family.findData("ftd-example:two-layers")
    assert family.itemText(row) == "two-layers (ftd-example)"
    assert "version 1.0" in family.itemData(row, Qt.ItemDataRole.ToolTipRole)
    form.change_value("network.kind", "ftd-example:two-layers")
    form.change_value("data.dataset", "ftd-example:stripes")
    box = metrics.boxes["ftd-example:total-variation"]
    assert box.text() == "total-variation (ftd-example)" and box.accessibleName()
    box.click()
    values = form.values()
    assert values["network"]["kind"] == "ftd-example:two-layers"
    assert values["evaluation"]["metrics"] == ("ftd-example:total-variation",)
    assert not form.editor("network.depth").isEnabled()
    assert form.editor("data.test_share").isEnabled() and not form.editor("data.source").isEnabled()


def test_without_plug_ins_nothing_of_them_is_in_sight(qtbot: QtBot) -> None:
    form, images, monitor = ConfigForm(form_sections()), ImagesPage(LIGHT), MonitorPage(LIGHT)
    for widget in (form, images, monitor):
        qtbot.addWidget(widget)
    form.set_shows_advanced(True)
    assert form.editor("evaluation.metrics").isHidden()
    assert not form.editor("evaluation.other_networks").isHidden()
    assert images.head.view_box.isHidden() and not monitor.tabs.isTabVisible(METRIC_VIEW)


def test_settings_that_need_a_missing_one_are_shown_but_not_started(
    plug_in_site: PlugInSite, qtbot: QtBot
) -> None:
    plug_in_site.add_example()
    page = ConfigurePage(load_presets())
    qtbot.addWidget(page)
    values = page.form.values()
    values["network"]["kind"] = "gone:net"
    values["evaluation"]["metrics"] = ("gone:figure",)
    page.form.set_raw_values(values)
    family, metrics = page.form.editor("network.kind"), page.form.editor("evaluation.metrics")
    assert isinstance(family, ChoiceEditor) and isinstance(metrics, ChoicesEditor)
    assert family.currentText() == "net (gone, missing)"
    assert metrics.boxes["gone:figure"].isChecked()
    page.form.change_value("seed", 5)
    assert page.form.problem_text("network.kind").startswith(
        "net of gone, a plug-in (network), is not installed here."
    )
    assert page.form.problem_text("evaluation.metrics") and not page.start_button.isEnabled()
    page.form.change_value("network.kind", "convnet")
    page.form.change_value("evaluation.metrics", ())
    assert page.start_button.isEnabled()


def started(*used: UsedPlugIn) -> list[Record]:
    """A recorded run whose engine said that it works with these."""
    records = done_records()
    first = records[0].event
    assert isinstance(first, RunStarted)
    told = RunStarted(
        first.pid, first.host, first.device, first.versions, first.phases, plug_ins=used
    )
    return [Record(0, records[0].time_s, told), *records[1:]]


def test_a_run_says_which_it_used_and_which_are_missing_here(qtbot: QtBot, tmp_path: Path) -> None:
    panel = InspectorPanel()
    qtbot.addWidget(panel)
    session: Any = still_session(tmp_path, started(NETWORK))
    session.experiment = session.experiment.on("gone:net")
    panel.show_run(cast(RunSession, session))
    shown = panel._values["plug_ins"]
    assert shown.text() == "net (gone, missing) 3.1" and not shown.isHidden()
    assert "Install gone" in shown.toolTip()
    panel.show_run(still_session(tmp_path, done_records()))
    assert shown.isHidden()


def test_about_lists_them_and_copies_them(
    plug_in_site: PlugInSite, qtbot: QtBot, tmp_path: Path
) -> None:
    plug_in_site.add_example()
    dialog = AboutDialog(tmp_path)
    qtbot.addWidget(dialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "ftd-example 1.0" in words
    assert any("network two-layers" in text and "image view negative" in text for text in words)
    dialog.copy_versions_button.click()
    assert "Plug-in ftd-example:negative 1.0" in QGuiApplication.clipboard().text()


# ---------------------------------------------------------------- metrics


def test_metrics_have_a_plot_of_their_own_that_exports_its_points(qtbot: QtBot) -> None:
    page = MonitorPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    store = RunStore()
    records = started(METRIC)
    for number, (series, values) in enumerate(
        (("metric_raw", (0.5, 0.25)), ("metric_ema", (0.5, 0.375)))
    ):
        event = PointsAdded(cast(Any, series), 0, (0.0, 10.0), values)
        records.append(Record(len(done_records()) + number, 1.0, event))
    for record in records:
        store.apply(record)
    folder = SimpleNamespace(path=Path("run"))
    page.show_run(cast(RunSession, SimpleNamespace(store=store, folder=folder)))
    assert page.tabs.isTabVisible(METRIC_VIEW)
    page.tabs.setCurrentIndex(METRIC_VIEW)
    qtbot.waitUntil(lambda: not page._timer.isActive())
    plot = page.plots["metrics"]
    assert plot.isVisible() and list(plot.lines["raw_0"].pieces[0].y) == [0.5, 0.25]
    rows = points_table(plot.content).splitlines()
    assert any("total-variation (ftd-example), EMA" in row and "0.375" in row for row in rows)
    plain = SimpleNamespace(store=RunStore(), folder=folder)
    page.show_run(cast(RunSession, plain))
    assert not page.tabs.isTabVisible(METRIC_VIEW) and page.view == "All"


def test_metrics_are_compared_of_all_runs_that_have_them(qtbot: QtBot, tmp_path: Path) -> None:
    def with_metrics(scale: float, *metrics: UsedPlugIn) -> list[Record]:
        records = started(*metrics)
        # before the end, which is the last word of a run
        told = [
            PointsAdded(series, member, (0.0, 10.0), (scale, scale / (member + 2)))
            for member in range(len(metrics))
            for series in ("metric_raw", "metric_ema")
        ]
        events = [*(record.event for record in records[:-1]), *told, records[-1].event]
        return [Record(seq, 1.0 + seq, event) for seq, event in enumerate(events)]

    one = write_run(tmp_path, with_metrics(1.0, METRIC), "done", "one").path
    both = write_run(tmp_path, with_metrics(8.0, OTHER_METRIC, METRIC), "done", "both").path
    none = write_run(tmp_path, done_records(), "done", "none").path
    library = RunLibrary(tmp_path)
    page = ComparePage(library, LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 460)
    page.show()
    plot, box = page.plots["metric"], page.metric_box

    def drawn(place: int) -> list[float]:
        page._draw_frame()
        return [float(y) for piece in plot.lines[run_key(place)].pieces for y in piece.y]

    page.add(none)
    assert drawn(0) == [] and not plot.isVisible() and not box.isVisible()
    page.add(one)
    assert drawn(1) == [1.0, 0.5] and plot.isVisible()
    assert box.isVisible() and box.currentText() == "total-variation (ftd-example)"
    page.add(both)
    # by its name, not by its number: it is the second of the other run
    assert drawn(2) == [8.0, 8.0 / 3] and drawn(1) == [1.0, 0.5]
    assert [box.itemText(row) for row in range(box.count())] == [
        "total-variation (ftd-example)",
        "contrast (ftd-example)",
    ]
    box.setCurrentIndex(1)
    assert drawn(2) == [8.0, 4.0] and drawn(1) == []
    page.runs.close()
    library.deleteLater()


# ---------------------------------------------------------------- views of images


@pytest.fixture
def shown_run(tmp_path: Path) -> RunSession:
    store = RunStore()
    for record in done_records():
        store.apply(record)
    folder = write_run(tmp_path, done_records(), "done")
    return cast(RunSession, SimpleNamespace(store=store, folder=folder))


def shown_page(qtbot: QtBot, session: RunSession) -> ImagesPage:
    page = ImagesPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(900, 420)
    page.show()
    page.show_run(session)
    qtbot.waitUntil(lambda: page._snapshot is not None)
    return page


def choose(box: QComboBox, row: int) -> None:
    """As a user does it."""
    box.setCurrentIndex(row)
    box.activated.emit(row)


def colours(page: ImagesPage) -> Any:
    assert page.mosaic.seen is not None
    return page.mosaic.seen.colours


def test_images_are_seen_through_a_view_and_stay_what_they_are(
    plug_in_site: PlugInSite, qtbot: QtBot, shown_run: RunSession
) -> None:
    plug_in_site.add_example()
    page = shown_page(qtbot, shown_run)
    box, plain = page.head.view_box, colours(page)
    assert box.isVisible() and box.itemText(1) == "negative (ftd-example)"
    whole = page._snapshot
    assert whole is not None
    stored = {name: images.copy() for name, images in whole.images.items()}
    choose(box, 1)
    np.testing.assert_allclose(colours(page), 1 - plain, atol=1e-6)
    # what it is compared with is seen through it as well
    page.compare_button.click()
    qtbot.waitUntil(lambda: page.reference.snapshot is not None)
    assert page.mosaic.distance is not None
    for name, images in stored.items():
        assert np.array_equal(whole.images[name], images)
    choose(box, 0)
    np.testing.assert_array_equal(colours(page), plain)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import no_such_module", "No module named 'no_such_module'"),
        ("import torch", "image views run in the window, which has no torch; use NumPy"),
        ("def made(images):\n    import torch", "which has no torch"),
        ("def made(images):\n    images[:] = 9\n    raise ZeroDivisionError", "ZeroDivisionError"),
        ("made = lambda images: 3", "gives a int, not an array"),
        ("made = lambda images: images[:1]", "gives an array [1, "),
    ],
)
def test_a_view_that_fails_costs_one_sentence(
    plug_in_site: PlugInSite,
    qtbot: QtBot,
    shown_run: RunSession,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    said: str,
) -> None:
    # other tests of this process may have loaded it; a window never has
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    plug_in_site.add(VIEWS, "bad", code)
    page = shown_page(qtbot, shown_run)
    plain = colours(page).copy()
    choose(page.head.view_box, 1)
    assert page.view_problem.isVisible() and said in page.view_problem.text()
    assert "The image view bad of odd 0.1" in page.view_problem.text()
    assert page.head.view_box.currentIndex() == 0
    np.testing.assert_array_equal(colours(page), plain)
    choose(page.head.view_box, 0)
    assert page.view_problem.isHidden()
