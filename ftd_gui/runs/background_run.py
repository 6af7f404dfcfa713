"""A run that goes on without a window: the headless twin takes it over in a process of its own."""

import logging
import sys
from typing import cast

from PySide6.QtCore import QProcess

from ftd_engine.run_folder import RunFolder

_log = logging.getLogger(__name__)


def go_on_in_background(folder: RunFolder) -> bool:
    """Go on with a run that nobody works on, in a session of its own; False where that failed.

    It follows from the last checkpoint, bit for bit, and survives the window and its terminal.
    """
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments(["-m", "ftd_engine.cli", "resume", str(folder.path)])
    # its bars are for nobody; what it says of a failure belongs beside the engine's own words
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(str(folder.engine_log_path), QProcess.OpenModeFlag.Append)
    # PySide6's types promise a pair here, the call returns what it is cast to
    has_started = cast(bool, process.startDetached())
    if has_started:
        _log.info("%s goes on in the background.", folder.path)
    else:
        _log.warning("%s does not go on: %s", folder.path, process.errorString())
    return has_started
