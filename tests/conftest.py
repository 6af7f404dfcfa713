"""Rules for all tests: no real settings folder, no network, no display unless asked, no quiet warnings."""

import faulthandler
import gc
import itertools
import logging
import os
import shutil
import socket
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from jaxtyping import install_import_hook

from ftd_engine.plug_ins import installed
from tests.fixtures.plug_ins import PlugInSite

_HANGS_LONGER_S = 60
"""What a test that names its own limit has beyond it until the whole run ends."""
_TESTS_BETWEEN_WHOLE_COLLECTIONS = 50
_tests = itertools.count(1)
_LOOPBACK = ("127.", "::1", "localhost")
_home_key = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--headed",
        action="store_true",
        help="use the platform of the environment, such as a real X window, instead of offscreen",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "expects_log: the test provokes log lines of level warning or above"
    )
    if not config.getoption("--headed"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # shapes in the signatures of the mathematics are checked in every test; imports no torch
    install_import_hook(
        ["ftd_engine.method", "ftd_engine.models", "ftd_engine.data"], "beartype.beartype"
    )
    # what launch.py sets for engine processes, for the mathematics that tests run in this one;
    # libgomp reads it when torch is first imported
    os.environ.setdefault("GOMP_SPINCOUNT", "2000")
    # set before anything is imported that may look, and inherited by every engine process
    home = Path(tempfile.mkdtemp(prefix="ftd-studio-tests-"))
    config.stash[_home_key] = home
    os.environ["HOME"] = str(home)
    os.environ["FTD_STUDIO_HOME"] = str(home / "settings")
    os.environ["FTD_STUDIO_WORKSPACE"] = str(home / "runs")
    os.environ["FTD_STUDIO_SHELF"] = str(home / "shelf")
    for name, folder in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ):
        os.environ[name] = str(home / folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash.get(_home_key, Path("missing")), ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--headed"):
        return
    skip = pytest.mark.skip(reason="needs a real window: run with --headed")
    for item in items:
        if item.get_closest_marker("headed"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    # as the window does it: a thread of a test must not destroy widgets that an earlier test left
    gc.disable()
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    # what the test left is young; the old objects of the whole run grow by thousands with every
    # hundred tests, and are looked through now and then only
    gc.collect(2 if next(_tests) % _TESTS_BETWEEN_WHOLE_COLLECTIONS == 0 else 1)


def pytest_runtest_setup(item: pytest.Item) -> None:
    # pytest ends the whole run at one limit for all tests; one that may take longer moves it
    limit = item.get_closest_marker("timeout")
    if limit is not None:
        stderr = item.config.stash[fault_handler_stderr_fd_key]
        faulthandler.dump_traceback_later(limit.args[0] + _HANGS_LONGER_S, exit=True, file=stderr)


def _is_near(address: Any, family: int) -> bool:
    if family == getattr(socket, "AF_UNIX", None):
        return True
    return isinstance(address, tuple) and str(address[0]).startswith(_LOOPBACK)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """A test that reaches for another machine fails where it does so."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(this: socket.socket, address: Any) -> None:
        if not _is_near(address, this.family):
            raise AssertionError(f"a test reached for the network: {address}")
        connect(this, address)

    def guarded_ex(this: socket.socket, address: Any) -> int:
        if not _is_near(address, this.family):
            raise AssertionError(f"a test reached for the network: {address}")
        return connect_ex(this, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        yield


@pytest.fixture(autouse=True)
def _own_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test finds an empty shelf, whatever engines before it have trained."""
    root = Path(os.environ["FTD_STUDIO_SHELF"])
    # the name alone: most tests never make the folder
    monkeypatch.setenv("FTD_STUDIO_SHELF", str(root.parent / "shelves" / uuid.uuid4().hex))


@pytest.fixture
def plug_in_site(tmp_path: Path) -> Iterator[PlugInSite]:
    """Where a test puts packages of plug-ins; afterwards none is installed any more."""
    with pytest.MonkeyPatch.context() as patch:
        yield PlugInSite(tmp_path / "site", patch)
    installed.cache_clear()


@pytest.fixture(autouse=True)
def _no_unexpected_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A warning in the log fails the test, unless it is marked `expects_log`."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    lines = [
        f"{record.name}: {record.getMessage()}"
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
    ]
    assert not lines, f"unexpected log lines, or the mark expects_log is missing: {lines}"
