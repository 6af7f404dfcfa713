"""Where the files that ship with the program lie, in a checkout and in an installed wheel."""

from pathlib import Path


def resources_root() -> Path:
    """Folder of the shipped resources.

    Raises:
        FileNotFoundError: neither the wheel's nor the checkout's folder exists.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_resources", package.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"The resources of FTD Studio are missing beside {package}; install the program again."
    )


def presets_folder() -> Path:
    """Folder of the built-in presets, one TOML file each."""
    return resources_root() / "presets"


def demo_data_folder() -> Path:
    """Folder of the embedded Fashion-MNIST subset, four IDX files."""
    return resources_root() / "demo"


def finished_demo_file() -> Path:
    """Archive of one finished run of the demo, without the teachers."""
    return resources_root() / "finished_demo.zip"


def icons_folder() -> Path:
    """Folder of the SVG icons."""
    return resources_root() / "icons"


def translations_folder() -> Path:
    """Folder of the catalogues of the window's words, one for each language but English."""
    return resources_root() / "translations"


def manual_folder() -> Path:
    """Folder of the manual: pages of HTML, their list, and their pictures."""
    return resources_root() / "manual"
