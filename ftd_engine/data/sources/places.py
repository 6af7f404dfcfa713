"""Where published data sets are looked for, and the sentences where they are not found."""

from collections.abc import Callable
from pathlib import Path

from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from ftd_engine.user_folders import data_home, user_path, usual_places

FETCH_AGAIN = "Fetch the file again, or choose another folder."


def find_published(
    config: DataConfig,
    title: str,
    holds: str,
    place_in: Callable[[Path], Path | None],
    download: Callable[[Path], None] | None,
    more_places: tuple[Path, ...] = (),
) -> Path | None:
    """Where a published set lies: in the named folder, in a usual place, or after a download.

    Args:
        config: names the folder and says whether a download is wanted.
        title: name of the set for people.
        holds: what a folder of it must hold, as the end of "It must hold …".
        place_in: the set's place in a folder, or None.
        download: fetches it into a folder; None where nobody may.
        more_places: system folders of this set.

    Returns:
        The place, or None where the set is not on this disk and was not to be downloaded.

    Raises:
        EngineError: the named folder holds none, or the download failed.
    """
    if config.folder:
        named = user_path(config.folder)
        found = place_in(named)
        if found is None:
            there = "holds no" if named.exists() else "does not exist, so it holds no"
            raise EngineError(
                f"{config.folder} {there} {title}.",
                f"It must hold {holds}. Correct the folder or leave it empty.",
            )
        return found
    for place in (*usual_places(), *more_places):
        if (found := place_in(place)) is not None:
            return found
    if config.source != "full" or download is None:
        return None
    home = data_home()
    try:
        home.mkdir(parents=True, exist_ok=True)
        download(home)
    except (OSError, RuntimeError) as error:
        raise EngineError(
            f"{title} is not on this disk and could not be downloaded: {error}.",
            f"Check the network, or name a folder that holds {holds}; Fashion-MNIST also comes "
            'embedded (source "embedded").',
        ) from error
    found = place_in(home)
    if found is None:
        raise EngineError(
            f"{title} was downloaded to {home}, but is not complete there.",
            "Empty that folder and start again.",
        )
    return found


def not_found(title: str, holds: str, can_download: bool) -> EngineError:
    """The error where a published set is not on this disk."""
    places = " and ".join(str(place) for place in usual_places())
    fetch = 'Choose the source "full" to download it, or name' if can_download else "Name"
    return EngineError(
        f"{title} was not found in {places}.", f"{fetch} a folder that holds {holds}."
    )
