"""The whole experiment as one pydantic model; checks, TOML and presets. Knows no tensor and no Qt.

One hyper-parameter is one `setting(...)`: default, range, unit, help, paper symbol, source and the
flag of the MTT/FTD scripts. The form, the checks, the TOML file and the command line read that line.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, cast, get_args, get_origin

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from ftd_engine.resource_files import presets_folder

MAX_TOML_BYTES = 1 << 20
MAX_WHOLE_FLOAT = 1 << 53
"""Whole numbers beyond this are left for the check to refuse: they may not even fit a float."""

DsaOp = Literal["color", "crop", "cutout", "flip", "scale", "rotate"]
Storage = Literal["float32", "float16"]

DatasetName = Literal[
    "fashion-mnist",
    "mnist",
    "cifar-10",
    "cifar-100",
    "svhn",
    "tiny-imagenet",
    "imagenette",
    "imagewoof",
    "imagemeow",
    "imagesquawk",
    "imagefruit",
    "imageyellow",
    "folder",
    "arrays",
]


def setting(
    default: Any,
    *,
    label: str,
    help: str,
    unit: str = "",
    symbol: str = "",
    source: str = "",
    script_flag: str = "",
    advanced: bool = False,
    used_when: tuple[str, str | tuple[str, ...]] | None = None,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    lt: float | None = None,
    min_length: int | None = None,
    max_length: int | None = None,
) -> Any:
    """One hyper-parameter with everything that is known about it.

    Args:
        default: value where the user says nothing.
        label: name in the form.
        help: what it means and what a larger value does.
        unit: unit shown behind the field.
        symbol: the paper's symbol.
        source: section, equation or table of the paper, or the rule it comes from.
        script_flag: the flag of the MTT/FTD scripts that means the same.
        advanced: hidden in the form until advanced settings are shown.
        used_when: sibling field and the value, or values, it must have for this one to matter.
    """
    condition: list[Any] | None = None
    if used_when is not None:
        wanted = (used_when[1],) if isinstance(used_when[1], str) else used_when[1]
        condition = [used_when[0], list(wanted)]
    return Field(
        default,
        description=help,
        ge=ge,
        gt=gt,
        le=le,
        lt=lt,
        min_length=min_length,
        max_length=max_length,
        json_schema_extra={
            "label": label,
            "unit": unit,
            "symbol": symbol,
            "source": source,
            "script_flag": script_flag,
            "advanced": advanced,
            "used_when": condition,
        },
    )


class Section(BaseModel):
    """Common rules of all parts of an experiment: frozen, no unknown keys, no silent conversion."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, validate_default=True
    )


class DataConfig(Section):
    """Real images."""

    dataset: DatasetName = setting(
        "fashion-mnist",
        label="Data set",
        help="Real images that the synthetic set is to stand for. imagenette to imageyellow: ten "
        "classes of ImageNet each, at 128 pixels. folder: your own images, a folder per class. "
        "arrays: your own images and labels in one .npz or .pt file.",
        script_flag="dataset, subset",
        source="Section 4.1",
    )
    source: Literal["auto", "embedded", "full"] = setting(
        "auto",
        label="Source",
        help="embedded: the 6,000 training and 2,000 test images of Fashion-MNIST that ship with "
        "the program. full: all images, found on disk or downloaded. "
        "auto: what is found on disk, else what is embedded; never a download.",
        used_when=("dataset", ("fashion-mnist", "mnist", "cifar-10", "cifar-100", "svhn")),
    )
    folder: str = setting(
        "",
        label="Folder",
        help="Where the images lie. For a published set: a folder with its files as they were "
        "published, or a torchvision data folder; empty looks in the usual places. For your own "
        "images: the folder of class folders (or of train and test folders of them), or the "
        ".npz or .pt file.",
        script_flag="data_path",
        max_length=4096,
    )
    image_size_px: int = setting(
        0,
        label="Image size",
        unit="pixels",
        ge=0,
        le=512,
        help="Your own images are made this wide and high, squashed where they are no squares, "
        "with smoothing. 0 takes them as they are; then all must be squares of one size.",
        source="the field's rule for ImageNet subsets",
        script_flag="res",
        used_when=("dataset", "folder"),
    )
    test_share: float = setting(
        0.2,
        label="Test share",
        ge=0.01,
        le=0.9,
        help="Share of each class that is kept for testing where your own images have no test "
        "part; the same images in every run, whatever the seed.",
        source="own rule",
        used_when=("dataset", ("folder", "arrays")),
    )
    zca: bool = setting(
        False,
        label="ZCA whitening",
        help="Train on whitened pixels (strength 0.1) in place of mean and standard deviation. "
        "Needs a matrix of pixels × pixels: 38 MB at 32 pixels in colour, 0.6 GB at 64, 9.7 GB "
        "at 128.",
        source="official code, as MTT",
        script_flag="zca",
    )
    normalisation: Literal["usual", "cifar-10"] = setting(
        "usual",
        label="Normalisation",
        help="Mean and standard deviation of the pixels. usual: those of CIFAR-100, as DC and "
        "DC-Bench. cifar-10: those of CIFAR-10, as the MTT, FTD, TESLA and DATM code use them "
        "for CIFAR-100 too.",
        source="official code",
        used_when=("dataset", "cifar-100"),
        advanced=True,
    )


