"""The form of an experiment, drawn from the facts of the config model and nothing else.

Cards stand in one, two or three columns as the width allows; tab order is reading order.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from itertools import combinations, pairwise
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ftd_engine.config_checks import Problem
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import FieldFacts, SectionFacts
from ftd_gui.forms.field_editors import (
    CHOICE_WIDTH_PX,
    NUMBER_WIDTH_PX,
    ChoicesEditor,
    FieldEditor,
    LineEditor,
    PathEditor,
    make_editor,
)
from ftd_gui.forms.value_words import problem_words, range_words, value_words
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.engine_words import engine_words
from ftd_gui.words import tr

PAGE_EDGE_PX = 6 * SPACE_PX
CARD_EDGE_PX = 4 * SPACE_PX
PATH_GAP_PX = SPACE_PX
MAX_COLUMNS = 3


def field_tooltip(facts: FieldFacts) -> str:
    """All that is known of a setting, as a short page."""
    head = f"<b>{escape(tr(facts.label))}</b>"
    if facts.symbol:
        head += f" &nbsp;{escape(facts.symbol)}"
    lines: list[str] = []
    allowed = range_words(facts)
    if allowed:
        has_unit = facts.unit and facts.kind in ("int", "float")
        words = f"{allowed} {tr(facts.unit)}" if has_unit else allowed
        lines.append(tr("Allowed: {values}").format(values=words))
    lines.append(tr("Default: {value}").format(value=value_words(facts.default)))
    if facts.source:
        source = tr(facts.source)
        is_paper = _in_paper(facts.source)
        lines.append(tr("Paper: {source}").format(source=source) if is_paper else source)
    if facts.script_flag:
        lines.append(tr("Script flag: {flag}").format(flag=facts.script_flag))
    body = "<br>".join(escape(line) for line in lines)
    return f"<qt>{head}<p>{escape(engine_words(facts.help))}</p><p>{body}</p></qt>"


def manual_link(facts: FieldFacts) -> str:
    """A line that leads to the setting's place in the manual; whoever hears the click opens it."""
    return f'<p><a href="{escape(facts.path)}">{escape(tr("Read on in the manual (F1)"))}</a></p>'


def _in_paper(source: str) -> bool:
    return source.startswith(("Section", "Equation", "Table", "Figure", "Appendix", "Algorithm"))


class FieldRow:
    """Label, editor, unit and problem line of one setting; a value object of the form."""

    def __init__(self, facts: FieldFacts, section_title: str, card: QWidget) -> None:
        self.facts = facts
        self.label = QLabel(card)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editor: FieldEditor = make_editor(facts, card)
        self.unit = QLabel(tr(facts.unit), card)
        self.unit.setProperty("look", "caption")
        self.parts: list[QWidget] = [self.label, self.editor, self.unit]
        self.problem = ProblemLine(card)
        self.label.setBuddy(self.editor)
        tip = field_tooltip(facts)
        for widget in (self.label, self.editor):
            widget.setToolTip(tip)
            # a tip cannot be clicked, the text of What's This can
            widget.setWhatsThis(tip.replace("</qt>", f"{manual_link(facts)}</qt>"))
        described = f"{tr(facts.help)} {range_words(facts)}".strip()
        self.editor.setAccessibleName(f"{tr(facts.label)}, {tr(section_title)}")
        self.editor.setAccessibleDescription(described)
        self.editor.setObjectName(facts.path)
        if isinstance(self.editor, PathEditor):
            self._offer_choice(self.editor.button, tip)

    def _offer_choice(self, button: QWidget, tip: str) -> None:
        """Let the button of a path say the same as its field."""
        self.parts.append(button)
        button.setToolTip(tip)
        button.setWhatsThis(self.editor.whatsThis())
        button.setAccessibleName(tr("Choose: {name}").format(name=self.editor.accessibleName()))
        button.setAccessibleDescription(self.editor.accessibleDescription())
        button.setObjectName(self.facts.path)

    @property
    def field_width(self) -> int:
        """Least width of the field with what stands beside it."""
        width = self.editor.minimumSizeHint().width()
        if isinstance(self.editor, PathEditor):
            width += PATH_GAP_PX + self.editor.button.sizeHint().width()
        return width

    def set_theme(self, theme: Theme, sign: QPixmap) -> None:
        """Draw the symbol softly beside the label, and the sign beside what is wrong."""
        text = escape(tr(self.facts.label))
        if self.facts.symbol:
            symbol = escape(self.facts.symbol)
            text += f'&nbsp;&nbsp;<span style="color:{theme.text_soft}">{symbol}</span>'
        self.label.setText(text)
        self.problem.set_sign(sign)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the whole row."""
        for widget in self.parts:
            widget.setVisible(visible)

    def set_matters(self, matters: bool) -> None:
        """Grey the row where another setting makes it meaningless."""
        for widget in self.parts:
            widget.setEnabled(matters)


class ProblemLine(QWidget):
    """What is wrong with the field above, and its cure; takes no room while all is well."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE_PX)
        layout.setSpacing(SPACE_PX)
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setProperty("look", "failed_caption")
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, empty while all is well."""
        return self._text.text()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these sentences, or nothing."""
        self._text.setText("\n".join(problem_words(problem) for problem in problems))
        self.setVisible(bool(problems))

    def set_sign(self, sign: QPixmap) -> None:
        """Put another picture before the sentence."""
        self._icon.setPixmap(sign)


