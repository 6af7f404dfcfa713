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
        """Points that a logarithmic axis cannot show."""
        self.num_not_finite = 0
        """Points that no axis can show: infinite, or no number at all."""

    def grow(self, x: Numbers, y: Numbers, log_x: bool, log_y: bool) -> None:
        """Look at the points that are new since the last call; fewer than before begin anew."""
        axes = (log_x, log_y)
        if axes != self._axes or len(x) < self._length:
            self._length, self.num_hidden, self.num_not_finite = 0, 0, 0
            self.is_ascending, self._axes = True, axes
        new_x, new_y = x[max(0, self._length - 1) :], y[self._length :]
        if self.is_ascending and len(new_x) > 1:
            self.is_ascending = bool((new_x[1:] >= new_x[:-1]).all())
        whole_new_x = x[self._length :]
        is_finite = np.isfinite(whole_new_x) & np.isfinite(new_y)
        self.num_not_finite += len(new_y) - int(np.count_nonzero(is_finite))
        hidden = np.zeros(len(new_y), dtype=bool)
        if log_x:
            hidden |= whole_new_x <= 0
        if log_y:
            hidden |= new_y <= 0
        self.num_hidden += int(np.count_nonzero(hidden & is_finite))
        self._length = len(x)
