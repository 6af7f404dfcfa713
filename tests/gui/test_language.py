"""The second language: words and numbers of the whole window, and what stays out of it, the files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.config_checks import find_problems
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import to_toml
from ftd_engine.field_facts import form_sections
from ftd_engine.needs import time_words
from ftd_engine.protocol import ClassesCounted
from ftd_gui.forms.config_form import ConfigForm
from ftd_gui.forms.value_words import problem_words
from ftd_gui.language import LANGUAGES, language_of, use_language
from ftd_gui.main_window import MainWindow
from ftd_gui.pages.key_bindings import keys_text
from ftd_gui.pages.run_choice import RunChoice
from ftd_gui.plots.number_axis import NumberAxis
from ftd_gui.runs.compared_runs import ComparedRuns
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.settings import Settings
from ftd_gui.views.decimal_box import DecimalBox
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.number_text import number_text, plain_number
from ftd_gui.views.result_tables import class_table
from ftd_gui.views.run_order import RunOrder
from ftd_gui.views.value_table import table_text
from ftd_gui.words import listed, tr, tr_count
from tests.fixtures.recorded_runs import lost_records, write_run

FAKES = "tests.gui.runs.fake_engines:"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "de")
    yield
    use_language(qapp, "en")


@pytest.fixture
def form(qtbot: QtBot) -> ConfigForm:
    form = ConfigForm(form_sections())
    qtbot.addWidget(form)
    form.set_values(Experiment())
    return form


def field(form: ConfigForm, path: str) -> QLineEdit:
    editor = form.editor(path)
    assert isinstance(editor, QLineEdit)
    return editor


def open_window(qtbot: QtBot, folder: Path) -> MainWindow:
    settings = Settings(folder / "s.ini")
    window = MainWindow(folder / "runs", settings, FAKES + "obedient", FAKES + "export_well")
    qtbot.addWidget(window)
    return window


# ---------------------------------------------------------------- words


@pytest.mark.usefixtures("german")
def test_words_and_their_forms() -> None:
    assert tr("Cancel") == "Abbrechen" and tr("") == ""
    images = [tr_count("{n} image", "{n} images", n).format(n=n) for n in (0, 1, 2)]
    assert images == ["0 Bilder", "1 Bild", "2 Bilder"]
    assert listed(["a", "b", "c"]) == "a, b und c" and listed([]) == ""
    # a name of the user's is no word of the program
    assert tr("my run") == "my run"


def test_english_needs_no_catalogue() -> None:
    images = [tr_count("{n} image", "{n} images", n).format(n=n) for n in (0, 1, 2)]
    assert images == ["0 images", "1 image", "2 images"]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("teacher 3 of 10, epoch 2 of 50", "Lehrer 3 von 10, Epoche 2 von 50"),
        ("network 1 of 5 on its moving average", "Netz 1 von 5 auf seinem gleitenden Mittelwert"),
        ("loss difference: teacher at epoch 4", "Loss-Differenz: Lehrer in Epoche 4"),
        ("about 1.5 GB", "etwa 1,5 GB"),
        (time_words(86400 * 1234), "1\u202f234 Tage"),
        ("Nobody knows this sentence of 1,000 words.",
         "Nobody knows this sentence of 1\u202f000 words."),
    ],
)  # fmt: skip
def test_sentences_of_the_engine_are_known_by_their_templates(said: str, shown: str) -> None:
    assert engine_words(said) == shown


@pytest.mark.usefixtures("german")
def test_what_is_wrong_with_a_setting_is_said_in_the_language_of_the_window() -> None:
    values = Experiment().model_dump()
    values["distill"] |= {"iterations": "many", "image_lr": 0.0}
    _, problems = find_problems(values)
    words = [problem_words(problem) for problem in problems]
    assert words[0] == (
        'Iterationen ist "many". Erlaubt: eine ganze Zahl, mindestens 1, höchstens 1\u202f000\u202f000.'
    )
    assert all("Erlaubt" in text and "llowed" not in text for text in words)


# ---------------------------------------------------------------- numbers


@pytest.mark.usefixtures("german")
def test_the_form_has_commas_and_files_and_commands_have_points(form: ConfigForm) -> None:
    assert field(form, "distill.ema_decay").text().startswith("0,")
    for typed in ("0,25", "0.25"):
        field(form, "data.test_share").setText(typed)
        experiment, _ = find_problems(form.values())
        assert experiment is not None and experiment.data.test_share == 0.25
        assert "test_share = 0.25" in to_toml(experiment)


@pytest.mark.usefixtures("german")
def test_a_number_that_may_mean_two_things_is_refused(form: ConfigForm) -> None:
    field(form, "distill.iterations").setText("1.500")
    _, problems = find_problems(form.values())
    assert [problem.field for problem in problems] == ["distill.iterations"]
    assert '"1.500"' in problem_words(problems[0])


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("de", "0,5", "0.5"),
        ("de", "0.5", "0.5"),
        ("de", "0.125", "0.125"),
        ("de", "1,125", "1.125"),
        ("de", "1.125", ""),
        ("en", "1.125", "1.125"),
        ("en", "1,125", ""),
        ("en", "0,5", "0.5"),
        ("de", "1.234,5", "1.234,5"),
        ("de", "\u22122e-3", "-2e-3"),
    ],
)
def test_typed_numbers(qapp: QApplication, language: str, typed: str, meant: str) -> None:
    use_language(qapp, language)
    try:
        assert plain_number(typed) == meant
    finally:
        use_language(qapp, "en")


@pytest.mark.usefixtures("german")
def test_a_box_takes_both_decimal_signs(qtbot: QtBot) -> None:
    box = DecimalBox()
    qtbot.addWidget(box)
    box.setRange(0.5, 6.0)
    box.setDecimals(1)
    for typed in ("2.5", "2,5"):
        box.setValue(1.0)
        box.selectAll()
        QTest.keyClicks(box, typed)
        assert (box.value(), box.text()) == (2.5, "2,5")


@pytest.mark.usefixtures("german")
def test_axes_and_tables_show_commas_and_tables_in_files_have_points() -> None:
    axis = NumberAxis("left")
    assert axis.tickStrings([0.5, 1.0], 1.0, 0.5) == ["0,5", "1,0"]
    axis.logMode = True
    assert axis.tickStrings([-1.0], 1.0, None) == ["0,1"]
    assert number_text(0.00032) == "0,0003200"
    counted = ClassesCounted(
        set_name="raw",
        iteration=100,
        network="convnet",
        is_own=True,
        mean=0.5,
        std=0.0,
        accuracies=(0.5,),
        counts=(3, 1, 3, 1),
        class_means=(0.75, 0.25),
        class_stds=(0.0, 0.0),
        protocol="p",
    )
    content = class_table(counted, ("cat", "dog"))
    assert [content.cell(0, column).text for column in range(4)] == [
        *("75,0", "0,0", "4", "dog (25,0)"),
    ]
    head, row = table_text(content, [0], ",").splitlines()
    assert head == 'Class,"Accuracy, %","Std, points",Test images,Most often taken for'
    assert row == "cat,75.0,0.0,4,dog (25.0)"


# ---------------------------------------------------------------- the choice


def test_the_choice_is_remembered_and_tells_when_it_comes(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    window = open_window(qtbot, tmp_path)
    assert window.commands.languages["system"].isChecked()
    window.commands.languages["de"].trigger()
    assert "Deutsch" in window.statusBar().currentMessage()
    window.close_now()
    settings = Settings(tmp_path / "s.ini")
    assert settings.language_choice == "de"
    qapp.setStyleSheet("")


def test_the_system_is_followed_where_its_language_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for wanted, code in (
        (["de-AT", "en"], "de"), (["fr-FR", "de-DE"], "en"), (["en-GB"], "en"), ([], "en")
    ):  # fmt: skip
        monkeypatch.setattr(QLocale, "uiLanguages", lambda _, wanted=wanted: wanted)
        assert language_of("system") == code
    assert [language_of(code) for code in LANGUAGES] == list(LANGUAGES)


def words_in(window: QWidget) -> set[str]:
    labels = {label.text() for label in window.findChildren(QLabel)}
    return labels | {button.text() for button in window.findChildren(QAbstractButton)}


@pytest.mark.usefixtures("german")
def test_the_whole_window_is_in_the_language(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    window = open_window(qtbot, tmp_path)
    window.show()
    pages = [window.tabs.tabText(index) for index in range(window.tabs.count())]
    wanted = ["Einrichten", "Beobachten", "Bilder", "Ergebnisse", "Vergleichen", "Daten", "Studien"]
    assert pages[: len(wanted)] == wanted
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == [
        "&Datei",
        "&Bearbeiten",
        "&Lauf",
        "&Ansicht",
        "Dia&gramm",
        "B&ilder",
        "&Hilfe",
    ]
    # no value was forgotten, and no name in the settings file depends on the language
    assert not any("{" in words for words in words_in(window))
    names = {command.key for command in window.commands.commands()}
    assert {"dock_experiments", "dock_log", "page_0", "theme_dark", "language_de"} <= names
    assert window.frame.log.objectName() == "log_dock"
    assert keys_text(window.commands.import_set.shortcuts()) in ("Strg+I", "Ctrl+I")
    window.commands.copy_command.trigger()
    assert QGuiApplication.clipboard().text().startswith("ftd run")
    window.close_now()
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("german")
def test_the_states_of_runs_are_listed_and_searched_in_the_language(
    qtbot: QtBot, tmp_path: Path
) -> None:
    write_run(tmp_path, lost_records(), "failed", "one")
    library = RunLibrary(tmp_path)
    page = QWidget()
    qtbot.addWidget(page)
    runs = ComparedRuns(library, page)
    qtbot.waitUntil(lambda: library.rowCount() == 1)
    (row,) = RunChoice(library, runs, page).model.index(0, 0).data().splitlines()[1:]
    assert row.startswith("Gescheitert · ")
    order = RunOrder(library, page)
    order.search("gescheit")
    assert order.rowCount() == 1
    order.search("failed")
    assert order.rowCount() == 0
    library.deleteLater()
