"""Entry of a whole number that a setting of the experiment has."""

from PySide6.QtWidgets import QSpinBox, QWidget

from ftd_engine.field_facts import all_fields
from ftd_gui.words import tr


def count_box(path: str, unit: str, parent: QWidget) -> QSpinBox:
    """A box with range, default and help of the setting of this name, and its unit behind the number."""
    facts = all_fields()[path]
    box = QSpinBox(parent)
    box.setRange(round(facts.minimum or 1), round(facts.maximum or 1))
    box.setValue(facts.default)
    box.setSuffix(f" {unit}")
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setToolTip(tr(facts.help))
    box.setAccessibleName(tr(facts.label))
    return box
