"""Data sets of plug-ins: what their function gives is looked at as arrays of a file are."""

from collections.abc import Mapping
from typing import Any, cast

from ftd_engine.data.raw_images import RawImages, Turn
from ftd_engine.data.sources.arrays import ARRAY_KEYS, images_of
from ftd_engine.plug_ins import PlugIn, PlugInFault, error_words, load, required
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from ftd_engine.user_folders import user_path

_ALLOWED = f"It must give a dictionary of arrays with {ARRAY_KEYS}."


def load_plugged(config: DataConfig, turn: Turn) -> RawImages:
    """Images and labels by the function of a plug-in, under the names that arrays in files have.

    Raises:
        EngineError: the plug-in is not installed, cannot be loaded, or gives no images.
    """
    turn()
    try:
        plug_in = required("dataset", config.dataset)
        values = _given(plug_in, str(user_path(config.folder)) if config.folder else "")
    except PlugInFault as fault:
        raise EngineError(fault.message, fault.hint) from fault
    return images_of(values, config, str(plug_in), f"data set {plug_in}")


def _given(plug_in: PlugIn, folder: str) -> dict[str, Any]:
    read = load(plug_in)
    try:
        given: object = read(folder=folder)
    except Exception as error:
        where = f" in {folder}" if folder else ""
        raise plug_in.fault(f"cannot be read{where}: {error_words(error)}", _ALLOWED) from error
    if not isinstance(given, Mapping):
        raise plug_in.fault(f"gives a {type(given).__name__}, not a dictionary", _ALLOWED)
    items = cast("Mapping[Any, Any]", given)
    return {str(key): value for key, value in items.items()}