class ConfigForm(QWidget):
    """All settings of one experiment.

    Signals:
        edited(str): the user changed the setting at this path; the values may be wrong now.
        settled(): what the user did to one setting is done; more is something else.
        choice_wanted(str): the user wants to choose the file or folder of this setting in a dialog.
    """

    edited = Signal(str)
    settled = Signal()
    choice_wanted = Signal(str)

    def __init__(self, sections: Sequence[SectionFacts], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "ground")
        self._rows: dict[str, FieldRow] = {}
        self._cards: list[QFrame] = []
        self._weights: list[int] = []
        self._titles: dict[str, str] = {}
        self._shows_advanced = False
        self._revealed = ""
        self._searched: dict[str, str] = {}
        self._hits: frozenset[str] | None = None
        self._columns: list[QVBoxLayout] = []
        self._row_layout = QHBoxLayout(self)
        self._row_layout.setContentsMargins(PAGE_EDGE_PX, 2 * SPACE_PX, PAGE_EDGE_PX, 4 * SPACE_PX)
        self._row_layout.setSpacing(4 * SPACE_PX)
        for _ in range(MAX_COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(3 * SPACE_PX)
            self._columns.append(column)
            self._row_layout.addLayout(column, 1)
        for section in sections:
            self._add_card(section)
        self.set_theme(LIGHT)
        self._place_cards(2)
        self._set_tab_order()
        self._show_rows()

    # ------------------------------------------------ building

    def _add_card(self, section: SectionFacts) -> None:
        card = QFrame(self)
        card.setProperty("look", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(CARD_EDGE_PX, 3 * SPACE_PX, CARD_EDGE_PX, 3 * SPACE_PX)
        grid.setHorizontalSpacing(2 * SPACE_PX)
        grid.setVerticalSpacing(SPACE_PX + 2)
        grid.setColumnMinimumWidth(1, NUMBER_WIDTH_PX)
        grid.setColumnStretch(2, 1)
        title = QLabel(tr(section.title), card)
        title.setProperty("look", "heading")
        grid.addWidget(title, 0, 0, 1, 3)
        for index, facts in enumerate(section.fields):
            row = FieldRow(facts, section.title, card)
            line = 2 * index + 1
            grid.addWidget(row.label, line, 0)
            if isinstance(row.editor, PathEditor):
                beside = QHBoxLayout()
                beside.setSpacing(PATH_GAP_PX)
                beside.addWidget(row.editor)
                beside.addWidget(row.editor.button)
                grid.addLayout(beside, line, 1, 1, 2)
                row.editor.button.clicked.connect(partial(self._on_choice_wanted, facts.path))
            elif _takes_unit_column(row):
                grid.addWidget(row.editor, line, 1, 1, 2)
            else:
                grid.addWidget(row.editor, line, 1)
                grid.addWidget(row.unit, line, 2)
            grid.addWidget(row.problem, line + 1, 1, 1, 2)
            row.editor.edited.connect(partial(self._on_editor_edited, facts.path))
            if isinstance(row.editor, LineEditor):
                row.editor.editingFinished.connect(self.settled)
            self._rows[facts.path] = row
            words = (tr(section.title), tr(facts.label), tr(facts.help))
            names = (facts.symbol, facts.script_flag, facts.path)
            self._searched[facts.path] = " ".join((*words, *names)).casefold()
        self._titles[section.name] = tr(section.title)
        self._cards.append(card)

    def _align_cards(self, cards: Sequence[QFrame]) -> None:
        # one right edge for labels and one left edge for fields over all cards of a column
        rows = [row for row in self._rows.values() if row.label.parent() in cards]
        for card in cards:
            grid = card.layout()
            assert isinstance(grid, QGridLayout)
            grid.setColumnMinimumWidth(0, max(row.label.sizeHint().width() for row in rows))

    def _place_cards(self, count: int) -> None:
        weights: list[int] = []
        for card in self._cards:
            wanted = sum(1 for facts in self._facts_of(card) if self._is_wanted(facts))
            # a card that the search leaves out takes no room
            weights.append(wanted + 2 if wanted else 0)
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        bounds = _even_bounds(weights, count)
        for index, column in enumerate(self._columns):
            start, end = bounds[index] if index < len(bounds) else (0, 0)
            self._align_cards(self._cards[start:end])
            for card in self._cards[start:end]:
                column.addWidget(card)
            if end > start:
                column.addStretch(1)
            self._row_layout.setStretch(index, 1 if end > start else 0)
        self._column_count = count

    def _facts_of(self, card: QFrame) -> list[FieldFacts]:
        return [row.facts for row in self._rows.values() if row.label.parent() is card]

    def _set_tab_order(self) -> None:
        widgets: list[QWidget] = []
        for row in self._rows.values():
            if isinstance(row.editor, ChoicesEditor):
                widgets.extend(row.editor.boxes.values())
            else:
                widgets.append(row.editor)
            if isinstance(row.editor, PathEditor):
                widgets.append(row.editor.button)
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)

    # ------------------------------------------------ values

    def values(self) -> dict[str, Any]:
        """What the fields say, nested as in the TOML file; may be wrong."""
        nested: dict[str, Any] = {}
        for path, row in self._rows.items():
            section, _, name = path.rpartition(".")
            place: dict[str, Any] = nested.setdefault(section, {}) if section else nested
            place[name] = row.editor.value()
        return nested

    def set_values(self, experiment: Experiment) -> None:
        """Show an experiment; tells of no edit."""
        self.set_raw_values(experiment.model_dump())

    def set_raw_values(self, values: Mapping[str, Any]) -> None:
        """Show values as `values` gave them, right or wrong; tells of no edit."""
        for path, row in self._rows.items():
            section, _, name = path.rpartition(".")
            place = values[section] if section else values
            row.editor.set_value(place[name])
        self._grey_rows()

    def change_value(self, path: str, value: object) -> None:
        """Set one field as if the user had done it."""
        row = self._rows[path]
        row.editor.set_value(value)
        self._grey_rows()
        self.settled.emit()
        self.edited.emit(path)
        self.settled.emit()

    # ------------------------------------------------ look

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each problem under its field; a hidden field that is wrong comes into sight."""
        for path, row in self._rows.items():
            own = [problem for problem in problems if problem.field == path]
            row.problem.show_problems(own)
            row.editor.set_wrong(bool(own))
        self._show_rows()

    def problem_text(self, path: str) -> str:
        """The sentence under a field, empty while it is right."""
        return self._rows[path].problem.text

    def label_of(self, path: str) -> str:
        """Name of a field with its section, for a summary."""
        row = self._rows.get(path)
        return tr(row.facts.label) if row else path

    def editor(self, path: str) -> FieldEditor:
        """The editor of a field."""
        return self._rows[path].editor

    def set_shows_advanced(self, shows: bool) -> None:
        """Show or hide the settings that few need."""
        self._shows_advanced = shows
        self._show_rows()
        self._place_cards(self._column_count)

    def search(self, text: str) -> tuple[str, ...]:
        """Show only the settings that have all these words, advanced ones too.

        Looks at label, section, help, symbol, script flag and path.

        Returns:
            Their paths, those first whose name has the words; all where there are no words.
        """
        wanted = text.casefold().split()
        found = [
            path for path, words in self._searched.items() if all(word in words for word in wanted)
        ]
        self._hits = frozenset(found) if wanted else None
        self._show_rows()
        self._place_cards(self._column_count)

        def is_named_otherwise(path: str) -> bool:
            facts = self._rows[path].facts
            name = f"{tr(facts.label)} {facts.symbol} {facts.script_flag}".casefold()
            return not all(word in name for word in wanted)

        return tuple(sorted(found, key=is_named_otherwise))

    def is_found(self, path: str) -> bool:
        """True while the search does not leave this setting out."""
        return self._hits is None or path in self._hits

    def reveal(self, path: str) -> FieldEditor:
        """The editor of a field, brought into sight even where it is an advanced one."""
        if path != self._revealed:
            self._revealed = path
            self._show_rows()
        return self._rows[path].editor

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        # drawn once for all rows: there are many, and the window has to come up soon
        sign = themed_icon("problem", theme, theme.failed).pixmap(14, 14)
        for row in self._rows.values():
            row.set_theme(theme, sign)

    def _is_wanted(self, facts: FieldFacts) -> bool:
        wrong = bool(self._rows[facts.path].problem.text)
        editor = self._rows[facts.path].editor
        if isinstance(editor, ChoicesEditor) and not editor.boxes:
            # only plug-ins could fill it, and there is none
            return wrong
        if self._hits is not None:
            return facts.path in self._hits
        in_sight = not facts.advanced or wrong or facts.path == self._revealed
        return self._shows_advanced or in_sight

    def _show_rows(self) -> None:
        for row in self._rows.values():
            wanted = self._is_wanted(row.facts)
            row.set_visible(wanted)
            row.problem.setVisible(wanted and bool(row.problem.text))
        for card in self._cards:
            card.setVisible(any(self._is_wanted(facts) for facts in self._facts_of(card)))

    def _grey_rows(self) -> None:
        for row in self._rows.values():
            if row.facts.used_when:
                value = self._rows[row.facts.used_when[0]].editor.value()
                row.set_matters(row.facts.matters_with(str(value)))

    def _on_editor_edited(self, path: str) -> None:
        self._grey_rows()
        self.edited.emit(path)
        if not isinstance(self._rows[path].editor, LineEditor):
            # only typing takes many steps to one value
            self.settled.emit()

    def _on_choice_wanted(self, path: str, _checked: bool = False) -> None:
        self.choice_wanted.emit(path)

    def _column_width(self) -> int:
        """Least width in which the widest label, a field and the widest unit stand side by side."""
        rows = self._rows.values()
        label = max(row.label.sizeHint().width() for row in rows)
        unit = max(row.unit.sizeHint().width() for row in rows)
        broad = [row.field_width for row in rows if _takes_unit_column(row)]
        field = max(NUMBER_WIDTH_PX + 2 * SPACE_PX + unit, CHOICE_WIDTH_PX, *broad)
        return 2 * CARD_EDGE_PX + label + 2 * SPACE_PX + field + 2

    def minimumSizeHint(self) -> QSize:
        """One column wide, whatever stands in several now, so that it can come to one."""
        width = self._column_width() + 2 * PAGE_EDGE_PX
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as fit."""
        super().resizeEvent(event)
        gap = self._row_layout.spacing()
        room = event.size().width() - 2 * PAGE_EDGE_PX + gap
        fitting = max(1, min(MAX_COLUMNS, room // (self._column_width() + gap)))
        if fitting != self._column_count:
            self._place_cards(fitting)


def _takes_unit_column(row: FieldRow) -> bool:
    return row.facts.kind in ("choice", "choices", "text")


def _even_bounds(weights: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Cut a row of weights into so many runs that the heaviest is as light as can be."""
    count = min(count, len(weights))
    best: tuple[int, list[tuple[int, int]]] | None = None
    for cuts in combinations(range(1, len(weights)), count - 1):
        bounds = list(pairwise((0, *cuts, len(weights))))
        heaviest = max(sum(weights[start:end]) for start, end in bounds)
        if best is None or heaviest < best[0]:
            best = (heaviest, bounds)
    assert best is not None
    return best[1]
