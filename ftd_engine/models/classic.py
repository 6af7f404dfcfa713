"""AlexNet, VGG11 and ResNet18 as dataset distillation uses them: small stems, no dropout.

All are drawn for 32 pixels. For 64 and 128 pixels the field has no one way: DATM halves at 64 by the stride
of the first convolution, in VGG11 by leaving out three of four last maps; GLaD at 128 gives AlexNet and VGG11 larger
classifiers. Here the first layers halve the picture once or twice more, in ResNet18 by stride as DATM does,
in the others by pools (Differs), so that every family has the same weights at every size.
"""

import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

from ftd_engine.models.convolution import Convolution
from ftd_engine.models.layers import Norm, norm_layer

Images = Float[Tensor, "n c h w"]
Logits = Float[Tensor, "n classes"]


def _extra_halvings(size_px: int, name: str) -> int:
    """How often a picture must be halved to come to 32 pixels; 28 counts as 32.

    Raises:
        ValueError: another size than 28, 32, 64 or 128 pixels.
    """
    if size_px not in (28, 32, 64, 128):
        raise ValueError(f"{name} is drawn for 28, 32, 64 and 128 pixels, not for {size_px}")
    return {64: 1, 128: 2}.get(size_px, 0)


def _pads_to_32(channels: int, size_px: int) -> bool:
    return channels == 1 and size_px == 28


class AlexNet(nn.Module):
    """Five convolutions without norm or dropout, three max pools, one linear layer."""

    def __init__(self, channels: int, size_px: int, num_classes: int) -> None:
        super().__init__()
        extra = _extra_halvings(size_px, "AlexNet")
        stem: list[nn.Module] = [
            Convolution(channels, 128, 5, padding=4 if _pads_to_32(channels, size_px) else 2),
            nn.ReLU(),
            *(nn.MaxPool2d(2) for _ in range(extra)),
            nn.MaxPool2d(2),
        ]
        self.features = nn.Sequential(
            *stem,
            Convolution(128, 192, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            Convolution(192, 256, 3, padding=1),
            nn.ReLU(),
            Convolution(256, 192, 3, padding=1),
            nn.ReLU(),
            Convolution(192, 192, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.classifier = nn.Linear(192 * 4 * 4, num_classes)

    def forward(self, images: Images) -> Logits:
        """Logits of a batch."""
        return self.classifier(self.features(images).flatten(1))


class Vgg11(nn.Module):
    """Eight 3x3 convolutions with norm, five max pools, one linear layer."""

    _PLAN = (64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0)
    """Channels of each convolution; 0 is a pool."""

    def __init__(self, channels: int, size_px: int, num_classes: int, norm: Norm) -> None:
        super().__init__()
        extra = _extra_halvings(size_px, "VGG11")
        layers: list[nn.Module] = []
        map_px, before = 32 * 2**extra, channels
        for place, width in enumerate(self._PLAN):
            if width == 0:
                layers.append(nn.MaxPool2d(2))
                map_px //= 2
                continue
            pad = 3 if place == 0 and _pads_to_32(channels, size_px) else 1
            layers.append(Convolution(before, width, 3, padding=pad))
            layers += norm_layer(norm, width, map_px)
            layers.append(nn.ReLU())
            if place == 0:
                layers += [nn.MaxPool2d(2) for _ in range(extra)]
                map_px = 32
            before = width
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Linear(512, num_classes)

    def forward(self, images: Images) -> Logits:
        """Logits of a batch."""
        return self.classifier(self.features(images).flatten(1))


class _Block(nn.Module):
    """Two 3x3 convolutions around a shortcut; halves the picture where `is_halving`.

    With average downsampling the convolutions keep the size and a pool halves it.
    """

    def __init__(
        self, before: int, width: int, map_px: int, is_halving: bool, norm: Norm, has_average: bool
    ) -> None:
        super().__init__()
        stride = 2 if is_halving and not has_average else 1
        after_px = map_px // 2 if is_halving else map_px
        # the first norm stands before the pool where a pool halves
        first_px = map_px if has_average else after_px
        self.conv1 = Convolution(before, width, 3, stride=stride, padding=1, bias=False)
        self.norm1 = nn.Sequential(*norm_layer(norm, width, first_px))
        self.conv2 = Convolution(width, width, 3, padding=1, bias=False)
        self.norm2 = nn.Sequential(*norm_layer(norm, width, after_px))
        self.halves_by_pool = is_halving and has_average
        shortcut: list[nn.Module] = []
        if is_halving or before != width:
            shortcut.append(Convolution(before, width, 1, stride=stride, bias=False))
            if self.halves_by_pool:
                shortcut.append(nn.AvgPool2d(2))
            shortcut += norm_layer(norm, width, after_px)
        self.shortcut = nn.Sequential(*shortcut)

    def forward(self, maps: Images) -> Float[Tensor, "n width height_after width_after"]:
        """Feature maps after the block."""
        inner = F.relu(self.norm1(self.conv1(maps)))
        if self.halves_by_pool:
            inner = F.avg_pool2d(inner, 2)
        inner = self.norm2(self.conv2(inner))
        return F.relu(inner + self.shortcut(maps))


class ResNet18(nn.Module):
    """Four stages of two blocks after a small stem.

    Args:
        has_average_downsampling: halve by average pools in place of strides, and give the last 4x4
            maps to the classifier as they are ("ResNet18_AP").
    """

    def __init__(
        self,
        channels: int,
        size_px: int,
        num_classes: int,
        norm: Norm,
        *,
        has_average_downsampling: bool,
    ) -> None:
        super().__init__()
        extra = _extra_halvings(size_px, "ResNet18")
        pad = 3 if _pads_to_32(channels, size_px) else 1
        stem_px = max(size_px, 32) // (2 if extra else 1)
        self.stem = nn.Sequential(
            Convolution(channels, 64, 3, stride=2 if extra else 1, padding=pad, bias=False),
            *norm_layer(norm, 64, stem_px),
            nn.ReLU(),
            *(nn.MaxPool2d(2) for _ in range(extra - 1)),
        )
        stages: list[nn.Module] = []
        before, map_px = 64, 32
        for stage, width in enumerate((64, 128, 256, 512)):
            for place in range(2):
                is_halving = stage > 0 and place == 0
                stages.append(
                    _Block(before, width, map_px, is_halving, norm, has_average_downsampling)
                )
                map_px = map_px // 2 if is_halving else map_px
                before = width
        self.stages = nn.Sequential(*stages)
        self.pool = nn.Identity() if has_average_downsampling else nn.AvgPool2d(4)
        features = 512 * 4 * 4 if has_average_downsampling else 512
        self.classifier = nn.Linear(features, num_classes)

    def forward(self, images: Images) -> Logits:
        """Logits of a batch."""
        return self.classifier(self.pool(self.stages(self.stem(images))).flatten(1))