class NetworkConfig(Section):
    """Network of teachers, students and evaluation."""

    kind: Literal["convnet", "alexnet", "vgg11", "resnet18", "resnet18_ap"] = setting(
        "convnet",
        label="Family",
        help="convnet is what the literature distills with. The others are drawn for 32, 64 and "
        "128 pixels; resnet18_ap halves by average pools in place of strides.",
        source="Section 4.1, Table 3",
        script_flag="model",
    )
    depth: int = setting(
        0,
        label="Depth",
        unit="blocks",
        ge=0,
        le=8,
        help="Blocks of convolution, norm, activation and pooling. 0 goes by the image size as the "
        "field does: 3 blocks for 32 pixels, 4 for 64, 5 for 128.",
        symbol="D",
        source="Section 4.1",
        script_flag="model",
        used_when=("kind", "convnet"),
    )
    width: int = setting(
        128,
        label="Width",
        unit="channels",
        ge=1,
        le=1024,
        help="Channels of every convolution. 128 in the paper; fewer is faster, less accurate.",
        symbol="W",
        source="Appendix A.3.4",
        used_when=("kind", "convnet"),
    )
    norm: Literal["instance", "batch", "layer", "group", "none"] = setting(
        "instance",
        label="Normalisation",
        help="instance in the paper. AlexNet has none whatever is chosen.",
        symbol="N",
        source="Appendix A.3.4",
        advanced=True,
    )
    activation: Literal["relu", "leaky_relu", "sigmoid"] = setting(
        "relu",
        label="Activation",
        help="relu in the paper.",
        symbol="A",
        source="Appendix A.3.4",
        advanced=True,
        used_when=("kind", "convnet"),
    )
    pooling: Literal["average", "max", "none"] = setting(
        "average",
        label="Pooling",
        help="average in the paper. Without pooling the last layer takes the whole picture.",
        symbol="P",
        source="Appendix A.3.4",
        advanced=True,
        used_when=("kind", "convnet"),
    )


class DsaConfig(Section):
    """Differentiable augmentation, the same suite in all phases that switch it on."""

    ops: tuple[DsaOp, ...] = setting(
        ("color", "crop", "cutout", "flip", "scale", "rotate"),
        label="Operations",
        help="One of these is drawn per batch, with its own strength for every image. "
        "Leave flip out where left and right matter, as for digits.",
        symbol="A",
        source="Section 4.1",
        script_flag="dsa_strategy",
        min_length=1,
    )


