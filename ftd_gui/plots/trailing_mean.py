"""Mean of the last so many points of a curve that grows, each point computed once."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


class TrailingMean:
    """Remembers the means of a growing curve.

    The first points are means of the fewer that there are, so that nothing pulls the beginning
    towards zero. Gaps (NaN, infinite) count for nothing and have no mean.
    """

    def __init__(self, window: int) -> None:
        self._window = window
        self._means = np.empty(0)
        self._length = 0

    def of(self, y: Numbers) -> Numbers:
        """Means of all points; only those that are new since the last call are computed.

        Args:
            y: `[N]`, the same curve as before, grown or not; a shorter one begins anew.

        Returns:
            `[N]`, a view that stays as it is while the curve grows.
        """
        length = len(y)
        if length < self._length:
            self._length = 0
        if length > len(self._means):
            grown = np.empty(max(length, 2 * len(self._means)))
            grown[: self._length] = self._means[: self._length]
            self._means = grown
        if length > self._length:
            self._means[self._length : length] = self._new_means(y)
            self._length = length
        return self._means[:length]

    def _new_means(self, y: Numbers) -> Numbers:
        first = max(0, self._length - self._window + 1)
        part = y[first:]
        is_there = np.isfinite(part)
        sums = np.concatenate(([0.0], np.cumsum(np.where(is_there, part, 0.0))))
        counts = np.concatenate(([0], np.cumsum(is_there)))
        ends = np.arange(self._length - first, len(part)) + 1
        starts = np.maximum(ends - self._window, 0)
        number = counts[ends] - counts[starts]
        means = np.full(len(ends), np.nan)
        np.divide(sums[ends] - sums[starts], number, out=means, where=is_there[ends - 1])
        return means
