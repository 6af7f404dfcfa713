"""Which classes a text names, and what is left of a set with them."""

import numpy as np
import pytest

from ftd_engine.snapshot import Snapshot
from ftd_gui.views.class_filter import ShownClasses, matching_classes

NAMES = ("ankle boot", "bag", "coat", "shirt", "T-shirt/top")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", (0, 1, 2, 3, 4)),
        (" , ", (0, 1, 2, 3, 4)),
        ("SHIRT", (3, 4)),
        ("t-shirt", (4,)),
        ("2", (2,)),
        ("1-3", (1, 2, 3)),
        ("boot, 3", (0, 3)),
        ("9", ()),
        ("dress", ()),
    ],
)
def test_a_text_names_classes(text: str, found: tuple[int, ...]) -> None:
    assert matching_classes(NAMES, text) == found


def test_a_set_is_cut_to_the_chosen_classes_and_its_images_are_found_again() -> None:
    labels = np.repeat(np.arange(5), 2)
    planes = np.arange(10, dtype=np.float32)[:, None, None, None] * np.ones(
        (1, 1, 2, 2), np.float32
    )
    zero, one = np.zeros(1, np.float32), np.ones(1, np.float32)
    whole = Snapshot(3, {"raw": planes}, labels, 0.1, zero, one, views={"raw": planes + 100})
    classes = ShownClasses()
    classes.choose(NAMES, "1, shirt")
    assert not classes.are_all and classes.names == ("bag", "shirt", "T-shirt/top")
    cut = classes.of(whole)
    assert cut.labels.tolist() == [0, 0, 1, 1, 2, 2]
    assert cut.images["raw"][:, 0, 0, 0].tolist() == [2, 3, 6, 7, 8, 9] == classes.images_of(whole)
    assert cut.viewable("raw")[0, 0, 0, 0] == 102
    # the same set is not cut twice, and can be looked at as it is trained on
    assert classes.of(whole) is cut
    assert classes.of(whole, is_coloured=False).viewable("raw")[0, 0, 0, 0] == 2
    classes.choose(NAMES, "")
    assert classes.of(whole) is whole
