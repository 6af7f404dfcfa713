"""Rules for tests of the window: those of `tests/window_guards.py`."""

from tests.window_guards import fresh_home, nothing_left_running

__all__ = ["fresh_home", "nothing_left_running"]
