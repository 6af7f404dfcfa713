"""Device, randomness, threads and memory of the engine process."""

import hashlib
import platform
from typing import Literal

import psutil
import torch

from ftd_engine.experiment import Experiment

Purpose = Literal[
    "experts",  # initial weights, batch order and augmentation of one teacher
    "start",  # which teacher and start epoch an iteration follows
    "images",  # first synthetic images
    "robust_noise",  # how far beside its teacher a student starts
    "dsa",  # augmentation of the student's batches
    "batches",  # order of the student's batches
    "evaluation",  # networks, batch order and augmentation of an evaluation
    "random_real",  # the real images that a comparison draws
    "loss_difference",  # augmentation and batches along Figure 1
    "study",  # networks, batches and samples of what a study computes beyond the phases
    "held_out",  # the training images kept away
    "split",  # which of a user's own images are kept for testing; always with seed 0
]


class EngineError(Exception):
    """Something that a user can mend.

    Args:
        message: what happened, with the value.
        hint: what is allowed, what to do, where to look.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message} {hint}")
        self.message = message
        self.hint = hint


class Seeds:
    """Hands out one generator per purpose and position; the only source of randomness.

    A generator depends on nothing but the seed, its purpose and its numbers, so that evaluating
    more often, or stopping and going on, cannot change what is drawn elsewhere.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def generator(self, purpose: Purpose, *numbers: int) -> torch.Generator:
        """A fresh CPU generator for this purpose, such as `("dsa", iteration)`."""
        name = f"{self._seed}/{purpose}/" + "/".join(str(number) for number in numbers)
        digest = hashlib.sha256(name.encode()).digest()
        generator = torch.Generator(device="cpu")
        generator.manual_seed(int.from_bytes(digest[:8], "little") >> 1)
        return generator


def choose_device(wanted: Literal["auto", "cpu", "cuda", "mps"]) -> torch.device:
    """The device to compute on.

    Raises:
        EngineError: the wanted device is not there.
    """
    has_cuda, has_mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if wanted == "auto":
        wanted = "cuda" if has_cuda else "mps" if has_mps else "cpu"
    if (wanted == "cuda" and not has_cuda) or (wanted == "mps" and not has_mps):
        found = ", ".join(name for name, there in (("cuda", has_cuda), ("mps", has_mps)) if there)
        raise EngineError(
            f'Device is "{wanted}", which PyTorch does not see on this machine.',
            f'Choose "auto" or "cpu"{" or " + found if found else ""}; where a GPU is built in, '
            "check its driver and that the installed PyTorch was built for it.",
        )
    return torch.device(wanted)


def set_up(experiment: Experiment) -> torch.device:
    """Choose device and threads and make the arithmetic repeatable.

    Raises:
        EngineError: the wanted device is not there.
    """
    if experiment.threads:
        torch.set_num_threads(experiment.threads)
    # an autotuned convolution may take another algorithm, with other rounding, on the next start
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True
    # PyTorch's own default has TF32 on for convolutions and off for matrix products
    precision = "tf32" if experiment.tf32 else "ieee"
    # a name that torch's stubs do not know
    torch.backends.cudnn.conv.fp32_precision = precision  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    torch.backends.cuda.matmul.fp32_precision = precision
    return choose_device(experiment.device)


def device_words(device: torch.device, threads: int | None = None) -> str:
    """The device in words, such as "CPU, 2 threads".

    Args:
        threads: on a CPU; None takes those of this thread.
    """
    if device.type == "cuda":
        return f"CUDA, {torch.cuda.get_device_name(device)}"
    if device.type == "mps":
        return "MPS, Apple GPU"
    threads = threads or torch.get_num_threads()
    return f"CPU, {threads} thread{'s' if threads != 1 else ''}"


def versions() -> dict[str, str]:
    """Versions that shape a result."""
    return {"python": platform.python_version(), "torch": str(torch.__version__)}


def resident_memory_mib() -> float:
    """Resident memory of this process."""
    return psutil.Process().memory_info().rss / 2**20


def available_memory_bytes() -> int:
    """Host memory that can be had without swapping."""
    return psutil.virtual_memory().available


def device_memory_bytes(device: torch.device) -> int:
    """All memory of the device that PyTorch may use, in use or not."""
    if device.type == "cuda":
        _, total = torch.cuda.mem_get_info(device)
        return total
    if device.type == "mps":
        return torch.mps.recommended_max_memory()
    return psutil.virtual_memory().total
