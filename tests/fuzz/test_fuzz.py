"""Whatever bytes or values a file holds, its reader takes it or raises the error that it documents."""

import contextlib
import io
import json
import re
import subprocess
import sys
import time
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import from_toml
from ftd_engine.method.set_manifests import manifest_inside
from ftd_engine.method.set_spaces import read_space
from ftd_engine.protocol import VERSION, BadRecord, decode
from ftd_engine.snapshot import DamagedSnapshot, Snapshot
from ftd_gui.runs.run_store import RunStore
from tests.fuzz.fuzzing import Inputs, Tally, fuzz
from tests.hostile.readers import READERS, npz_bytes, safetensors_head, snapshot_arrays

FEW, MANY = 300, 100_000

quick = settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _no_crash(tally: Tally, count: int) -> None:
    assert tally.crashes == []
    assert tally.inputs == tally.refused + tally.accepted == count


@pytest.mark.parametrize("name", list(READERS))
def test_a_few_changed_files(name: str, tmp_path: Path) -> None:
    tally = fuzz(READERS[name], tmp_path, range(FEW))
    _no_crash(tally, FEW)
    # changes that nobody could take would test the first check alone
    assert tally.accepted > 0


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", list(READERS))
def test_many_changed_files(name: str, tmp_path: Path) -> None:
    _no_crash(fuzz(READERS[name], tmp_path, range(MANY)), MANY)


def test_the_same_number_is_the_same_input() -> None:
    reader = READERS["set-npz"]
    first, again = Inputs(reader), Inputs(reader)
    assert [first[number] for number in range(50)] == [again[number] for number in range(50)]
    assert len({first[number] for number in range(50)}) > 40


def test_a_crash_is_told_with_the_way_to_see_it_again(tmp_path: Path) -> None:
    def read(_folder: Path) -> object:
        raise ZeroDivisionError("here")

    tally = fuzz(replace(READERS["idx"], read=read), tmp_path, range(7, 9))
    assert tally.crashes == [(7, "ZeroDivisionError: here"), (8, "ZeroDivisionError: here")]


def test_the_command_prints_a_line_per_reader() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--inputs", "20", "--reader", "idx"],
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    head, line = done.stdout.splitlines()
    assert head.split() == ["reader", "inputs", "refused", "accepted", "crashes", "seconds"]
    assert line.split()[0] == "idx" and line.split()[1] == "20" and line.split()[4] == "0"
    assert done.returncode == 0


# ---------------------------------------------------------------- structured values

numbers = st.integers() | st.floats() | st.integers(-(10**30), 10**30)
plain = st.none() | st.booleans() | numbers | st.text(max_size=20)
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def _changed(sound: Any, draw: st.DataObject) -> Any:
    """A sound value with one part, somewhere in it, that is anything."""
    if isinstance(sound, dict) and sound and draw.draw(st.integers(0, 9)) < 8:
        key = draw.draw(st.sampled_from(sorted(sound)))
        return {**sound, key: _changed(sound[key], draw)}
    return draw.draw(values)


@quick
@given(data=st.data())
def test_experiments_of_any_values(data: st.DataObject) -> None:
    wrong = _changed(Experiment().model_dump(mode="json"), data)
    if not isinstance(wrong, dict):
        return
    try:
        text = tomli_w.dumps(wrong)
    except (TypeError, AttributeError, ValueError):
        # TOML has no null
        return
    with contextlib.suppress(ConfigProblems):
        assert isinstance(from_toml(text), Experiment)


@quick
@given(data=st.data())
def test_events_of_any_values(data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(READERS["events"].sound().splitlines()))
    wrong = json.dumps(_changed(json.loads(line), data))
    with contextlib.suppress(BadRecord):
        record = decode(wrong)
        assert record.v <= VERSION
        store = RunStore()
        assert store.apply(record)
        for curve in store.curves.values():
            assert len(curve.x) == len(curve.y) == len(curve.std)
        time.localtime(store.last_time_s)