class BufferConfig(Section):
    """Teachers (experts) trained on the real images."""

    num_experts: int = setting(
        10,
        label="Teachers",
        unit="networks",
        ge=1,
        le=1000,
        help="Networks trained on the real data, each from its own initial weights. 100 in the "
        "paper; more give the set more to follow, at the same cost each.",
        source="Section 3.1",
        script_flag="num_experts",
    )
    epochs: int = setting(
        20,
        label="Epochs",
        unit="epochs",
        ge=1,
        le=1000,
        help="Passes over the real data per teacher; the weights after each are kept.",
        symbol="E",
        source="Algorithm 1",
        script_flag="train_epochs",
    )
    batch_size: int = setting(
        256,
        label="Batch",
        unit="images",
        ge=1,
        le=65536,
        help="Real images per teacher step.",
        symbol="B",
        source="Algorithm 1",
        script_flag="batch_train",
    )
    expert_lr: float = setting(
        0.01,
        label="Learning rate",
        unit="1/step",
        gt=0,
        le=10,
        help="Step size of plain SGD without momentum that trains the teachers.",
        symbol="η",
        source="Algorithm 1",
        script_flag="lr_teacher (buffer script)",
    )
    trajectory: Literal["flat", "plain", "gsam"] = setting(
        "flat",
        label="Trajectory",
        help="flat: the step of Algorithm 1 (FTD), two gradients a step. "
        "plain: SGD as in MTT, one gradient a step. "
        "gsam: the step of the published FTD code, which is another one than the paper's; its "
        "weight is the surrogate-gap weight below, not α.",
        source="Section 3.3, Algorithm 1; official code",
    )
    alpha: float = setting(
        1.0,
        label="Mixing weight",
        ge=0,
        le=10,
        help="Share of the gradient at the perturbed weights; 0 is plain SGD, 1 is pure "
        "sharpness-aware minimisation. The paper searched 0.1 to 3.",
        symbol="α",
        source="Equation 16, Appendix A.3.3",
        used_when=("trajectory", "flat"),
    )
    gsam_alpha: float = setting(
        0.4,
        label="Surrogate-gap weight",
        ge=0,
        le=10,
        help="What the published code calls alpha: how much of the plain gradient's part across "
        "the perturbed gradient is taken away. 0 equals the paper's α = 1; 0.4 is the code's default.",
        source="official code",
        script_flag="alpha (buffer script)",
        used_when=("trajectory", "gsam"),
    )
    adaptive_rho: bool = setting(
        False,
        label="Adaptive radius",
        help="Scale the perturbation by the squared weights. The published code always does, which "
        "makes the same radius a far weaker perturbation; the paper does not.",
        source="official code",
        script_flag="adaptive",
        used_when=("trajectory", "gsam"),
    )
    rho: float = setting(
        0.01,
        label="Perturbation radius",
        unit="weight norm",
        ge=0,
        le=10,
        help="Length of the step uphill before the second gradient is taken. The paper found "
        "0.01 best and searched 0.005 to 0.1.",
        symbol="ρ",
        source="Equation 15, Figure 5",
        script_flag="rho_max",
        used_when=("trajectory", ("flat", "gsam")),
    )
    dsa: bool = setting(
        True,
        label="Augment",
        help="Differentiable augmentation of the real batches.",
        symbol="A",
        source="Section 4.1",
        script_flag="dsa",
    )
    keep_epochs: Literal["all", "drawn"] = setting(
        "all",
        label="Keep epochs",
        help="Which weights of a teacher lie on the shelf. all: those after every epoch. "
        "drawn: only what distillation can draw and Figure 1 needs, a tenth of the disk where few "
        "epochs are drawn; the teachers are the same.",
        advanced=True,
    )
    storage: Storage = setting(
        "float32",
        label="Storage",
        help="float16 halves the disk and rounds every stored weight to about 3 decimal digits; "
        "the training itself stays in float32.",
        advanced=True,
    )
    imported: str = setting(
        "",
        label="Imported teachers",
        help="Key of teachers on the shelf, as `ftd shelf` lists it, or the path of their folder: "
        "distill from these, such as imported replay buffers, and train none. Empty: train.",
        max_length=4096,
        advanced=True,
    )


