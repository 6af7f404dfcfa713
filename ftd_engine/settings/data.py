"""Settings of the real images."""

from typing import Annotated, Literal, get_args

from ftd_engine.settings.setting import PLUG_IN, OneOf, Section, setting

OwnDataset = Literal[
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
OWN_DATASETS: tuple[OwnDataset, ...] = get_args(OwnDataset)
DatasetName = Annotated[str, OneOf(OWN_DATASETS, "dataset")]
"""One of those that the program reads itself, or a data set of a plug-in."""


class DataConfig(Section):
    """Real images."""

    dataset: DatasetName = setting(
        "fashion-mnist",
        label="Data set",
        help="Real images that the synthetic set is to stand for. imagenette to imageyellow: ten "
        "classes of ImageNet each, at 128 pixels. folder: your own images, a folder per class. "
        "arrays: your own images and labels in one .npz or .pt file. Plug-ins may add others.",
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
        ".npz or .pt file. For a data set of a plug-in: what its author says, often nothing.",
        script_flag="data_path",
        is_path=True,
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
    damaged: Literal["refuse", "leave-out"] = setting(
        "refuse",
        label="Damaged files",
        help="What happens where files of your own images cannot be read. refuse: nothing starts "
        "before they are mended. leave-out: the others are used, and the log names those that are not.",
        source="own rule",
        used_when=("dataset", "folder"),
        advanced=True,
    )
    test_share: float = setting(
        0.2,
        label="Test share",
        ge=0.01,
        le=0.9,
        help="Share of each class that is kept for testing where your own images have no test "
        "part; the same images in every run, whatever the seed.",
        source="own rule",
        used_when=("dataset", ("folder", "arrays", PLUG_IN)),
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
