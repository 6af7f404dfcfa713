"""Data sets of plug-ins: read like arrays of a file, part of the teachers' key by name and version."""

from dataclasses import replace

import numpy as np
import pytest

from ftd_engine.data.datasets import load_dataset
from ftd_engine.data.registry import read_images
from ftd_engine.phases.context import network_for
from ftd_engine.phases.teachers import trajectory_settings
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from ftd_engine.shelf import key_of
from tests.engine.tiny import tiny_experiment
from tests.fixtures.plug_ins import PlugInSite

DATASETS = "ftd_studio.datasets"
MADE = """
    import numpy as np

    def made(*, folder):
        images = np.arange(40 * 64, dtype=np.float32).reshape(40, 8, 8) / 2560
        return {"x": images, "y": np.arange(40) % 2, "classes": [folder or "none", "b"]}
"""


def test_the_example_is_read_whole(plug_in_site: PlugInSite) -> None:
    plug_in_site.add_example()
    data = load_dataset(DataConfig(dataset="ftd-example:stripes"))
    assert (
        data.name == "ftd-example:stripes" and data.origin == "data set stripes of ftd-example 1.0"
    )
    assert data.train_images.shape == (800, 1, 16, 16) and len(data.test_labels) == 200
    assert data.class_names == ("upright", "level", "rising", "falling")


def test_what_has_no_test_part_is_split_by_the_setting(plug_in_site: PlugInSite) -> None:
    name = plug_in_site.add(DATASETS, "own", MADE)
    raw = read_images(DataConfig(dataset=name, folder="here", test_share=0.25))
    assert (len(raw.train_labels), len(raw.test_labels)) == (30, 10)
    assert raw.class_names == ("here", "b") and "25% of each class kept" in raw.origin
    assert not np.array_equal(raw.train_pixels[:10], raw.test_pixels)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("return 3", "The data set own of odd 0.1 gives a int, not a dictionary"),
        (
            "raise OSError('no disk')",
            "The data set own of odd 0.1 cannot be read: OSError, no disk",
        ),
        ("return {'x': [1]}", "own of odd 0.1 holds x"),
        ("return {'x': [1], 'y': [1]}", "x in own of odd 0.1 is a list, not an array"),
    ],
)
def test_what_is_no_data_set_is_refused(plug_in_site: PlugInSite, made: str, said: str) -> None:
    name = plug_in_site.add(DATASETS, "own", f"def made(*, folder):\n    {made}")
    with pytest.raises(EngineError) as caught:
        read_images(DataConfig(dataset=name))
    assert said in caught.value.message


def test_teachers_are_told_apart_by_the_version_of_data_and_network(
    plug_in_site: PlugInSite,
) -> None:
    plug_in_site.add_example()
    experiment = tiny_experiment(network={"kind": "ftd-example:two-layers"})
    keys: list[str] = []
    for version in ("0.1", "0.2"):
        name = plug_in_site.add(DATASETS, "own", MADE, version=version)
        data = load_dataset(DataConfig(dataset=name))
        spec = network_for(experiment, data).spec
        settings = trajectory_settings(experiment, spec, data)
        assert settings["dataset"] == name and settings["network"]["version"] == "1.0"
        assert "width" not in settings["network"] and "norm" not in settings["network"]
        keys.append(key_of(settings))
        # a new version of the network, too
        other = replace(spec, version="2.0")
        keys.append(key_of(trajectory_settings(experiment, other, data)))
        plug_in_site.remove("odd")
    assert len(set(keys)) == 4
    own = trajectory_settings(tiny_experiment(), network_for(tiny_experiment(), data).spec, data)
    assert "version" not in own["network"]
