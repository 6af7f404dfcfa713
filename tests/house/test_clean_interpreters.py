"""The window without tensors, the engine without Qt: shown in interpreters that imported nothing else.

Import contracts read the source; they do not see what an `__init__.py` or a late import does.
"""

import pytest

from tests.house.checkout import ROOT, module_names, run_python

TENSORS = ("torch", "torchvision", "kornia")
QT = ("PySide6", "shiboken6", "pyqtgraph", "qasync")


def loaded_after(statements: str, unwanted: tuple[str, ...]) -> list[str]:
    """Which of the unwanted packages are loaded once the statements have run."""
    code = f"{statements}\nimport sys\nprint(*(n for n in {unwanted!r} if n in sys.modules))"
    return run_python(code).split()


def imports_of(package: str) -> str:
    return "\n".join(f"import {name}" for name in module_names(package))


def test_every_module_of_the_window_leaves_torch_alone() -> None:
    assert loaded_after(imports_of("ftd_gui"), TENSORS) == []


def test_every_module_of_the_engine_leaves_qt_alone() -> None:
    assert loaded_after(imports_of("ftd_engine"), QT) == []


@pytest.mark.parametrize(
    "room",
    [
        "experiment",
        "config_checks",
        "presets",
        "protocol",
        "run_folder",
        "snapshot",
        "launch",
        "resource_files",
        "needs",
        "shortages",
        "step_costs",
        "studies.recipes",
        "studies.runner",
        "studies.report",
        "studies.estimate",
    ],
)
def test_a_front_room_of_the_engine_is_free_of_both(room: str) -> None:
    assert loaded_after(f"import ftd_engine.{room}", TENSORS + QT) == []


@pytest.mark.parametrize("package", ["ftd_engine", "ftd_gui"])
def test_the_package_itself_imports_nothing(package: str) -> None:
    loaded = run_python(
        f"import sys; before = set(sys.modules); import {package}; "
        "print(*sorted(set(sys.modules) - before))"
    )
    assert loaded.split() == [package]


def test_the_entry_of_the_window_is_loaded_before_qt() -> None:
    # the spawned engine imports the main module again, and so would bring Qt into the engine
    assert (ROOT / "ftd_gui" / "__main__.py").is_file()
    assert loaded_after("import ftd_gui.__main__", QT + TENSORS) == []


def test_the_command_line_is_quick_to_answer() -> None:
    """`ftd --help` must not wait for torch."""
    assert loaded_after("import ftd_engine.cli", ("torch",)) == []
