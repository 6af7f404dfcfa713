"""A curve asks only for what has changed in it."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from ftd_gui.plots.curve_item import EDGE_COLUMNS, CurveItem

ROOM = QRectF(0, -1, 100, 2)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[QRectF]:
    asked: list[QRectF] = []
    monkeypatch.setattr(CurveItem, "update", lambda _item, part: asked.append(part), raising=False)
    return asked


@pytest.mark.usefixtures("qapp")
def test_a_grown_end_is_all_that_is_painted(asked: list[QRectF]) -> None:
    x = np.arange(0.0, 90.0)
    y = np.sin(x)
    y[40] = np.nan
    curve = CurveItem()
    curve.set_points(x, y, True, ROOM, 0.1)
    assert asked == [ROOM] and curve.boundingRect() == ROOM
    # the same points again are nothing to paint
    curve.set_points(x.copy(), y.copy(), True, ROOM, 0.1)
    assert len(asked) == 1
    longer = np.append(x, 90.0)
    curve.set_points(longer, np.append(y, 0.5), True, ROOM, 0.1)
    assert asked[-1].left() == pytest.approx(89 - EDGE_COLUMNS * 0.1)
    assert asked[-1].right() == pytest.approx(90 + EDGE_COLUMNS * 0.1)
    # a shorter curve leaves its old end behind
    curve.set_points(x[:80], y[:80], True, ROOM, 0.1)
    assert asked[-1].left() < 80 and asked[-1].right() > 90
    changed = y.copy()[:80]
    changed[0] = 0.3
    curve.set_points(x[:80], changed, True, ROOM, 0.1)
    assert asked[-1] == ROOM
    other = QRectF(0, -2, 100, 4)
    curve.set_points(x[:80], changed, True, other, 0.1)
    assert asked[-1] == other and len(curve.points[0]) == 80
