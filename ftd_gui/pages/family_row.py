"""Which families of networks a set is evaluated on, as boxes to tick."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from ftd_engine.field_facts import all_fields
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.hugging import hugging
from ftd_gui.views.plug_in_words import choice_words
from ftd_gui.words import tr


class FamilyRow(QWidget):
    """A box for each family; the first that is ticked is the run's own network.

    Signals:
        changed(): another choice.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        facts = all_fields()["network.kind"]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 * SPACE_PX)
        row.addWidget(QLabel(tr("Networks"), self))
        self.boxes: dict[str, QCheckBox] = {}
        for name in facts.offered():
            box = self.boxes[name] = hugging(QCheckBox(choice_words(facts.plug_ins, name), self))
            box.setAccessibleName(tr("Train networks of the family {name}").format(name=name))
            box.setToolTip(
                tr("Train and test fresh networks of the family {name}. {help}").format(
                    name=name, help=tr(facts.help)
                )
            )
            box.toggled.connect(self.changed)
            row.addWidget(box)
        row.addStretch(1)

    def choose(self, names: Sequence[str]) -> None:
        """Tick these and no others."""
        for name, box in self.boxes.items():
            box.setChecked(name in names)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Families that are ticked, in the order of the boxes."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())
