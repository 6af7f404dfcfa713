"""What the window remembers, and that nonsense counts as never set."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from ftd_gui.settings import MAX_RECENT, Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


@pytest.mark.usefixtures("qapp")
def test_everything_comes_back(file: Path, tmp_path: Path) -> None:
    first = Settings(file)
    assert first.theme_choice == "system" and first.layout("wide") is None
    assert first.recent_runs == [] and first.folder("runs", tmp_path) == tmp_path
    inner = tmp_path / "inner"
    inner.mkdir()
    first.theme_choice = "dark"
    first.set_layout("wide", QByteArray(b"geometry"), QByteArray(b"state"))
    first.set_folder("runs", inner)
    first.add_recent_run(inner)
    first.save()
    second = Settings(file)
    assert second.theme_choice == "dark"
    assert second.layout("wide") == (QByteArray(b"geometry"), QByteArray(b"state"))
    assert second.layout("narrow") is None
    assert second.folder("runs", tmp_path) == inner
    assert second.recent_runs == [inner]
    second.forget_layout()
    assert second.layout("wide") is None


@pytest.mark.usefixtures("qapp")
def test_recent_runs_are_few_and_new_first_also_those_that_are_gone(
    file: Path, tmp_path: Path
) -> None:
    settings = Settings(file)
    folders = [tmp_path / str(index) for index in range(MAX_RECENT + 3)]
    for folder in folders:
        settings.add_recent_run(folder)
    settings.add_recent_run(folders[-2])
    assert len(settings.recent_runs) == MAX_RECENT
    assert settings.recent_runs[:2] == [folders[-2], folders[-1]]
    settings.pin_run(folders[0], is_pinned=True)
    settings.pin_run(folders[-1], is_pinned=True)
    assert settings.pinned_runs == [folders[-1], folders[0]]
    settings.pin_run(folders[0], is_pinned=False)
    settings.forget_runs([folders[-1]])
    assert settings.pinned_runs == [] and folders[-1] not in settings.recent_runs


@pytest.mark.usefixtures("qapp")
def test_nonsense_counts_as_never_set(file: Path, tmp_path: Path) -> None:
    file.write_text(
        "[General]\ntheme=plaid\n[layout1]\nwide\\geometry=3\n[folders]\nruns=/no/such\n"
    )
    settings = Settings(file)
    assert settings.theme_choice == "system"
    assert settings.layout("wide") is None
    assert settings.folder("runs", tmp_path) == tmp_path


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "value", ["@Invalid()", "3", "x" * 5000, "@Variant(\\0\\0\\0\\x2\\0)", "a, b"]
)
def test_recent_things_of_any_kind_count_as_never_set(
    file: Path, tmp_path: Path, value: str
) -> None:
    file.write_text(f"[General]\nrecent_runs={value}\ntheme={value}\n[folders]\nruns={value}\n")
    settings = Settings(file)
    assert settings.recent_runs == [] and settings.theme_choice == "system"
    assert settings.folder("runs", tmp_path) == tmp_path


@pytest.mark.expects_log
def test_a_settings_file_that_cannot_be_written_is_only_logged(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a file").touch()
    settings = Settings(tmp_path / "a file" / "s.ini")
    settings.theme_choice = "light"
    settings.save()
    assert "could not be written" in caplog.text


@pytest.mark.expects_log
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "content", [b"[General]\ntheme=dark\nrubbish\n[cut off\nx=1", b"\x00\x01\xff\xfe no settings"]
)
def test_a_damaged_file_is_kept_before_it_is_written_anew(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    settings = Settings(file)
    settings.theme_choice = "light"
    settings.save()
    copy = file.with_name("settings.ini.bad")
    assert settings.kept_copy == copy and copy.read_bytes() == content
    again = Settings(file)
    assert again.theme_choice == "light" and again.kept_copy is None


@pytest.mark.usefixtures("qapp")
def test_a_whole_file_is_not_copied(file: Path) -> None:
    for content in (b"", b"[General]\ntheme=dark\n"):
        file.write_bytes(content)
        assert Settings(file).kept_copy is None


@pytest.mark.usefixtures("qapp")
def test_each_workspace_has_its_session_until_too_many_others_were_shown(
    file: Path, tmp_path: Path
) -> None:
    file.write_text("[General]\nsession=of an older program\n")
    settings = Settings(file)
    workspaces = [tmp_path / f"workspace {index}" for index in range(MAX_RECENT + 1)]
    assert settings.session(workspaces[0]) == "of an older program"
    for workspace in workspaces[:2]:
        settings.add_recent_workspace(workspace)
        settings.set_session(workspace, f"of {workspace.name}")
    settings.save()
    again = Settings(file)
    assert again.session(workspaces[0]) == "of workspace 0"
    assert again.session(workspaces[1]) == "of workspace 1"
    assert again.session(workspaces[2]) == ""
    for workspace in workspaces[2:]:
        again.add_recent_workspace(workspace)
    assert again.recent_workspaces == list(reversed(workspaces))[:MAX_RECENT]
    assert again.session(workspaces[0]) == "" and again.session(workspaces[1])