class DistillConfig(Section):
    """Learning of the synthetic set."""

    ipc: int = setting(
        1,
        label="Images per class",
        unit="images",
        ge=1,
        le=1000,
        help="Synthetic images of every class. The literature reports 1, 10 and 50.",
        symbol="ipc",
        source="Section 2",
        script_flag="ipc",
    )
    iterations: int = setting(
        1000,
        label="Iterations",
        unit="steps",
        ge=1,
        le=1_000_000,
        help="Outer steps; each follows one stretch of one teacher and corrects the images once. "
        "5000 in the paper.",
        source="Section 3.1",
        script_flag="Iteration",
    )
    syn_steps: int = setting(
        20,
        label="Student steps",
        unit="steps",
        ge=1,
        le=1000,
        help="Steps of the student on the synthetic set per iteration. Memory and time grow "
        "with it.",
        symbol="n",
        source="Equation 5, Table 7",
        script_flag="syn_steps",
    )
    expert_epochs: int = setting(
        2,
        label="Teacher epochs",
        unit="epochs",
        ge=1,
        le=100,
        help="How far along the teacher the target lies.",
        symbol="m",
        source="Equation 5, Table 7",
        script_flag="expert_epochs",
    )
    max_start_epoch: int = setting(
        5,
        label="Start epochs",
        unit="epochs",
        ge=1,
        le=1000,
        help="The start epoch is drawn below this number, itself excluded: 2 means epoch 0 or 1.",
        symbol="T⁺",
        source="Table 7",
        script_flag="max_start_epoch",
    )
    syn_batch: int = setting(
        0,
        label="Student batch",
        unit="images",
        ge=0,
        le=1_000_000,
        help="Synthetic images per student step; 0 takes all of them.",
        source="Table 7",
        script_flag="batch_syn",
    )
    gradient: Literal["auto", "exact", "unrolled", "truncated"] = setting(
        "auto",
        label="Gradient",
        help="How the gradient through all student steps is computed. unrolled: exact; memory grows "
        "with the student steps. exact: the same gradient at the memory of one step, for about a "
        "third more time. truncated: TESLA's, at the memory of one step; it leaves out how a step "
        "changes the gradients of later ones and is not exact. auto: unrolled where that takes at "
        "most half of the device's memory, else exact.",
        advanced=True,
    )
    image_lr: float = setting(
        100.0,
        label="Image rate",
        ge=0,
        le=1e7,
        help="Step size of the images. Too small learns nothing, too large makes the matching "
        "loss explode.",
        source="Table 7",
        script_flag="lr_img",
    )
    syn_lr_init: float = setting(
        0.01,
        label="First student rate",
        unit="1/step",
        gt=0,
        le=10,
        help="Where the learned step size of the student starts.",
        symbol="α₀ (MTT)",
        source="Table 7",
        script_flag="lr_teacher (distill script)",
    )
    syn_lr_lr: float = setting(
        1e-5,
        label="Rate of the rate",
        ge=0,
        le=1,
        help="Step size with which the student's rate itself is learned; 0 keeps it fixed.",
        source="Table 7",
        script_flag="lr_lr",
    )
    momentum: float = setting(
        0.5,
        label="Outer momentum",
        ge=0,
        lt=1,
        help="Momentum of the two outer optimisers, of images and of the rate.",
        source="official code",
        advanced=True,
    )
    init: Literal["real", "noise"] = setting(
        "real",
        label="First images",
        help="real: random real images of each class. noise: standard normal pixels.",
        source="Section 4.1",
        script_flag="pix_init",
    )
    ema_decay: float = setting(
        0.999,
        label="EMA decay",
        ge=0,
        lt=1,
        help="Moving average of the images; nearer to 1 is slower. After k iterations decay^k of "
        "it is still the first images, so it needs many more than 1/(1 − decay) iterations. "
        "0 switches it off.",
        symbol="β",
        source="Section 4.3, Table 7",
        script_flag="ema_decay",
    )
    dsa: bool = setting(
        True,
        label="Augment",
        help="Differentiable augmentation of the synthetic batches, drawn anew each student step.",
        symbol="A",
        source="Section 4.1",
        script_flag="no_aug",
    )
    loss_limit: float = setting(
        10.0,
        label="Loss limit",
        unit="ratio",
        gt=0,
        le=1e6,
        help="A step whose matching loss is above this, or not finite, is skipped: its gradient "
        "would only do harm. A student that stays put scores 1. After five skips in a row the set "
        "goes back to an earlier good state.",
        advanced=True,
    )
    evaluate_every: int = setting(
        100,
        label="Evaluate every",
        unit="iterations",
        ge=0,
        le=1_000_000,
        help="Iterations between evaluations on fresh networks, among which the best set is chosen; "
        "0 evaluates, and takes, only the last.",
        script_flag="eval_it",
    )
    evaluate_networks: int = setting(
        2,
        label="Networks each",
        unit="networks",
        ge=1,
        le=100,
        help="Fresh networks per evaluation while distilling.",
        advanced=True,
    )
    evaluate_epochs: int = setting(
        300,
        label="Epochs each",
        unit="epochs",
        ge=1,
        le=100_000,
        help="Epochs of the networks that are trained while distilling.",
        advanced=True,
    )
    snapshot_every: int = setting(
        20,
        label="Snapshot every",
        unit="iterations",
        ge=1,
        le=1_000_000,
        help="Iterations between stored sets; every stored set can be viewed and exported.",
    )


