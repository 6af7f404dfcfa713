"""Which reader reads which data set."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ftd_engine.data.raw_images import RawImages, Turn, no_turn
from ftd_engine.data.sources.arrays import load_arrays
from ftd_engine.data.sources.cifar import load_cifar_10, load_cifar_100
from ftd_engine.data.sources.idx import load_fashion_mnist, load_mnist
from ftd_engine.data.sources.image_folder import load_image_folder
from ftd_engine.data.sources.imagenet_subsets import load_imagenet_subset
from ftd_engine.data.sources.plugged import load_plugged
from ftd_engine.data.sources.svhn import load_svhn
from ftd_engine.data.sources.tiny_imagenet import load_tiny_imagenet
from ftd_engine.settings.data import DataConfig

READERS: Mapping[str, Callable[[DataConfig, Turn], RawImages]] = MappingProxyType(
    {
        "fashion-mnist": load_fashion_mnist,
        "mnist": load_mnist,
        "cifar-10": load_cifar_10,
        "cifar-100": load_cifar_100,
        "svhn": load_svhn,
        "tiny-imagenet": load_tiny_imagenet,
        "imagenette": load_imagenet_subset,
        "imagewoof": load_imagenet_subset,
        "imagemeow": load_imagenet_subset,
        "imagesquawk": load_imagenet_subset,
        "imagefruit": load_imagenet_subset,
        "imageyellow": load_imagenet_subset,
        "folder": load_image_folder,
        "arrays": load_arrays,
    }
)


def read_images(config: DataConfig, turn: Turn = no_turn) -> RawImages:
    """The real images as their files hold them.

    Args:
        config: which set, and where it lies.
        turn: called now and then; may raise to end the reading.

    Raises:
        EngineError: files are missing or damaged, or a plug-in cannot be used; names them.
    """
    return READERS.get(config.dataset, load_plugged)(config, turn)
