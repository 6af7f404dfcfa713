"""The window's own log, kept for the log panel beside what goes into the rotating file."""

import logging
import threading

from ftd_gui.runs.run_store import LogLine

MOST_LINES = 5000
_LEVELS = ((logging.ERROR, "error"), (logging.WARNING, "warning"), (logging.NOTSET, "info"))


class WindowLog(logging.Handler):
    """Takes what is logged in this process, from any thread; the panel reads `lines` when it likes.

    Attributes:
        lines: the newest lines, oldest first. Where there are too many, another list takes the place of this
            one, by which a reader sees that it has to begin anew.
        num_dropped: how many older ones are only in the file.
    """

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[LogLine] = []
        self.num_dropped = 0
        self._writing = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line; a trace belongs to it."""
        text = f"{record.name}: {record.getMessage()}"
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        level = next(word for lowest, word in _LEVELS if record.levelno >= lowest)
        with self._writing:
            if len(self.lines) >= 2 * MOST_LINES:
                self.num_dropped += len(self.lines) - MOST_LINES
                self.lines = self.lines[-MOST_LINES:]
            self.lines.append(LogLine(record.created, level, text))
