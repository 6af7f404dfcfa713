"""Plots: curves over epochs and iterations, their axes, legend and readout.

The first import of pyqtgraph is here, so that none of its rooms can bring CUDA into the window.
"""

import sys

# One of pyqtgraph's widgets, which is not used here, loads the CUDA bindings where torch's wheels have
# installed them: memory and time for nothing, and a driver's fault would take the window down.
_hides_cuda = "cuda" not in sys.modules
if _hides_cuda:
    sys.modules["cuda"] = None  # type: ignore[assignment]  # None is how an import is made to fail
import pyqtgraph as pyqtgraph  # noqa: E402  # pyright: ignore[reportMissingTypeStubs]

if _hides_cuda:
    del sys.modules["cuda"]
