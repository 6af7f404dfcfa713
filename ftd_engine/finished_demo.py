"""The finished run of the demo that ships with the program, laid into a workspace to be looked at."""

import contextlib
import os
import shutil
import zipfile
from pathlib import Path

from ftd_engine.resource_files import finished_demo_file
from ftd_engine.run_folder import RunFolder, RunFolderError


def lay_out(workspace: Path) -> RunFolder:
    """A copy of the run in this workspace; the one that lies there already, if it does.

    A copy, since what ships can be shared by several users and may be read-only, while a run can be
    renamed, noted on, evaluated again and removed.

    Raises:
        RunFolderError: what ships is missing or damaged, or the workspace cannot be written.
    """
    archive = finished_demo_file()
    try:
        with zipfile.ZipFile(archive) as packed:
            name = packed.namelist()[0].partition("/")[0]
            target = workspace / name
            if not target.exists():
                aside = workspace / f".{name}.{os.getpid()}"
                try:
                    packed.extractall(aside)
                    # whole or not at all, also where two windows do it at once
                    with contextlib.suppress(FileExistsError):
                        (aside / name).rename(target)
                finally:
                    shutil.rmtree(aside, ignore_errors=True)
    except (OSError, zipfile.BadZipFile, IndexError) as error:
        raise RunFolderError(
            f"The finished demo could not be copied from {archive} to {workspace}: {error}. Make the "
            "workspace writable, or install FTD Studio again where the file is damaged."
        ) from error
    return RunFolder.open(target)