class EvaluationConfig(Section):
    """Final evaluation on fresh networks."""

    networks: int = setting(
        5,
        label="Networks",
        unit="networks",
        ge=1,
        le=1000,
        help="Fresh networks trained on the set; mean and population standard deviation are over "
        "these.",
        symbol="n",
        source="Section 4.1",
        script_flag="num_eval",
    )
    epochs: int = setting(
        1000,
        label="Epochs",
        unit="epochs",
        ge=1,
        le=100_000,
        help="Passes over the set per network; the rate falls to a tenth just after the middle.",
        source="Section 4.1",
        script_flag="epoch_eval_train",
    )
    batch_size: int = setting(
        256,
        label="Batch",
        unit="images",
        ge=1,
        le=65536,
        help="Images per evaluation step.",
        script_flag="batch_train",
    )
    momentum: float = setting(
        0.9,
        label="Momentum",
        ge=0,
        lt=1,
        help="Momentum of SGD in evaluation.",
        source="official code",
        advanced=True,
    )
    weight_decay: float = setting(
        5e-4,
        label="Weight decay",
        ge=0,
        le=1,
        help="L2 penalty on the weights in evaluation.",
        source="official code",
        advanced=True,
    )
    dsa: bool = setting(
        True,
        label="Augment",
        help="Differentiable augmentation of the batches in evaluation.",
        symbol="A",
        source="Section 4.1",
    )
    selection: Literal["held-out", "literature", "last"] = setting(
        "held-out",
        label="Best set",
        help="Which stored set is reported. held-out: the best on training images that are kept "
        "away from teachers and synthetic set. literature: the best on the test set, as published "
        "numbers are chosen, which flatters them. last: the set of the last iteration.",
        source="official code",
    )
    held_out_share: float = setting(
        0.1,
        label="Held-out share",
        gt=0,
        le=0.5,
        help="Share of each class of the training images that is only used to choose the best set.",
        used_when=("selection", "held-out"),
        advanced=True,
    )
    ema_on_used_network: bool = setting(
        False,
        label="EMA on used networks",
        help="Train the networks for the moving average on from those just trained on the raw set, "
        "as the published FTD script does by oversight. Off: fresh networks for both.",
        source="official code",
        advanced=True,
    )
    random_real_lr: float = setting(
        0.01,
        label="Rate for real images",
        unit="1/step",
        gt=0,
        le=10,
        help="Step size for the comparison with random real images, which have no learned rate. "
        "0.01 is the field's fixed value.",
        source="official code",
        advanced=True,
    )
    loss_difference_experts: int = setting(
        2,
        label="Teachers in Figure 1",
        unit="networks",
        ge=0,
        le=100,
        help="Teachers over which the loss-difference curves are averaged; 0 leaves them out.",
        source="Figure 1, Appendix A.1",
    )


