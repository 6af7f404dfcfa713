"""Settings of the teachers."""

from typing import Literal

from ftd_engine.settings.setting import Section, setting

Storage = Literal["float32", "float16"]


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
    experts_per_file: int = setting(
        0,
        label="Teachers per file",
        unit="networks",
        ge=0,
        le=1000,
        help="0 keeps all teachers. The published script writes them in files of ten and drops those "
        "behind the last full file: 10 does the same, so that 20 of 25 teachers are followed; the other "
        "five are not trained here.",
        source="official code",
        script_flag="save_interval",
        advanced=True,
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
        "epochs are drawn; the teachers are the same. Each epoch is a copy of its own; on a CPU the "
        "published code stores the last weights for every epoch, so that start and target are the "
        "same and its loss is 0 / 0: nothing could be learned from such teachers, so there is no "
        "option for them.",
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

    @property
    def kept_experts(self) -> int:
        """Teachers that are trained and followed: all, or as many as fill whole files."""
        dropped = self.num_experts % self.experts_per_file if self.experts_per_file else 0
        return self.num_experts - dropped
