"""The pickle inside a file of `torch.save`, found as PyTorch itself will find it."""

# pyright: reportUnknownMemberType=false, reportPrivateUsage=false, reportAttributeAccessIssue=false, reportUnknownVariableType=false
# torch's own reader of archives is not part of its stubs.

from pathlib import Path

import torch

from ftd_engine.foreign_structure import WrongStructure


def pickle_of(path: Path, most_bytes: int) -> bytes:
    """The bytes that `torch.load` would obey in this archive.

    Python's reader of archives may see another one under that name: PyTorch's takes upper and lower
    case for the same, and a pickle that is looked through must be the one that is loaded.

    Raises:
        WrongStructure: it is too large.
        RuntimeError: there is none, or the archive is damaged.
    """
    archive = torch._C.PyTorchFileReader(str(path))  # noqa: SLF001  # no public way
    size = archive.get_record_size("data.pkl")
    if size > most_bytes:
        raise WrongStructure(
            f"it lists more objects than a file of tensors ({size:,} bytes of them)"
        )
    return bytes(archive.get_record("data.pkl"))
