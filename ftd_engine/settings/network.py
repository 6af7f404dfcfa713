"""Settings of the network of teachers, students and evaluation."""

from typing import Annotated, Literal, get_args

from ftd_engine.settings.setting import OneOf, Section, setting

OwnNetwork = Literal["convnet", "alexnet", "vgg11", "resnet18", "resnet18_ap"]
OWN_NETWORKS: tuple[OwnNetwork, ...] = get_args(OwnNetwork)
NetworkKind = Annotated[str, OneOf(OWN_NETWORKS, "network")]
"""One of the program's own families, or a network of a plug-in."""


class NetworkConfig(Section):
    """Network of teachers, students and evaluation."""

    kind: NetworkKind = setting(
        "convnet",
        label="Family",
        help="convnet is what the literature distills with. The others are drawn for 32, 64 and "
        "128 pixels; resnet18_ap halves by average pools in place of strides. At 32 they are the field's; "
        "at 64 and 128, where published codes differ, their first layers halve the picture down to 32. "
        "Plug-ins may add others, which leave the settings below aside.",
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
