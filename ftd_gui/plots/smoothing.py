"""Smooths a curve that grows: a moving average without start-up bias, or a median. Numbers, no Qt."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ftd_gui.words import tr

Numbers = npt.NDArray[np.float64]

MEDIANS_AT_ONCE = 1 << 20
"""Numbers looked at in one step of the median; bounds the memory it takes."""


@dataclass(frozen=True, slots=True)
class Smoothing:
    """How curves are smoothed.

    Attributes:
        kind: "ema", an exponential moving average, or "median", of neighbours on both sides.
        num_points: of the median, odd; an average over so many points has its usual meaning, a
            weight of 2 / (num_points + 1) for the newest.
    """

    kind: Literal["ema", "median"]
    num_points: int

    @property
    def words(self) -> str:
        """Such as "EMA over 25 points"."""
        words = tr("EMA over {n} points") if self.kind == "ema" else tr("median of {n} points")
        return words.format(n=self.num_points)


class Smoother:
    """Remembers the smoothed values of a growing curve, so that only new ones are computed.

    Gaps (NaN, infinite) count for nothing and stay gaps.
    """

    def __init__(self, smoothing: Smoothing) -> None:
        self._smoothing = smoothing
        self._forget()

    def _forget(self) -> None:
        self._length = 0
        self._smooth = np.empty(0)
        # the points that are no gaps: their values, and where they stand
        self._values = np.empty(0)
        self._places = np.empty(0, dtype=np.intp)
        self._sum = 0.0

    def of(self, y: Numbers) -> Numbers:
        """Smoothed values of all points.

        Args:
            y: `[N]`, the same curve as before, grown or not; a shorter one begins anew.

        Returns:
            `[N]`, an array of its own.
        """
        if len(y) < self._length:
            self._forget()
        new = y[self._length :]
        if len(new):
            first = len(self._values)
            places = np.flatnonzero(np.isfinite(new))
            self._values = np.concatenate((self._values, new[places]))
            self._places = np.concatenate((self._places, places + self._length))
            self._smooth = np.concatenate((self._smooth, np.full(len(new), np.nan)))
            self._length = len(y)
            if self._smoothing.kind == "ema":
                self._smooth[self._places[first:]] = self._averages(first)
            else:
                # the last points had fewer neighbours than they have now
                first = max(0, first - self._smoothing.num_points // 2)
                self._smooth[self._places[first:]] = self._medians(first)
        return self._smooth

    def _averages(self, first: int) -> Numbers:
        """Of the values from `first` on: sum of d^(t-k) x_k over the sum of the same weights."""
        decay = 1.0 - 2.0 / (self._smoothing.num_points + 1)
        # within a stretch the powers of the decay stay far from the ends of the float range
        stretch = max(1, int(200 / -math.log(decay))) if decay else 1
        sums = np.empty(len(self._values) - first)
        for start in range(0, len(sums), stretch):
            part = self._values[first + start : first + start + stretch]
            powers = decay ** np.arange(1, len(part) + 1)
            sums[start : start + len(part)] = powers * (self._sum + np.cumsum(part / powers))
            self._sum = float(sums[start + len(part) - 1])
        counts = np.arange(first + 1, len(self._values) + 1)
        return sums * (1.0 - decay) / (1.0 - decay**counts)

    def _medians(self, first: int) -> Numbers:
        half = self._smoothing.num_points // 2
        count = len(self._values)
        medians = np.empty(count - first)
        for place in (
            *range(first, min(half, count)),
            *range(max(first, half, count - half), count),
        ):
            # as many on the one side as on the other, so that an end is not bent
            reach = min(place, count - 1 - place)
            medians[place - first] = np.median(self._values[place - reach : place + reach + 1])
        start, stop = max(first, half), count - half
        step = max(1, MEDIANS_AT_ONCE // self._smoothing.num_points)
        for low in range(start, stop, step):
            high = min(stop, low + step)
            windows = np.lib.stride_tricks.sliding_window_view(
                self._values[low - half : high + half], 2 * half + 1
            )
            medians[low - first : high - first] = np.median(windows, axis=1)
        return medians
