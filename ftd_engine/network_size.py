"""How large a network is, by arithmetic alone: weights, work and intermediate values; knows no tensor."""

from dataclasses import dataclass, field

from ftd_engine.settings.network import OWN_NETWORKS, NetworkConfig


@dataclass(frozen=True, slots=True)
class NetworkSize:
    """What one image costs in a network.

    Attributes:
        num_params: weights of the network.
        forward_flops: operations of one image's way forward, a multiplication and an addition as two.
        activations: numbers that the layers give out on that way.
    """

    num_params: int
    forward_flops: int
    activations: int


def depth_for(size_px: int) -> int:
    """The ConvNet's depth that the field uses: the last maps are 4 pixels wide."""
    return max(1, (max(size_px, 32) // 4).bit_length() - 1)


@dataclass
class _Walk:
    """Goes through a network layer by layer and adds up."""

    norm: str
    params: int = field(default=0)
    flops: int = field(default=0)
    activations: int = field(default=0)

    def conv(self, before: int, width: int, kernel: int, px: int, *, has_bias: bool = True) -> None:
        """A convolution that gives out maps of `px` pixels."""
        weights = kernel * kernel * before * width
        self.params += weights + (width if has_bias else 0)
        self.flops += 2 * weights * px * px
        self.activations += width * px * px

    def normed(self, width: int, px: int) -> None:
        """The norm after a convolution."""
        if self.norm != "none":
            # layer norm has a scale and a shift for every pixel
            self.params += 2 * width * (px * px if self.norm == "layer" else 1)
            self.activations += width * px * px

    def plain(self, width: int, px: int) -> None:
        """A layer without weights: an activation, a pool, a sum."""
        self.activations += width * px * px

    def size(self, features: int, num_classes: int) -> NetworkSize:
        """All of it, with the linear layer at the end."""
        self.params += features * num_classes + num_classes
        self.flops += 2 * features * num_classes
        return NetworkSize(self.params, self.flops, self.activations + num_classes)


def network_size(
    config: NetworkConfig, channels: int, size_px: int, num_classes: int
) -> NetworkSize:
    """Size of the network for such images; the ConvNet's depth 0 goes by the image size.

    Where there is no such network, because the picture is too small, the numbers mean nothing.

    Raises:
        ValueError: it is a network of a plug-in, which only building it can tell of.
    """
    if config.kind not in OWN_NETWORKS:
        raise ValueError(f"{config.kind} is a network of a plug-in; build it to know its size")
    # grey pictures of 28 pixels are padded to 32
    padded_px = 32 if channels == 1 and size_px == 28 else size_px
    if config.kind == "convnet":
        return _convnet(
            config, channels, padded_px, num_classes, config.depth or depth_for(size_px)
        )
    extra = {64: 1, 128: 2}.get(size_px, 0)
    if config.kind == "alexnet":
        return _alexnet(_Walk("none"), channels, padded_px, num_classes, extra)
    if config.kind == "vgg11":
        return _vgg11(_Walk(config.norm), channels, padded_px, num_classes, extra)
    has_average = config.kind == "resnet18_ap"
    return _resnet18(_Walk(config.norm), channels, padded_px, num_classes, has_average)


def _convnet(
    config: NetworkConfig, channels: int, px: int, num_classes: int, depth: int
) -> NetworkSize:
    walk, before, width = _Walk(config.norm), channels, config.width
    for _ in range(depth):
        walk.conv(before, width, 3, px)
        walk.normed(width, px)
        walk.plain(width, px)
        if config.pooling != "none":
            px //= 2
            walk.plain(width, px)
        before = width
    return walk.size(width * px * px, num_classes)


def _alexnet(walk: _Walk, channels: int, px: int, num_classes: int, extra: int) -> NetworkSize:
    walk.conv(channels, 128, 5, px)
    walk.plain(128, px)
    for _ in range(extra + 1):
        px //= 2
        walk.plain(128, px)
    before = 128
    for width, kernel, is_pooled in (
        *((192, 5, True), (256, 3, False)),
        *((192, 3, False), (192, 3, True)),
    ):
        walk.conv(before, width, kernel, px)
        walk.plain(width, px)
        if is_pooled:
            px //= 2
            walk.plain(width, px)
        before = width
    return walk.size(192 * 4 * 4, num_classes)


def _vgg11(walk: _Walk, channels: int, px: int, num_classes: int, extra: int) -> NetworkSize:
    before = channels
    for place, width in enumerate((64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0)):
        if width == 0:
            px //= 2
            walk.plain(before, px)
            continue
        walk.conv(before, width, 3, px)
        walk.normed(width, px)
        walk.plain(width, px)
        for _ in range(extra if place == 0 else 0):
            px //= 2
            walk.plain(width, px)
        before = width
    return walk.size(512, num_classes)


def _resnet18(
    walk: _Walk, channels: int, px: int, num_classes: int, has_average: bool
) -> NetworkSize:
    if px > 32:
        px //= 2
    walk.conv(channels, 64, 3, px, has_bias=False)
    walk.normed(64, px)
    walk.plain(64, px)
    if px > 32:
        px //= 2
        walk.plain(64, px)
    before = 64
    for stage, width in enumerate((64, 128, 256, 512)):
        for place in range(2):
            is_halving = stage > 0 and place == 0
            after_px = px // 2 if is_halving else px
            # convolutions of the average kind keep the size; a pool halves it afterwards
            first_px = px if has_average else after_px
            walk.conv(before, width, 3, first_px, has_bias=False)
            walk.normed(width, first_px)
            walk.plain(width, first_px)
            walk.conv(width, width, 3, after_px, has_bias=False)
            walk.normed(width, after_px)
            if is_halving:
                walk.conv(before, width, 1, first_px, has_bias=False)
                walk.normed(width, after_px)
            walk.plain(width, after_px)
            walk.plain(width, after_px)
            px, before = after_px, width
    return walk.size(512 * (16 if has_average else 1), num_classes)
