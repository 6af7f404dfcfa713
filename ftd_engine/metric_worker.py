"""The process that reads logs of other programs for the window: a stranger's file never enters that one.

Entered by name from `launch.py`. Not `worker.py`, which loads PyTorch, and nothing here needs it.
"""

from pathlib import Path
from typing import Any

from ftd_engine.job_requests import LogImport, LogRequest
from ftd_engine.metric_import import import_log, look_at_log


def main(_folder: Path, events: Any, commands: Any) -> None:
    """Answer one `LogRequest` with a `LogReport`, or one `LogImport` with a `LogImported`."""
    request: LogRequest | LogImport = commands.get()
    events.put(look_at_log(request) if isinstance(request, LogRequest) else import_log(request))