@quick
@given(data=st.data())
def test_manifests_of_any_values(data: st.DataObject, tmp_path: Path) -> None:
    reader = READERS["manifest"]
    wrong = _changed(json.loads(reader.sound()), data)
    reader.place(tmp_path).write_text(json.dumps(wrong))
    facts = manifest_inside(json.dumps(wrong))
    read_space(facts.get("pixel_space"), 1, tmp_path)
    with contextlib.suppress(*reader.refuses):
        reader.read(tmp_path)


def test_a_number_of_classes_that_is_none(tmp_path: Path) -> None:
    """Found by the test above, which draws it only now and then."""
    reader = READERS["manifest"]
    for wrong in (True, 2.0, 10**30, -1, "2"):
        facts = {**json.loads(reader.sound()), "num_classes": wrong}
        reader.place(tmp_path).write_text(json.dumps(facts))
        assert reader.read(tmp_path)


@quick
@given(data=st.data())
@pytest.mark.parametrize("name", ["used", "status", "kind"])
def test_small_facts_of_any_values(name: str, data: st.DataObject, tmp_path: Path) -> None:
    reader = READERS[name]
    wrong = _changed(json.loads(reader.sound()), data)
    reader.place(tmp_path).write_text(json.dumps(wrong))
    reader.read(tmp_path)


@quick
@given(data=st.data())
@pytest.mark.parametrize("name", ["set-safetensors", "teacher", "trajectory"])
def test_heads_of_any_values(name: str, data: st.DataObject, tmp_path: Path) -> None:
    reader = READERS[name]
    head, rest = safetensors_head(reader.sound())
    wrong = json.dumps(_changed(head, data)).encode()
    content = len(wrong).to_bytes(8, "little") + wrong + rest
    reader.place(tmp_path).write_bytes(content)
    with contextlib.suppress(*reader.refuses):
        reader.read(tmp_path)


@quick
@given(data=st.data())
@pytest.mark.parametrize("name", ["set-npz", "arrays-npz"])
def test_arrays_of_any_kind_and_shape(name: str, data: st.DataObject, tmp_path: Path) -> None:
    reader = READERS[name]
    with np.load(io.BytesIO(reader.sound())) as file:
        sound = {key: file[key] for key in file.files}
    kinds = arrays.scalar_dtypes() | arrays.unicode_string_dtypes() | arrays.byte_string_dtypes()
    shapes = arrays.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4)
    key = data.draw(st.sampled_from([*sorted(sound), "soft_labels", "view_raw", "zca"]))
    sound[key] = data.draw(arrays.arrays(kinds, shapes))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader.place(tmp_path).write_bytes(npz_bytes(**sound))
        with contextlib.suppress(*reader.refuses):
            reader.read(tmp_path)


@quick
@given(data=st.data())
def test_stored_sets_of_any_arrays(data: st.DataObject) -> None:
    sound = snapshot_arrays()
    key = data.draw(st.sampled_from(sorted(sound)))
    sound[key] = data.draw(
        arrays.arrays(
            arrays.scalar_dtypes(), arrays.array_shapes(min_dims=0, min_side=0, max_side=4)
        )
    )
    with warnings.catch_warnings(), contextlib.suppress(DamagedSnapshot):
        warnings.simplefilter("ignore")
        snapshot = Snapshot.from_bytes(npz_bytes(**sound), "here")
        assert snapshot.viewable("raw").ndim == 4


@quick
@given(content=st.binary(max_size=300))
@pytest.mark.parametrize("name", list(READERS))
def test_any_bytes(name: str, content: bytes, tmp_path: Path) -> None:
    reader = READERS[name]
    reader.place(tmp_path).write_bytes(content)
    with contextlib.suppress(*reader.refuses):
        reader.read(tmp_path)


@pytest.mark.slow
def test_guided_inputs_reach_new_code_and_harm_nothing() -> None:
    pytest.importorskip("atheris", reason="needs the extra `fuzz`")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.guided", "--reader", "experiment", "--inputs", "2000"],
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    added = re.search(r"new_units_added: +(\d+)", done.stderr)
    assert added and int(added[1]) > 5