class Experiment(Section):
    """One experiment: everything that shapes its result. One of these is one TOML file."""

    name: str = setting(
        "untitled",
        label="Name",
        help="Name of the run folder: letters, digits, blank, dot, dash, underscore.",
        min_length=1,
        max_length=80,
    )
    seed: int = setting(
        0,
        label="Seed",
        ge=0,
        le=2**31 - 1,
        help="Same experiment and same seed give the same synthetic set on the same machine.",
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = setting(
        "auto",
        label="Device",
        help="auto takes CUDA, then MPS, then the CPU.",
    )
    threads: int = setting(
        0,
        label="CPU threads",
        unit="threads",
        ge=0,
        le=1024,
        help="Threads of the engine on the CPU; 0 takes one per core.",
        advanced=True,
    )
    data: DataConfig = Field(default_factory=DataConfig, title="Data")
    network: NetworkConfig = Field(default_factory=NetworkConfig, title="Network")
    dsa: DsaConfig = Field(default_factory=DsaConfig, title="Augmentation (DSA)")
    buffer: BufferConfig = Field(default_factory=BufferConfig, title="1  Buffer: teachers")
    distill: DistillConfig = Field(default_factory=DistillConfig, title="2  Distill: synthetic set")
    evaluation: EvaluationConfig = Field(
        default_factory=EvaluationConfig, title="3  Evaluate: fresh networks"
    )


# ---------------------------------------------------------------- facts about fields


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """What the form, the command line and the documents need to know of one field."""

    path: str
    """Dotted path, such as "distill.image_lr"."""
    kind: Literal["int", "float", "bool", "text", "choice", "choices"]
    default: Any
    label: str
    help: str
    unit: str
    symbol: str
    source: str
    script_flag: str
    advanced: bool
    used_when: tuple[str, tuple[str, ...]] | None
    """Dotted path of another field and the values with which this one matters."""
    choices: tuple[str, ...]
    minimum: float | None
    minimum_excluded: bool
    maximum: float | None
    maximum_excluded: bool

    def range_text(self) -> str:
        """The allowed values as a phrase, such as "above 0, at most 10"; empty if unbounded."""
        if self.kind in ("choice", "choices"):
            return "one of " + ", ".join(self.choices)
        low = high = ""
        if self.minimum is not None:
            low = f"{'above' if self.minimum_excluded else 'at least'} {_plain(self.minimum)}"
        if self.maximum is not None:
            high = f"{'below' if self.maximum_excluded else 'at most'} {_plain(self.maximum)}"
        return ", ".join(part for part in (low, high) if part)


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """One titled group of fields, in the order of the model."""

    name: str
    """Field name in `Experiment`; empty for the experiment's own fields."""
    title: str
    fields: tuple[FieldFacts, ...]


def _plain(number: float) -> str:
    return (
        f"{int(number):,}" if float(number).is_integer() and abs(number) < 1e15 else f"{number:g}"
    )


def _kind_and_choices(annotation: Any) -> tuple[Any, tuple[str, ...]]:
    origin = get_origin(annotation)
    if origin is Literal:
        return "choice", tuple(str(value) for value in get_args(annotation))
    if origin is tuple:
        return "choices", tuple(str(value) for value in get_args(get_args(annotation)[0]))
    names = {int: "int", float: "float", bool: "bool", str: "text"}
    assert origin not in (UnionType, Annotated) and annotation in names, annotation
    return names[annotation], ()


def _facts(path: str, info: FieldInfo) -> FieldFacts:
    kind, choices = _kind_and_choices(info.annotation)
    extra = info.json_schema_extra
    assert isinstance(extra, dict), f"{path} was not made by setting()"
    known = cast("dict[str, Any]", extra)
    bounds: dict[str, float] = {}
    for item in info.metadata:
        for name in ("ge", "gt", "le", "lt"):
            if getattr(item, name, None) is not None:
                bounds[name] = getattr(item, name)
    parent = path.rpartition(".")[0]
    used_when = known["used_when"]
    return FieldFacts(
        path=path,
        kind=kind,
        default=info.default,
        label=known["label"],
        help=info.description or "",
        unit=known["unit"],
        symbol=known["symbol"],
        source=known["source"],
        script_flag=known["script_flag"],
        advanced=known["advanced"],
        used_when=(f"{parent}.{used_when[0]}" if parent else used_when[0], tuple(used_when[1]))
        if used_when
        else None,
        choices=choices,
        minimum=bounds.get("ge", bounds.get("gt")),
        minimum_excluded="gt" in bounds,
        maximum=bounds.get("le", bounds.get("lt")),
        maximum_excluded="lt" in bounds,
    )


def form_sections() -> tuple[SectionFacts, ...]:
    """All fields of an experiment, grouped as in the model: the one source of the form."""
    own: list[FieldFacts] = []
    sections: list[SectionFacts] = []
    for name, info in Experiment.model_fields.items():
        if isinstance(info.annotation, type) and issubclass(info.annotation, Section):
            fields = tuple(
                _facts(f"{name}.{inner}", inner_info)
                for inner, inner_info in info.annotation.model_fields.items()
            )
            sections.append(SectionFacts(name, info.title or name, fields))
        else:
            own.append(_facts(name, info))
    return (SectionFacts("", "Experiment", tuple(own)), *sections)


def all_fields() -> dict[str, FieldFacts]:
    """Facts of every field by dotted path."""
    return {facts.path: facts for section in form_sections() for facts in section.fields}


# ---------------------------------------------------------------- checks


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an experiment, with its cure."""

    field: str
    """Dotted path of the field beside which it is shown; empty for the whole."""
    value: str
    reason: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.field}: " if self.field else ""
        return f"{place}{self.reason} {self.cure}".strip()


class ConfigProblems(Exception):
    """All that is wrong with an experiment, at once."""

    def __init__(self, problems: list[Problem], where: str = "") -> None:
        self.problems = tuple(problems)
        self.where = where
        head = f"{where}: " if where else ""
        super().__init__(head + " · ".join(str(problem) for problem in problems))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        # the model's tuples are lists to those who write them
        return _cut(str(list(cast("tuple[object, ...]", value)) or "nothing"))
    try:
        text = f'"{value}"' if isinstance(value, str) else str(value)
    except ValueError:
        # Python writes out no whole number beyond this, which TOML in base 16 may hold
        return f"a number of more than {sys.get_int_max_str_digits():,} digits"
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


def _nearest(wrong: str, known: list[str]) -> str:
    # difflib is only needed once something is wrong, so it stays out of the window's start-up
    import difflib

    near = difflib.get_close_matches(wrong, known, n=1)
    return f'Nearest known name: "{near[0]}".' if near else "Remove it."


def _names_in(section: str) -> list[str]:
    """Names of the settings of a section; of the experiment's own where there is none such."""
    prefix = f"{section}."
    names = [path.removeprefix(prefix) for path in all_fields() if path.startswith(prefix)]
    return names or list(Experiment.model_fields)


def _problem_of(error: Any) -> Problem:
    location = [str(part) for part in error["loc"]]
    fields = all_fields()
    path = ".".join(location)
    if location[-1].isdigit() and ".".join(location[:-1]) in fields:
        # a tuple field reports the position of the wrong item as the last part
        path = ".".join(location[:-1])
    value = _shown(error.get("input"))
    if error["type"] == "extra_forbidden":
        known = _names_in(location[0] if len(location) > 1 else "")
        return Problem(path, value, "is not a setting.", _nearest(location[-1], known))
    facts = fields.get(path)
    if facts is None:
        return Problem(
            path, value, f"{value} is not a table of settings.", "Write it as [section]."
        )
    wanted = {
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "text": "text",
        "choice": "a choice",
        "choices": "a list of choices",
    }[facts.kind]
    allowed = facts.range_text()
    if facts.path == "name":
        allowed = "1 to 80 characters"
    return Problem(
        path,
        value,
        f"{facts.label} is {value}.",
        f"Allowed: {wanted}{', ' + allowed if allowed else ''}.",
    )


LEAST_IMAGE_PX = 8
"""Smaller pictures leave nothing for a network to look at."""


def _data_checks(data: DataConfig) -> Iterator[Problem]:
    if data.source == "embedded" and data.dataset not in ("fashion-mnist", "folder", "arrays"):
        yield Problem(
            "data.source",
            _shown(data.source),
            f"Source is embedded, but {data.dataset} does not ship with the program.",
            'Choose "full" or "auto", or the data set fashion-mnist.',
        )
    if data.dataset in ("folder", "arrays") and not data.folder:
        wanted = "the folder of your images" if data.dataset == "folder" else "the .npz or .pt file"
        yield Problem(
            "data.folder",
            _shown(data.folder),
            f"Folder is empty, but the data set is your own ({data.dataset}).",
            f"Name {wanted}.",
        )
    if 0 < data.image_size_px < LEAST_IMAGE_PX:
        yield Problem(
            "data.image_size_px",
            str(data.image_size_px),
            f"Image size is {data.image_size_px} pixels.",
            f"Allowed: 0 for images as they are, or at least {LEAST_IMAGE_PX}.",
        )


def _cross_checks(experiment: Experiment) -> Iterator[Problem]:
    yield from _data_checks(experiment.data)
    distill, buffer, dsa = experiment.distill, experiment.buffer, experiment.dsa
    if not re.fullmatch(r"[\w .\-]+", experiment.name) or experiment.name.strip(" .") == "":
        yield Problem(
            "name",
            _shown(experiment.name),
            f"Name {_shown(experiment.name)} cannot be a folder.",
            "Use letters, digits, blank, dot, dash and underscore, with at least one letter or digit.",
        )
    last = distill.max_start_epoch - 1 + distill.expert_epochs
    if last > buffer.epochs:
        yield Problem(
            "distill.max_start_epoch",
            str(distill.max_start_epoch),
            f"The last target, start epoch {distill.max_start_epoch - 1} + teacher epochs "
            f"{distill.expert_epochs} = {last}, lies beyond the teachers' {buffer.epochs} epochs.",
            f"Train teachers for at least {last} epochs, or lower start or teacher epochs.",
        )
    if len(set(dsa.ops)) != len(dsa.ops):
        yield Problem(
            "dsa.ops",
            _shown(list(dsa.ops)),
            "An operation is named twice.",
            "Name each operation once.",
        )
    if experiment.evaluation.loss_difference_experts > buffer.num_experts:
        yield Problem(
            "evaluation.loss_difference_experts",
            str(experiment.evaluation.loss_difference_experts),
            f"Figure 1 wants {experiment.evaluation.loss_difference_experts} teachers, "
            f"but only {buffer.num_experts} are trained.",
            f"Lower it to {buffer.num_experts} or train more teachers.",
        )


def find_problems(values: Mapping[str, Any]) -> tuple[Experiment | None, tuple[Problem, ...]]:
    """The experiment of these nested values, or everything that is wrong with them.

    Args:
        values: nested mapping as read from TOML or from the form.

    Returns:
        The experiment and no problems, or None and at least one problem.
    """
    try:
        experiment = Experiment.model_validate(_tuples(values))
    except ValidationError as failure:
        problems = [_problem_of(error) for error in failure.errors(include_url=False)]
        # a wrong item of a list may make the list wrong as well; the first says it best
        first_of_field: dict[str, Problem] = {}
        for problem in problems:
            first_of_field.setdefault(problem.field, problem)
        return None, tuple(first_of_field.values())
    problems = tuple(_cross_checks(experiment))
    return (None, problems) if problems else (experiment, ())


def _tuples(values: Any) -> Any:
    """Lists as tuples and whole numbers as floats where the model says so; TOML has neither."""
    facts = all_fields()

    def walk(value: Any, path: str) -> Any:
        if isinstance(value, Mapping):
            items = cast("Mapping[Any, Any]", value)
            return {key: walk(inner, f"{path}.{key}".strip(".")) for key, inner in items.items()}
        if isinstance(value, list):
            return tuple(cast("list[Any]", value))
        known = facts.get(path)
        if (
            known
            and known.kind == "float"
            and isinstance(value, int)
            and not isinstance(value, bool)
            and abs(value) < MAX_WHOLE_FLOAT
        ):
            return float(value)
        return value

    return walk(values, "")


def check(values: Mapping[str, Any], where: str = "") -> Experiment:
    """The experiment of these nested values.

    Raises:
        ConfigProblems: with everything that is wrong; `where` names the file in the message.
    """
    experiment, problems = find_problems(values)
    if experiment is None:
        raise ConfigProblems(list(problems), where)
    return experiment


# ---------------------------------------------------------------- TOML


def to_toml(experiment: Experiment) -> str:
    """The experiment as TOML text; `from_toml` gives back an equal experiment."""
    return tomli_w.dumps(experiment.model_dump(mode="json"), multiline_strings=False)


def _parse(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # a ValueError that is no TOMLDecodeError: a number with thousands of digits
        problem = Problem("", "", f"This is not TOML: {error}.", "Mend the line named.")
        raise ConfigProblems([problem], where) from error


def from_toml(text: str, where: str = "") -> Experiment:
    """The experiment written in this TOML text.

    Raises:
        ConfigProblems: not TOML, unknown settings or values out of range.
    """
    return check(_parse(text, where), where)


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_TOML_BYTES + 1)
        if len(raw) > MAX_TOML_BYTES:
            reason = f"The file is larger than {MAX_TOML_BYTES >> 20} MiB; no experiment is."
            raise ConfigProblems([Problem("", "", reason, "Choose an experiment file.")], str(path))
        return raw.decode("utf-8")
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror}."
        raise ConfigProblems([Problem("", "", reason, "Check the path.")], str(path)) from error
    except UnicodeDecodeError as error:
        reason = f"The file is not UTF-8 text (byte {error.start})."
        raise ConfigProblems([Problem("", "", reason, "Save it as UTF-8.")], str(path)) from error


