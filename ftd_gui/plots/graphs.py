# pyright: reportMissingTypeStubs=false
"""pyqtgraph, loaded without the GPU bindings that it looks for: no plot here is made of them."""

import sys

# A widget for fast video imports `cuda.bindings` where PyTorch has brought them along: 12 MB of every
# window's memory. Only hidden while pyqtgraph loads, for whoever may want them afterwards.
_is_hidden = "cuda" not in sys.modules
if _is_hidden:
    sys.modules["cuda"] = None  # pyright: ignore[reportArgumentType]

import pyqtgraph as pg  # noqa: E402

if _is_hidden:
    del sys.modules["cuda"]

__all__ = ["pg"]
