"""What stands in a table, row by row from the top."""

from ftd_gui.views.value_table import ValueTable


def table_texts(view: ValueTable) -> list[list[str]]:
    """The words of all cells as they are shown."""
    model = view.table
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
