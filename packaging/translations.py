"""Build the catalogues of the window's words: find the strings, keep what is translated, compile.

    python packaging/translations.py

Writes `resources/translations/ftd_*.ts`, for translators, and the `.qm` beside each, which the window loads.
A string that is new stands in them as unfinished; one that is gone from the program is gone. English is the
text in the program and has no catalogue. What is missing is told, and the exit status is 1.

The strings of the window are those in calls of `tr`, `tr_count` and `marked`. Those of the engine that
are shown as they are come from its front rooms: settings, formats, presets, studies.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "ftd"


@dataclass
class Message:
    """One string of the program.

    Attributes:
        source: as it stands in the program.
        is_counted: it has a form for each way in which the language counts.
    """

    source: str
    is_counted: bool = False


def messages() -> dict[str, Message]:
    """All strings that the window shows, by their text.

    Raises:
        ValueError: a string in the code is put together before it is translated.
    """
    found: dict[str, Message] = {}
    for source, is_counted in (*_of_window(), *_of_engine()):
        message = found.setdefault(source, Message(source))
        message.is_counted |= is_counted
    return dict(sorted(found.items()))


def _of_window() -> Iterator[tuple[str, bool]]:
    for path in sorted((ROOT / "ftd_gui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in ("tr", "marked", "tr_count") and node.args:
                is_counted = node.func.id == "tr_count"
                text = node.args[1 if is_counted else 0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value, is_counted
                elif isinstance(text, (ast.JoinedStr, ast.BinOp)):
                    raise ValueError(f"{path}:{node.lineno}: fill the values in by .format")


def _of_engine() -> Iterator[tuple[str, bool]]:
    sys.path.insert(0, str(ROOT))
    from ftd_engine.export_formats import EXPORT_FORMATS
    from ftd_engine.field_facts import form_sections
    from ftd_engine.presets import PRESET_GROUPS, load_presets
    from ftd_engine.studies.catalogue import CATALOGUE

    texts: list[str] = [*PRESET_GROUPS]
    for section in form_sections():
        texts.append(section.title)
        for facts in section.fields:
            texts += (facts.label, facts.help, facts.unit, facts.source)
    for kind in EXPORT_FORMATS:
        texts += (kind.label, kind.help)
    for preset in load_presets():
        story = preset.story
        texts += (preset.title, story.summary, story.accuracy_source, *story.notes)
    for study in CATALOGUE:
        texts += (study.title, study.question, study.finding, study.points)
    for text in texts:
        if text:
            yield text, False


def forms_of(element: ET.Element) -> tuple[str, ...]:
    """The translation of a message of a catalogue, one text for each form; () while unfinished."""
    translation = element.find("translation")
    if translation is None or translation.get("type") == "unfinished":
        return ()
    forms = [form.text or "" for form in translation.findall("numerusform")]
    return tuple(forms) or (translation.text or "",)


def read_catalogue(path: Path) -> dict[str, tuple[str, ...]]:
    """Translations of a `.ts` by their source; those that are unfinished have no forms."""
    if not path.exists():
        return {}
    elements = ET.parse(path).iter("message")
    return {element.findtext("source", ""): forms_of(element) for element in elements}


def write_catalogue(path: Path, known: dict[str, tuple[str, ...]]) -> list[str]:
    """Write a `.ts` with every string of the program.

    Returns:
        Those without a translation.
    """
    root = ET.Element("TS", version="2.1", language=path.stem.partition("_")[2])
    root.set("sourcelanguage", "en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    missing: list[str] = []
    for message in messages().values():
        element = ET.SubElement(context, "message")
        if message.is_counted:
            element.set("numerus", "yes")
        ET.SubElement(element, "source").text = message.source
        translation = ET.SubElement(element, "translation")
        forms = known.get(message.source, ())
        if message.is_counted:
            for form in forms or ("", ""):
                ET.SubElement(translation, "numerusform").text = form
        elif forms:
            translation.text = forms[0]
        if not forms:
            translation.set("type", "unfinished")
            missing.append(message.source)
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8"
    )
    return missing


def compile_catalogue(path: Path) -> None:
    """Make the `.qm` that the window loads, by the tool that comes with PySide6."""
    tool = Path(PySide6.__file__).parent / "lrelease"
    command = [str(tool), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))]
    subprocess.run(command, check=True)


def main() -> int:
    """Bring all catalogues up to date."""
    missing = 0
    for path in sorted(FOLDER.glob("ftd_*.ts")):
        left = write_catalogue(path, read_catalogue(path))
        compile_catalogue(path)
        sys.stdout.write(f"{path.name}: {len(left)} strings have no translation.\n")
        sys.stdout.writelines(f"  {text!r}\n" for text in left)
        missing += len(left)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
