"""The manual: pages, search, the way back, colours; F1 from everywhere in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWhatsThisClickedEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.resource_files import manual_folder
from ftd_gui.help_commands import place_of
from ftd_gui.main_window import CONFIGURE, IMAGES, MainWindow
from ftd_gui.pages.manual_pages import ManualPages
from ftd_gui.pages.manual_window import ManualWindow
from ftd_gui.settings import Settings
from ftd_gui.theme import DARK, LIGHT


@pytest.fixture(scope="module")
def pages() -> ManualPages:
    return ManualPages(manual_folder())


@pytest.fixture
def manual(qtbot: QtBot) -> ManualWindow:
    window = ManualWindow(manual_folder(), LIGHT)
    qtbot.addWidget(window)
    window.show()
    return window


def titles(window: ManualWindow) -> list[str]:
    tops = [window.tree.topLevelItem(at) for at in range(window.tree.topLevelItemCount())]
    return [top.text(0) for top in tops if top is not None]


def test_a_search_finds_the_setting_before_what_mentions_it(pages: ManualPages) -> None:
    found = pages.find("image rate")
    assert found[0].place == "settings.html#image-rate-distillimage_lr"
    assert "troubleshooting.html" in {section.page for section in found}
    assert pages.find("lr_img")[0].page == "settings.html"
    assert pages.find("xyzzy") == [] and pages.find("  ") == []


def test_pages_are_read_searched_and_gone_back_to(qtbot: QtBot, manual: ManualWindow) -> None:
    assert len(titles(manual)) == len(manual.pages.titles)
    manual.show_place("index.html")
    assert not manual.back.isEnabled()
    qtbot.keyClicks(manual.search_edit, "lr_img")
    assert "Every setting" in titles(manual) and "Glossary" not in titles(manual)
    qtbot.keyClick(manual.search_edit, Qt.Key.Key_Down)
    assert manual.view.page == "settings.html"
    assert manual.view.extraSelections()
    manual.back.trigger()
    assert manual.view.page == "index.html" and manual.forward.isEnabled()
    qtbot.keyClicks(manual.search_edit, " xyzzy")
    assert titles(manual) == [] and manual.nothing.isVisible()
    qtbot.keyClick(manual.search_edit, Qt.Key.Key_Escape)
    assert len(titles(manual)) == len(manual.pages.titles)


def test_a_setting_is_gone_to_and_stays_in_sight(manual: ManualWindow) -> None:
    manual.show_place("settings.html#distill.ema_decay")
    height = manual.view.verticalScrollBar().value()
    assert height > 1000
    num_blocks = manual.view.document().blockCount()
    # narrower than the widest column, so that a scroll bar would take from the page's width
    manual.resize(manual.width() - 40, manual.height())
    manual.set_theme(DARK)
    assert manual.view.document().blockCount() == num_blocks, "the page stands there twice"
    assert abs(manual.view.verticalScrollBar().value() - height) < 50
    assert DARK.text in manual.view.document().toHtml()
    assert "EMA decay (distill.ema_decay)" in manual.view.toPlainText()


def test_nothing_is_wider_than_the_column(qtbot: QtBot, manual: ManualWindow) -> None:
    manual.show_place("first_run.html")
    for width in (900, 640):
        manual.resize(width, 600)
        qtbot.waitUntil(lambda: manual.view.lineWrapColumnOrWidth() <= manual.view.width())
        assert manual.view.document().size().width() <= manual.view.viewport().width() + 1


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(tmp_path, Settings(tmp_path / "s.ini"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    assert made.guide.manual is None


def test_f1_opens_the_page_about_what_one_is_at(qtbot: QtBot, window: MainWindow) -> None:
    form = window.configure_page.form
    window.tabs.setCurrentIndex(CONFIGURE)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.guide.manual is not None
    view = window.guide.manual.view
    assert view.page == "configure.html"
    window.activateWindow()
    form.editor("buffer.rho").setFocus()
    qtbot.keyClick(form.editor("buffer.rho"), Qt.Key.Key_F1)
    assert (view.page, view.source().fragment()) == ("settings.html", "buffer.rho")
    assert place_of(form.editor("dsa.ops").findChildren(QWidget)[0]) == "settings.html#dsa.ops"
    assert place_of(window.queue_panel).startswith("queue.html")
    assert place_of(window) == "index.html"
    window.tabs.setCurrentIndex(IMAGES)
    window.activateWindow()
    window.setFocus()
    window.commands.manual.trigger()
    assert view.page == "images.html"


def test_f1_is_heard_in_dialogs(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.about.trigger()
    (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    dialog.activateWindow()
    qtbot.waitUntil(lambda: window.commands.manual in dialog.actions())
    dialog.close()


def test_whats_this_leads_into_the_manual(window: MainWindow) -> None:
    editor = window.configure_page.form.editor("distill.ipc")
    assert 'href="distill.ipc"' in editor.whatsThis()
    QApplication.sendEvent(editor, QWhatsThisClickedEvent("distill.ipc"))
    assert window.guide.manual is not None
    assert window.guide.manual.view.source().fragment() == "distill.ipc"
