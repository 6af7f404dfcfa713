"""Settings of the learning of the synthetic set."""

from typing import Literal

from ftd_engine.settings.setting import Section, setting


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
        help="Steps of the student on the synthetic set per iteration. Time grows with it, and memory "
        "where the gradient is unrolled.",
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
    robust_noise: float = setting(
        0.0,
        label="Noise on start weights",
        unit="weight",
        ge=0,
        le=10,
        help="Standard deviation of noise that is added to the teacher's weights where a student starts, "
        "drawn anew each iteration; the student is then to move as the teacher did. This is the robust "
        "learning that the paper compares with MTT: it helps at 50 images per class only. The paper names "
        "no value; 0 is without.",
        symbol="σ",
        source="Equation 9, Table 1",
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
    gradient_limit: float = setting(
        50.0,
        label="Gradient limit",
        unit="ratio",
        ge=0,
        le=1e6,
        help="A step is skipped, too, where the gradient of the images is longer than the median of the "
        "last fifty taken steps by more than this ratio. In sound steps it is up to 20 times as long; "
        "a rare one is some hundred times as long, at an ordinary loss, and destroys the set at once. "
        "0 skips none of them, as the published code.",
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
        source="official code",
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
