"""Settings of the final evaluation on fresh networks."""

from typing import Annotated, Literal

from ftd_engine.settings.network import NetworkKind
from ftd_engine.settings.setting import OneOf, Section, setting

MetricName = Annotated[str, OneOf((), "metric")]
"""A metric of a plug-in; the program's own figures are always computed."""


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
    other_networks: tuple[NetworkKind, ...] = setting(
        (),
        label="Other networks",
        help="Further families that the set is evaluated on at the end, as many networks of each; the "
        "network of the experiment is always one. Results has a row for each. With the settings of "
        "Network as far as a family has them.",
        source="Table 3",
    )
    other_networks_lr: float = setting(
        0.0,
        label="Other networks' rate",
        unit="1/step",
        ge=0,
        le=10,
        help="Step size with which the other networks train on the set. 0 is the rate that was learned "
        "with the set, as in the published evaluation. It was learned for the network of the experiment; "
        "where it is high, a network without normalisation learns nothing with it, but does with 0.01.",
        source="official code",
        advanced=True,
    )
    length_unit: Literal["epochs", "iterations"] = setting(
        "epochs",
        label="Length in",
        help="epochs: so many passes over the set, and one more, as the published code trains and "
        "published numbers were measured. iterations: exactly so many steps of one batch, as the "
        "paper says in words. The same but for that one pass while the set fits into a batch; 1,000 "
        "iterations are far fewer than 1,000 epochs for a larger set. For the final evaluation only.",
        source="Section 4.1; official code",
    )
    epochs: int = setting(
        1000,
        label="Epochs",
        unit="epochs",
        ge=1,
        le=100_000,
        help="Passes over the set per network, and one more, as the published code makes them; the "
        "paper writes 1000 iterations. The rate falls to a tenth just after the middle.",
        source="Section 4.1; official code",
        script_flag="epoch_eval_train",
        used_when=("length_unit", "epochs"),
    )
    iterations: int = setting(
        1000,
        label="Iterations",
        unit="steps",
        ge=1,
        le=10_000_000,
        help="Steps of one batch per network, as the paper's words have it; the rate falls to a "
        "tenth after half of them.",
        source="Section 4.1",
        used_when=("length_unit", "iterations"),
    )
    batch_size: int = setting(
        256,
        label="Batch",
        unit="images",
        ge=1,
        le=65536,
        help="Images per evaluation step.",
        source="official code",
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
    sam_rho: float = setting(
        0.0,
        label="Flat minimum radius",
        unit="weight norm",
        ge=0,
        le=10,
        help="Radius of sharpness-aware minimisation: every step takes the gradient where the loss is "
        "about highest within this distance. 0 is plain SGD. The paper tries it on MTT's sets from 0.005 "
        "to 0.1 to show that a flat minimum alone does not help. In evaluations while distilling, too.",
        symbol="ρ",
        source="Figure 4, Section 4.3",
        advanced=True,
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
    metrics: tuple[MetricName, ...] = setting(
        (),
        label="Metrics of plug-ins",
        help="Figures that plug-ins compute of every set that is stored while distilling; at most six. "
        "Monitor has a plot of them. They change nothing of the result.",
        source="own rule",
    )
