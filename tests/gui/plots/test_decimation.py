"""Thinning a curve to pixel columns loses no extreme and no newest point."""

import numpy as np
import pytest

from ftd_gui.plots.decimation import (
    Thinner,
    column_edges,
    nearest_index,
    thin_band,
    thin_out,
    to_view,
    visible_slice,
)

RNG = np.random.default_rng(3)


@pytest.mark.parametrize("is_log", [False, True], ids=["linear", "log x"])
def test_extremes_and_both_ends_survive(is_log: bool) -> None:
    x = np.arange(1.0, 100_001.0)
    y = RNG.normal(size=x.size)
    y[34_567], y[65_432] = 50.0, -50.0
    low, high = (0.0, 5.0) if is_log else (0.0, 1e5)
    thin_x, thin_y = thin_out(x, y, column_edges(low, high, 500, is_log))
    assert len(thin_x) <= 2 * 501 + 4
    assert thin_y.max() == 50.0
    assert thin_y.min() == -50.0
    assert (thin_x[0], thin_y[0]) == (x[0], y[0])
    assert (thin_x[-1], thin_y[-1]) == (x[-1], y[-1])
    assert (np.diff(thin_x) >= 0).all()


def test_every_column_has_its_own_lowest_and_highest_value() -> None:
    x = np.arange(10_000.0)
    y = RNG.normal(size=x.size)
    thin_x, thin_y = thin_out(x, y, column_edges(0.0, 10_000.0, 100, False))
    pairs_x, pairs_y = thin_x[1:-1].reshape(-1, 2), thin_y[1:-1].reshape(-1, 2)
    for column in range(100):
        inside = y[column * 100 : (column + 1) * 100]
        assert pairs_x[column, 0] == column * 100
        assert tuple(pairs_y[column]) == (inside.min(), inside.max())


def test_a_zoomed_view_gets_its_points_and_one_neighbour_each_side() -> None:
    x = np.arange(100_000.0)
    inside = visible_slice(x, np.array([500.5, 510.5]))
    assert (inside.start, inside.stop) == (500, 512)
    thin_x, thin_y = thin_out(x, x * 2, column_edges(500.5, 510.5, 400, False))
    assert thin_x.tolist() == list(range(500, 512))
    assert (thin_y == 2 * thin_x).all()


def test_gaps_hide_no_neighbour() -> None:
    x = np.arange(20_000.0)
    y = np.full(x.size, 5.0)
    y[100], y[150], y[170], y[190] = np.nan, np.inf, -np.inf, 7.0
    y[10_000:12_000] = np.nan
    thin_x, thin_y = thin_out(x, y, column_edges(0, 20_000, 100, False))
    assert not np.isinf(thin_y).any()
    # the column with all the broken values still shows its good ones
    assert set(thin_y[thin_x < 200].tolist()) == {5.0, 7.0}
    # columns without any good value break the line
    assert np.isnan(thin_y[(thin_x >= 10_000) & (thin_x < 12_000)]).all()


def test_values_that_a_logarithmic_axis_cannot_show_hide_no_neighbour() -> None:
    x = np.arange(20_000.0)
    y = np.full(x.size, 2.0)
    y[::10] = 0.0
    y[5] = 1.0
    _, thin_y = thin_out(x, y, column_edges(0, 20_000, 100, False), is_log=True)
    assert np.nanmin(thin_y[1:]) == 1.0
    assert np.nanmax(thin_y) == 2.0


def test_points_out_of_order_are_still_thinned_and_complete() -> None:
    x = np.concatenate((np.arange(20_000.0), np.arange(10_000.0)))
    y = RNG.normal(size=x.size)
    edges = column_edges(0, 20_000, 100, False)
    thin_x, thin_y = thin_out(x, y, edges, is_ascending=False)
    assert len(thin_x) < 400
    assert (thin_y.min(), thin_y.max()) == (y.min(), y.max())
    assert thin_x[-1] == x[-1]


def test_a_band_covers_every_spread() -> None:
    x = np.arange(10_000.0)
    y, std = RNG.normal(size=x.size), RNG.uniform(size=x.size)
    edges = column_edges(0, 10_000, 50, False)
    thin_x, low, high = thin_band(x, y, std, edges)
    assert len(thin_x) <= 51
    assert low.min() == (y - std).min()
    assert high.max() == (y + std).max()


def test_view_coordinates_of_a_logarithmic_axis() -> None:
    shown = to_view(np.array([100.0, 0.0, -1.0, np.nan, np.inf]), True)
    assert shown[0] == 2.0
    assert np.isnan(shown[1:]).all()


@pytest.mark.parametrize(("wanted", "index"), [(-5.0, 0), (1.4, 1), (1.6, 2), (2.0, 2), (99.0, 3)])
def test_the_nearest_point(wanted: float, index: int) -> None:
    assert nearest_index(np.array([0.0, 1.0, 2.0, 3.0]), wanted) == index


def test_the_nearest_point_out_of_order() -> None:
    assert nearest_index(np.array([0.0, 4.0, 1.0]), 1.2, is_ascending=False) == 2


@pytest.mark.parametrize("is_log", [False, True])
def test_a_growing_curve_is_thinned_as_if_it_were_new(is_log: bool) -> None:
    rng = np.random.default_rng(2)
    x = np.arange(5000.0)
    y = rng.normal(1.0, 1.0, 5000)
    y[[7, 1200, 4100]] = np.nan, np.inf, -np.inf
    thinner = Thinner()
    edges = column_edges(0.0, 5200.0, 100, False)
    looked_at = 0
    for length in (3000, 3001, 3001, 3400, 4990, 5000):
        found = thinner.of(x[:length], y[:length], edges, is_log, is_ascending=True)
        wanted = thin_out(x[:length], y[:length], edges, is_log)
        for one, other in zip(found, wanted, strict=True):
            assert one == pytest.approx(other, nan_ok=True)
        looked_at = thinner._done
    assert looked_at > 4900
    # other columns, and a curve that went back to an earlier point
    for edges in (column_edges(1000.0, 2500.0, 60, False), column_edges(0.0, 5200.0, 80, False)):
        for length in (5000, 4000, 4500):
            found = thinner.of(x[:length], y[:length], edges, is_log, is_ascending=True)
            wanted = thin_out(x[:length], y[:length], edges, is_log)
            for one, other in zip(found, wanted, strict=True):
                assert one == pytest.approx(other, nan_ok=True)
