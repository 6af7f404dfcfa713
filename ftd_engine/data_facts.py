"""How many real images of which shape an experiment works with, told without reading them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ftd_engine.experiment import Experiment
from ftd_engine.settings.data import DataConfig, OwnDataset
from ftd_engine.user_folders import usual_places

_FULL_FASHION_MNIST = (
    *("FashionMNIST/raw/train-images-idx3-ubyte", "raw/train-images-idx3-ubyte"),
    "train-images-idx3-ubyte",
)
_SYSTEM_FASHION_MNIST = Path("/usr/share/datasets/fashion-mnist")


def held_out_share(experiment: Experiment) -> float:
    """Share of the smallest class that an experiment keeps away from every class; 0 for none."""
    evaluation = experiment.evaluation
    return evaluation.held_out_share if evaluation.selection == "held-out" else 0.0


def num_held_out_per_class(share: float, smallest: int) -> int:
    """Images that are kept away from each class, where the smallest has so many."""
    return max(1, round(share * smallest)) if share else 0


@dataclass(frozen=True, slots=True)
class DataFacts:
    """Shape and number of the real images.

    Attributes:
        channels, size_px: of every image.
        num_classes: classes.
        num_train, num_test: images, those held out among the training images.
    """

    channels: int
    size_px: int
    num_classes: int
    num_train: int
    num_test: int

    @property
    def values_per_image(self) -> int:
        """Numbers of one image."""
        return self.channels * self.size_px * self.size_px

    @property
    def num_bytes(self) -> int:
        """Bytes of all images as numbers to train on."""
        return 4 * self.values_per_image * (self.num_train + self.num_test)

    def num_held_out(self, experiment: Experiment) -> int:
        """Training images that are kept away to choose the best set by, as the engine does it.

        However often is evaluated, and even if never.
        """
        evaluation = experiment.evaluation
        if evaluation.selection != "held-out":
            return 0
        per_class = max(1, round(evaluation.held_out_share * self.num_train / self.num_classes))
        return min(self.num_train - self.num_classes, per_class * self.num_classes)


_EMBEDDED = DataFacts(1, 28, 10, 6_000, 2_000)
_IMAGENET_SUBSET = DataFacts(3, 128, 10, 13_000, 500)
"""At most: a few classes have less than 1,300 training images."""

_PUBLISHED: Mapping[OwnDataset, DataFacts] = MappingProxyType(
    {
        "fashion-mnist": DataFacts(1, 28, 10, 60_000, 10_000),
        "mnist": DataFacts(1, 28, 10, 60_000, 10_000),
        "cifar-10": DataFacts(3, 32, 10, 50_000, 10_000),
        "cifar-100": DataFacts(3, 32, 100, 50_000, 10_000),
        "svhn": DataFacts(3, 32, 10, 73_257, 26_032),
        "tiny-imagenet": DataFacts(3, 64, 200, 100_000, 10_000),
        "imagenette": _IMAGENET_SUBSET,
        "imagewoof": _IMAGENET_SUBSET,
        "imagemeow": _IMAGENET_SUBSET,
        "imagesquawk": _IMAGENET_SUBSET,
        "imagefruit": _IMAGENET_SUBSET,
        "imageyellow": _IMAGENET_SUBSET,
    }
)


def facts_of(config: DataConfig) -> DataFacts | None:
    """Facts of a published data set; None for own images and those of plug-ins, which have to be read."""
    if config.dataset == "fashion-mnist" and (
        config.source == "embedded" or (config.source == "auto" and not _has_full_set(config))
    ):
        return _EMBEDDED
    return published_facts(config.dataset)


def published_facts(name: str) -> DataFacts | None:
    """Facts of the whole of a published data set; None where there is none of this name."""
    return next((facts for known, facts in _PUBLISHED.items() if known == name), None)


def _has_full_set(config: DataConfig) -> bool:
    """Whether the engine would find the full Fashion-MNIST and prefer it to the embedded images."""
    if config.folder:
        return True
    places = [(place, _FULL_FASHION_MNIST) for place in usual_places()]
    places.append((_SYSTEM_FASHION_MNIST, _FULL_FASHION_MNIST))
    return any(
        (place / f"{name}{ending}").is_file()
        for place, names in places
        for name in names
        for ending in ("", ".gz")
    )
