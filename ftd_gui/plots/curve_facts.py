"""What is known of a curve that grows, learnt from its new points alone."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


class CurveFacts:
    """What is known of a growing curve, so that a frame looks only at its new points."""

    def __init__(self) -> None:
        self._length = 0
        self._axes = (False, False)
        self.is_ascending = True
        self.num_hidden = 0

    def grow(self, x: Numbers, y: Numbers, log_x: bool, log_y: bool) -> None:
        """Look at the points that are new since the last call; fewer than before begin anew."""
        axes = (log_x, log_y)
        if axes != self._axes or len(x) < self._length:
            self._length, self.num_hidden, self.is_ascending = 0, 0, True
            self._axes = axes
        new_x, new_y = x[max(0, self._length - 1) :], y[self._length :]
        if self.is_ascending and len(new_x) > 1:
            self.is_ascending = bool((new_x[1:] >= new_x[:-1]).all())
        hidden = np.zeros(len(new_y), dtype=bool)
        if log_x:
            hidden |= x[self._length :] <= 0
        if log_y:
            hidden |= new_y <= 0
        self.num_hidden += int(np.count_nonzero(hidden))
        self._length = len(x)
