"""The window has no tensors: not after a whole run and an export either."""

import subprocess
import sys
from pathlib import Path

import pytest

SCENARIO = Path(__file__).with_name("scenario_without_torch.py")


def test_a_window_that_ran_and_exported_has_no_torch(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    # other tests of this process may have imported torch themselves
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += [f"--basetemp={tmp_path / 'inner'}", str(SCENARIO)]
    if pytestconfig.getoption("--headed"):
        command.append("--headed")
    done = subprocess.run(
        command,
        cwd=SCENARIO.parents[2],
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
