"""Plug-ins: found without running them, loaded one by one, and every fault one sentence."""

from pathlib import Path

import pytest

from ftd_engine import cli
from ftd_engine.config_checks import find_obstacles, find_problems
from ftd_engine.field_facts import all_fields
from ftd_engine.plug_ins import PlugInFault, installed, is_qualified, load, required, short_words
from tests.fixtures.plug_ins import EXAMPLE, PlugInSite
from tests.house.checkout import run_python

NETWORKS = "ftd_studio.networks"


def test_what_is_installed_is_found_by_package_and_version(plug_in_site: PlugInSite) -> None:
    assert installed() == ()
    plug_in_site.add_example()
    plug_in_site.add(NETWORKS, "own.net", "made = 1", package="Odd_Package")
    found = [(each.kind, each.qualified_name, each.version) for each in installed()]
    assert ("network", "ftd-example:two-layers", "1.0") in found
    assert ("network", "odd-package:own.net", "0.1") in found
    facts = all_fields()["network.kind"]
    assert facts.offered()[:5] == facts.choices and "odd-package:own.net" in facts.offered()
    assert short_words("ftd-example:two-layers") == "two-layers (ftd-example)"


def test_finding_runs_nothing_and_needs_no_torch(plug_in_site: PlugInSite, tmp_path: Path) -> None:
    name = plug_in_site.add(NETWORKS, "net", "import torch\nraise SystemExit(3)")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        "from ftd_engine.plug_ins import installed\n"
        "print(*(each.qualified_name for each in installed()), 'torch' in sys.modules)"
    )
    assert run_python(code).split() == [name, "False"]


def test_a_damaged_package_costs_the_others_nothing(
    plug_in_site: PlugInSite, tmp_path: Path
) -> None:
    plug_in_site.add(NETWORKS, "net", "made = 1", package="broken")
    points = next((tmp_path / "site").glob("broken*.dist-info/entry_points.txt"))
    points.write_bytes(b"[ftd_studio.networks]\nno equals sign\n\xff\xfe")
    plug_in_site.add(NETWORKS, "net", "made = 1", package="whole")
    plug_in_site.add(NETWORKS, "has blank", "made = 1", package="unnamed")
    assert [each.package for each in installed()] == ["whole"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import no_such_module", "ModuleNotFoundError, No module named 'no_such_module'"),
        ("raise SystemExit(3)", "SystemExit, 3"),
        ("raise BaseException", None),
        ("other = 1", "AttributeError"),
        ("made = 7", "net of odd 0.1 is a int"),
    ],
)
def test_what_cannot_be_loaded_is_one_sentence(
    plug_in_site: PlugInSite, code: str, said: str | None
) -> None:
    plug_in = required("network", plug_in_site.add(NETWORKS, "net", code))
    if said is None:
        # an interrupt from the keyboard must stay one
        with pytest.raises(BaseException, match=r"^$"):
            load(plug_in)
        return
    with pytest.raises(PlugInFault) as caught:
        load(plug_in)
    assert said in caught.value.message and "net of odd 0.1" in caught.value.message
    assert "author of odd" in caught.value.hint and '"Plug-ins"' in caught.value.hint


def test_what_is_not_installed_opens_but_does_not_start(
    plug_in_site: PlugInSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plug_in_site.add_example()
    values = {"network": {"kind": "gone:net"}, "evaluation": {"other_networks": ["gone:net"]}}
    experiment, problems = find_problems(values)
    assert experiment is not None and not problems
    _, obstacles = find_obstacles(values)
    assert [each.field for each in obstacles] == ["network.kind"]
    assert str(obstacles[0]) == (
        "network.kind: net of gone, a plug-in (network), is not installed here. Installed plug-ins of "
        "this kind: ftd-example:two-layers. Install gone into the Python of FTD Studio, or choose "
        "another; `ftd doctor` lists what is there."
    )
    named = ["--preset", "demo", "--set", "network.kind=gone:net"]
    assert cli.main(["run", *named, "--workspace", str(tmp_path / "runs")]) != 0
    assert "is not installed here" in " ".join(capsys.readouterr().out.split())
    assert not (tmp_path / "runs").exists()


def test_a_name_is_qualified_or_none() -> None:
    for text in ("a:b", "ftd-example:two-layers", "a1:B_2.c"):
        assert is_qualified(text)
    for text in ("a", "a:", ":b", "A:b", "a:b:c", "a b:c", "a:../b", "a:b\n", f"a:{'b' * 65}"):
        assert not is_qualified(text)


def test_the_doctor_tells_of_plug_ins_and_of_faulty_ones(
    plug_in_site: PlugInSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plug_in_site.add_example()
    plug_in_site.add(NETWORKS, "net", "import no_such_module")
    assert cli.main(["doctor", "--workspace", str(tmp_path)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "plug-in, network: ftd-example:two-layers, version 1.0 plug-in" in said
    assert "odd:net, version 0.1: The network net of odd 0.1 cannot be loaded" in said


def test_the_example_is_a_whole_package() -> None:
    assert (EXAMPLE / "ftd_example" / "__init__.py").is_file()
    assert "[build-system]" in (EXAMPLE / "pyproject.toml").read_text("utf-8")
