"""Tables of values: order, files with plain numbers, and what a spreadsheet gets."""

import csv
import io

from PySide6.QtCore import QLocale, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ftd_gui.views.value_table import (
    Row,
    TableCell,
    TableHead,
    ValueTable,
    content_of,
    table_text,
)

HEADS = (TableHead("Name", "What it is."), TableHead("Size", "How much.", ("size", "unit")))


def row(name: str, size: float | None) -> Row:
    text = "–" if size is None else f"{size:.1f} m"
    files = ("", "") if size is None else (repr(size), "m")
    return TableCell(name, name), TableCell(text, size, "", True, files)


def test_text_survives_separators_and_quotes() -> None:
    rows = [row('a, "b"\tc\nd', 1234.5)]
    for delimiter in (",", "\t"):
        text = table_text(content_of(HEADS, rows), (0,), delimiter)
        read = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        assert read == [["Name", "size", "unit"], ['a, "b"\tc\nd', "1234.5", "m"]]


def test_files_are_the_same_in_every_locale() -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.German))
        content = content_of(HEADS, [row("a", 1234.5)])
        assert table_text(content, (0,), ",") == "Name,size,unit\na,1234.5,m\n"
    finally:
        QLocale.setDefault(before)


def test_numbers_are_sorted_as_numbers_and_missing_ones_last(
    qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    table = ValueTable("Sizes", "A row a thing.")
    qtbot.addWidget(table)
    rows = [row("nine", 9.0), row("none", None), row("ten", 10.0), row("minus", -1.0)]
    table.show_rows(HEADS, rows)
    qtmodeltester.check(table.table)

    def names() -> list[str]:
        return [table.table.index(place, 0).data() for place in range(table.table.rowCount())]

    assert names() == ["nine", "none", "ten", "minus"]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert names() == ["minus", "nine", "ten", "none"]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert names() == ["ten", "nine", "minus", "none"]
    # only values are new: the chosen row stays chosen
    table.selectRow(1)
    table.show_rows(HEADS, [row("nine", 9.5), *rows[1:]])
    assert table.text(",") == "Name,size,unit\nnine,9.5,m\n"
    # fewer columns than the one that was sorted by
    table.show_rows(HEADS[:1], [each[:1] for each in rows])
    assert names() == ["nine", "none", "ten", "minus"]
    table.show_rows((), [])
    assert table.table.rowCount() == 0