def load_experiment(path: Path) -> Experiment:
    """Read one experiment file; a `[preset]` table in it is allowed and left aside.

    Raises:
        ConfigProblems: unreadable, not TOML, unknown settings or values out of range.
    """
    values = _parse(_read_text(path), str(path))
    values.pop("preset", None)
    return check(values, str(path))


# ---------------------------------------------------------------- presets


@dataclass(frozen=True, slots=True)
class Preset:
    """A built-in experiment with its story."""

    key: str
    """File name without ending; what `ftd run --preset` takes."""
    title: str
    summary: str
    experiment: Experiment


def load_presets(folder: Path | None = None) -> tuple[Preset, ...]:
    """All presets of a folder in file-name order; by default the built-in ones.

    Raises:
        ConfigProblems: a preset file is wrong.
    """
    presets: list[Preset] = []
    for path in sorted((folder or presets_folder()).glob("*.toml")):
        values = _parse(_read_text(path), str(path))
        title, summary = _story_of(values.pop("preset", {}), path)
        presets.append(Preset(path.stem, title, summary, check(values, str(path))))
    return tuple(presets)


def _story_of(story: Any, path: Path) -> tuple[str, str]:
    """Title and summary of a preset's own table."""
    if isinstance(story, dict):
        known = cast("dict[str, Any]", story)
        title, summary = known.get("title", path.stem), known.get("summary", "")
        if isinstance(title, str) and isinstance(summary, str):
            return title, summary
    shown = _shown(cast("object", story))
    reason = f"{shown} is not a table of title and summary."
    raise ConfigProblems([Problem("preset", shown, reason, "Write it as [preset].")], str(path))


DEMO_PRESET = "demo"


def demo_experiment() -> Experiment:
    """The experiment behind "Try the demo" and `ftd demo`.

    Raises:
        ConfigProblems: the preset is missing or wrong.
    """
    for preset in load_presets():
        if preset.key == DEMO_PRESET:
            return preset.experiment
    reason = f"The preset {DEMO_PRESET} is missing."
    raise ConfigProblems([Problem("", "", reason, "Install the program again.")])
