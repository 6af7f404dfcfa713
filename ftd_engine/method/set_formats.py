"""A stored set as the tensor files of FTD Studio and of its peers. Writes nothing itself.

Every tensor leaves on the CPU, contiguous, without a gradient, and class-major.
"""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave `from_numpy` partly unknown.

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from safetensors.torch import save as safetensors_bytes
from torch import Tensor

from ftd_engine.snapshot import Snapshot

HARD_LABEL_LOGIT = 20.0
"""A hard label as logits is this much for its class, 0 for the others: softmax gives it all but 1e-6."""

IMAGES_NAME, LABELS_NAME, RATE_NAME = "images_best.pt", "labels_best.pt", "lr_best.pt"


@dataclass(frozen=True, slots=True)
class SetTensors:
    """One series of a set, ready to be saved.

    Attributes:
        images: `[N, C, H, W]` in the space that networks are trained in.
        colours: `[N, C, H, W]` as colours 0 to 1, clipped.
        labels: `[N]` class of each image.
        soft_labels: `[N, num_classes]` logits, or None where the labels are hard.
        syn_lr: learned rate, no dimension, 1/step.
        clipped: share of the colours that lay outside 0 to 1.
    """

    images: Float[Tensor, "n c h w"]
    colours: Float[Tensor, "n c h w"]
    labels: Int[Tensor, " n"]
    soft_labels: Float[Tensor, "n classes"] | None
    syn_lr: Float[Tensor, ""]
    clipped: float


def set_tensors(snapshot: Snapshot, series: str) -> SetTensors:
    """One series of a stored set as tensors, class-major."""
    order = np.argsort(snapshot.labels, kind="stable")
    soft = snapshot.soft_labels
    colours = snapshot.viewable(series).transpose(0, 3, 1, 2)[order]
    inside = np.clip(colours, 0, 1)
    return SetTensors(
        images=torch.from_numpy(snapshot.images[series][order]),
        colours=torch.from_numpy(np.ascontiguousarray(inside)),
        labels=torch.from_numpy(snapshot.labels[order]),
        soft_labels=None if soft is None else torch.from_numpy(soft[order]),
        syn_lr=torch.tensor(snapshot.syn_lr, dtype=torch.float64),
        clipped=float((colours != inside).mean()),
    )


def _saved(content: Any) -> bytes:
    buffer = io.BytesIO()
    torch.save(content, buffer)
    return buffer.getvalue()


def _named(tensors: SetTensors) -> dict[str, Tensor]:
    named = {"images": tensors.images, "labels": tensors.labels, "syn_lr": tensors.syn_lr}
    if tensors.soft_labels is not None:
        named["soft_labels"] = tensors.soft_labels
    return named


def pt_file(tensors: SetTensors) -> bytes:
    """A `.pt` file that `torch.load(weights_only=True)` opens.

    It holds a dictionary of plain tensors: "images" `[N, C, H, W]` float32, normalised; "labels"
    `[N]` int64; "syn_lr" float64 without a dimension, 1/step; "soft_labels" where there are such.
    """
    return _saved(_named(tensors))


def safetensors_file(tensors: SetTensors, metadata: dict[str, str]) -> bytes:
    """The tensors of `pt_file` as safetensors, with texts in its head."""
    return safetensors_bytes(_named(tensors), metadata)


def mtt_files(tensors: SetTensors) -> list[tuple[str, bytes]]:
    """Bare tensors as MTT, FTD and TESLA save them; soft labels become hard."""
    return [(IMAGES_NAME, _saved(tensors.images)), (LABELS_NAME, _saved(tensors.labels))]


def datm_files(tensors: SetTensors, num_classes: int) -> list[tuple[str, bytes]]:
    """Bare tensors as DATM saves them: labels are logits, which its loss puts through a softmax."""
    logits = tensors.soft_labels
    if logits is None:
        one_hot = torch.nn.functional.one_hot(tensors.labels, num_classes)
        logits = one_hot.to(torch.float32) * HARD_LABEL_LOGIT
    return [
        (IMAGES_NAME, _saved(tensors.images)),
        (LABELS_NAME, _saved(logits)),
        (RATE_NAME, _saved(tensors.syn_lr.to(torch.float32))),
    ]


def dc_file(tensors: SetTensors, model: str, accuracies: list[float]) -> bytes:
    """One experiment in the dictionary that DC, DSA and DM save; soft labels become hard.

    Args:
        model: network that the accuracies were measured with, by the peers' name.
        accuracies: fractions, one per network.
    """
    return _saved(
        {"data": [[tensors.images, tensors.labels]], "accs_all_exps": {model: accuracies}}
    )


def rgb_files(tensors: SetTensors) -> list[tuple[str, bytes]]:
    """Colours 0 to 1 with labels and rate, under the names that DD-Ranking reads."""
    labels = tensors.labels if tensors.soft_labels is None else tensors.soft_labels
    return [
        ("images.pt", _saved(tensors.colours)),
        ("labels.pt", _saved(labels)),
        ("lr.pt", _saved(tensors.syn_lr.to(torch.float32))),
    ]
