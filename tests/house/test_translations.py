"""The words of the window: all of them can be translated, and the catalogues are whole.

`python packaging/translations.py` takes new strings into the catalogues and says how many are untranslated.
"""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

from tests.house.checkout import ROOT, name_of

CATALOGUES = sorted((ROOT / "resources" / "translations").glob("ftd_*.ts"))

SAYS = frozenset(
    (
        *("setText", "setToolTip", "setWhatsThis", "setStatusTip", "setPlaceholderText"),
        *("say_hint", "FittingToolBar"),
        *("setWindowTitle", "setTitle", "setInformativeText", "setAccessibleName"),
        *("setAccessibleDescription", "setSuffix", "setPrefix", "setHeaderLabels", "showMessage"),
        *("addAction", "addMenu", "addTab", "addItem", "addRow", "addButton", "say", "emit"),
        *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QAction", "QMenu", "QToolBar"),
        *("QGroupBox", "QMessageBox", "QFileDialog", "EmptyState", "ValueTable", "TableCard"),
        *("tell_problem", "told", "_action", "_button", "_tool", "_choice", "_tell", "_say"),
    )
)
"""Calls whose arguments reach the screen: setters and constructors of Qt, and the window's own."""

NAMES = frozenset(("FTD Studio", "EMA", "GPU", "PNG", "SVG", "GIF", "WebP", "px"))
"""Names that are the same in every language."""


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """The script that builds the catalogues; it is no module of a package."""
    path = ROOT / "packaging" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


def wrong_with(source: str, form: str) -> str:
    """What the translation of a string lacks; empty where it is well."""
    if placeholders(form) != placeholders(source):
        return "placeholders"
    if bool(re.search(r"&\w", form)) != bool(re.search(r"&\w", source)):
        return "accelerator"
    if form.endswith("…") != source.endswith("…"):
        return "ellipsis"
    if (form[:1] == " ", form[-1:] == " ") != (source[:1] == " ", source[-1:] == " "):
        return "blanks at its ends"
    return "" if form.strip() else "words"


def test_there_is_a_second_language() -> None:
    assert [path.stem for path in CATALOGUES] == ["ftd_de"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_holds_every_string_of_the_program_and_no_other(
    builder: ModuleType, path: Path
) -> None:
    known, wanted = builder.read_catalogue(path), builder.messages()
    assert sorted(set(wanted) - set(known)) == [], "run packaging/translations.py and translate"
    assert sorted(set(known) - set(wanted)) == [], "run packaging/translations.py"
    unfinished = [source for source, forms in known.items() if not forms]
    assert unfinished == []
    counts = {source: len(forms) > 1 for source, forms in known.items()}
    assert counts == {source: message.is_counted for source, message in wanted.items()}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_keeps_placeholders_accelerator_and_ellipsis(
    builder: ModuleType, path: Path
) -> None:
    wrong = {
        (source, form): fault
        for source, forms in builder.read_catalogue(path).items()
        for form in forms
        if (fault := wrong_with(source, form))
    }
    assert wrong == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_window_loads_what_the_catalogue_says(builder: ModuleType, path: Path) -> None:
    compiled = QTranslator()
    assert compiled.load(str(path.with_suffix(".qm")))
    stale: list[str] = []
    for source, forms in builder.read_catalogue(path).items():
        # German and English count alike: one, and all others
        numbers = (1, 2) if len(forms) > 1 else (-1,)
        found = tuple(compiled.translate(builder.CONTEXT, source, "", n) for n in numbers)
        if found != forms:
            stale.append(source)
    assert stale == [], "run packaging/translations.py"


def test_both_forms_of_what_is_counted_have_the_same_values(builder: ModuleType) -> None:
    for path in sorted((ROOT / "ftd_gui").rglob("*.py")):
        for call in calls_in(path):
            if name_in(call) == "tr_count":
                one, many = (ast.literal_eval(text) for text in call.args[:2])
                assert placeholders(one) == placeholders(many), many


def calls_in(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def name_in(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def bare_words(node: ast.expr) -> Iterator[str]:
    """Literals with a word in them that an argument hands on as they are."""
    match node:
        case ast.Constant(value=str(text)):
            if re.search(r"[^\W\d_]{2}", re.sub(r"<[^>]*>|&\w+;", "", text)):
                yield text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from bare_words(part)
        case ast.IfExp(body=first, orelse=second):
            yield from (*bare_words(first), *bare_words(second))
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from bare_words(part)
        case ast.BinOp(left=first, right=second):
            yield from (*bare_words(first), *bare_words(second))
        case _:
            # a value, or a call that has its own say
            return


def unwrapped(path: Path) -> Iterator[str]:
    """Words of a file that reach the screen without a way to translate them."""
    for call in calls_in(path):
        if name_in(call) in SAYS:
            for argument in call.args:
                for text in bare_words(argument):
                    # one word in small letters is a key, an icon or a look
                    is_key = re.fullmatch(r"[a-z_-]+|(Ctrl|Alt|Shift|Meta)\+.*|F\d+", text)
                    if not is_key and text.strip(" –-:") not in NAMES:
                        yield f"{name_of(path)}:{call.lineno}: {text!r}"


def test_every_word_on_the_screen_goes_through_the_door() -> None:
    found = [
        words for path in sorted((ROOT / "ftd_gui").rglob("*.py")) for words in unwrapped(path)
    ]
    assert found == []


def test_the_check_finds_bare_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "ftd_gui" / "words.py"
    code = (
        'label.setText(f"{n} images")\nQLabel("Data" if a else tr("No data"))\nx.setText("raw")\n'
    )
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: code)
    assert [words.partition(": ")[2] for words in unwrapped(path)] == ["' images'", "'Data'"]
