"""Versions of the program and of what it stands on, asked of what is installed; nothing is imported."""

import json
import platform
import re
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

PROGRAM = "ftd-studio"
NOT_INSTALLED = "not installed"

_CUDA_PACKAGES = ("nvidia-cuda-runtime", "nvidia-cuda-runtime-cu13", "nvidia-cuda-runtime-cu12")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_HASH_LENGTH = 10


def version_of(package: str, otherwise: str = NOT_INSTALLED) -> str:
    """Installed version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return otherwise


def cuda_version() -> str:
    """CUDA that the installed PyTorch was built for; empty where it was built without, or does not say."""
    for package in _CUDA_PACKAGES:
        if (found := version_of(package, "")) != "":
            return found
    local = version_of("torch", "").partition("+")[2]
    digits = re.fullmatch(r"cu(\d+)(\d)", local)
    return f"{digits[1]}.{digits[2]}" if digits else ""


def program_words() -> str:
    """Version of the program, with the commit it was made from where that is known."""
    words = version_of(PROGRAM, "from its source folder")
    commit = _installed_commit() or _checkout_commit(Path(__file__).resolve().parents[1])
    return f"{words}, commit {commit[:_HASH_LENGTH]}" if commit else words


def version_lines() -> dict[str, str]:
    """What stands under the program, name by name."""
    return {
        "FTD Studio": program_words(),
        "System": platform.platform(aliased=True, terse=True),
        "Python": platform.python_version(),
        "PyTorch": version_of("torch"),
        "torchvision": version_of("torchvision"),
        "CUDA of PyTorch": cuda_version() or "none",
        "NumPy": version_of("numpy"),
        "PySide6": version_of("PySide6-Essentials", version_of("PySide6")),
        "pyqtgraph": version_of("pyqtgraph"),
    }


def _installed_commit() -> str:
    """Commit that pip installed from; empty for a release or a folder."""
    try:
        told = distribution(PROGRAM).read_text("direct_url.json")
        return str(json.loads(told)["vcs_info"]["commit_id"]) if told else ""
    except (PackageNotFoundError, KeyError, TypeError, ValueError):
        return ""


def _checkout_commit(root: Path) -> str:
    """Commit that a checkout stands on; empty where there is none. Git itself is not needed."""
    place = root / ".git"
    try:
        if place.is_file():
            # of a second working tree, which keeps only its head to itself
            place = root / place.read_text("utf-8").removeprefix("gitdir:").strip()
        head = (place / "HEAD").read_text("utf-8").strip()
        if not head.startswith("ref:"):
            return head if _COMMIT.fullmatch(head) else ""
        name = head.removeprefix("ref:").strip()
        shared = place
        if (place / "commondir").is_file():
            shared = place / (place / "commondir").read_text("utf-8").strip()
        if (shared / name).is_file():
            commit = (shared / name).read_text("utf-8").strip()
        else:
            packed = (shared / "packed-refs").read_text("utf-8")
            commit = next(
                (line.split()[0] for line in packed.splitlines() if line.endswith(f" {name}")), ""
            )
    except (OSError, UnicodeDecodeError, IndexError):
        return ""
    return commit if _COMMIT.fullmatch(commit) else ""
