"""The six ten-class subsets of ImageNet that the field reports at 128 pixels."""

from pathlib import Path

import numpy as np

from ftd_engine.data.findings import Finding, some_of
from ftd_engine.data.raw_images import RawImages, Turn
from ftd_engine.data.sources.decoded_images import Wanted, decoded_images
from ftd_engine.data.sources.image_files import image_paths, subfolders
from ftd_engine.data.sources.places import find_published, not_found
from ftd_engine.data.sources.tiny_imagenet import IMAGENET_CONSTANTS
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig

SIZE_PX = 128
_NUM_IMAGENET_CLASSES = 1000
_VALIDATION_PER_CLASS = 50
_LEAST_TRAIN, _MOST_TRAIN = 732, 1300
"""Training images that the classes of ImageNet have."""

SUBSETS: dict[str, tuple[int, ...]] = {
    "imagenette": (0, 217, 482, 491, 497, 566, 569, 571, 574, 701),
    "imagewoof": (193, 182, 258, 162, 155, 167, 159, 273, 207, 229),
    "imagemeow": (281, 282, 283, 284, 285, 291, 292, 290, 289, 287),
    "imagesquawk": (84, 130, 88, 144, 145, 22, 96, 9, 100, 89),
    "imagefruit": (953, 954, 949, 950, 951, 957, 952, 945, 943, 948),
    "imageyellow": (309, 986, 954, 951, 987, 779, 599, 291, 72, 11),
}
"""ILSVRC index of each class; its place in the list is the label (MTT's class lists)."""

WORDNET: dict[int, tuple[str, str]] = {
    0: ("n01440764", "tench"),
    9: ("n01518878", "ostrich"),
    11: ("n01531178", "goldfinch"),
    22: ("n01614925", "bald eagle"),
    72: ("n01773157", "garden spider"),
    84: ("n01806143", "peacock"),
    88: ("n01818515", "macaw"),
    89: ("n01819313", "cockatoo"),
    96: ("n01843383", "toucan"),
    100: ("n01860187", "black swan"),
    130: ("n02007558", "flamingo"),
    144: ("n02051845", "pelican"),
    145: ("n02056570", "king penguin"),
    155: ("n02086240", "Shih-Tzu"),
    159: ("n02087394", "Rhodesian ridgeback"),
    162: ("n02088364", "beagle"),
    167: ("n02089973", "English foxhound"),
    182: ("n02093754", "Border terrier"),
    193: ("n02096294", "Australian terrier"),
    207: ("n02099601", "golden retriever"),
    217: ("n02102040", "English springer"),
    229: ("n02105641", "Old English sheepdog"),
    258: ("n02111889", "Samoyed"),
    273: ("n02115641", "dingo"),
    281: ("n02123045", "tabby"),
    282: ("n02123159", "tiger cat"),
    283: ("n02123394", "Persian cat"),
    284: ("n02123597", "Siamese cat"),
    285: ("n02124075", "Egyptian cat"),
    287: ("n02127052", "lynx"),
    289: ("n02128757", "snow leopard"),
    290: ("n02128925", "jaguar"),
    291: ("n02129165", "lion"),
    292: ("n02129604", "tiger"),
    309: ("n02206856", "bee"),
    482: ("n02979186", "cassette player"),
    491: ("n03000684", "chain saw"),
    497: ("n03028079", "church"),
    566: ("n03394916", "French horn"),
    569: ("n03417042", "garbage truck"),
    571: ("n03425413", "gas pump"),
    574: ("n03445777", "golf ball"),
    599: ("n03530642", "honeycomb"),
    701: ("n03888257", "parachute"),
    779: ("n04146614", "school bus"),
    943: ("n07718472", "cucumber"),
    945: ("n07720875", "bell pepper"),
    948: ("n07742313", "Granny Smith"),
    949: ("n07745940", "strawberry"),
    950: ("n07747607", "orange"),
    951: ("n07749582", "lemon"),
    952: ("n07753113", "fig"),
    953: ("n07753275", "pineapple"),
    954: ("n07753592", "banana"),
    957: ("n07768694", "pomegranate"),
    986: ("n12057211", "yellow lady's slipper"),
    987: ("n12144580", "corn"),
}
"""WordNet id and a short name of each ILSVRC index used; the index is the place of the id among
the sorted ids of all 1000 classes."""


def load_imagenet_subset(config: DataConfig, turn: Turn) -> RawImages:
    """One subset from a folder of ImageNet, or of only these ten classes.

    Images are squashed to 128 × 128 on tensors, bilinear with antialiasing; the centre crop that
    follows in the field's code changes nothing.

    Raises:
        EngineError: not there, classes missing, files damaged.
    """
    indices = SUBSETS[config.dataset]
    holds = "ImageNet as train/<WordNet id> and val/<WordNet id>, at least these ten classes"
    folder = find_published(config, f"ImageNet for {config.dataset}", holds, _place_in, None)
    if folder is None:
        raise not_found(f"ImageNet for {config.dataset}", holds, can_download=False)
    parts: list[list[list[Path]]] = []
    for part in ("train", "val"):
        parts.append([])
        for place in _class_folders(folder / part, indices):
            turn()
            parts[-1].append(image_paths(place)[0])
    paths = [path for part in parts for images in part for path in images]
    if not paths:
        raise EngineError(f"{folder} holds no images of {config.dataset}.", "Unpack it again.")
    decoded = decoded_images(folder, paths, Wanted(SIZE_PX), turn)
    train_labels, test_labels = (
        np.repeat(np.arange(len(indices)), [len(images) for images in part]) for part in parts
    )
    squashed = Finding(
        "note",
        f"Images are squashed to {SIZE_PX} × {SIZE_PX} pixels, bilinear with antialiasing, and kept "
        "as bytes.",
    )
    names = tuple(WORDNET[index][1] for index in indices)
    return RawImages(
        name=config.dataset,
        origin=f"full set in {folder}",
        train_pixels=decoded.pixels[: len(train_labels)],
        train_labels=train_labels,
        test_pixels=decoded.pixels[len(train_labels) :],
        test_labels=test_labels,
        class_names=names,
        constants=IMAGENET_CONSTANTS,
        findings=(*decoded.findings, squashed, *_odd_counts(names, parts)),
    )


def _place_in(folder: Path) -> Path | None:
    inner = ("", "imagenet", "ILSVRC2012", "ILSVRC/Data/CLS-LOC")
    for inside in (folder / name for name in inner):
        # Tiny ImageNet has WordNet ids too, but keeps its images one folder deeper
        is_tiny = (inside / "wnids.txt").exists()
        if not is_tiny and (inside / "val").is_dir() and (inside / "train").is_dir():
            return inside
    return None


def _class_folders(part: Path, indices: tuple[int, ...]) -> list[Path]:
    """Folders of the classes by WordNet id, or by place where all 1000 have other names.

    Raises:
        EngineError: some are missing.
    """
    by_name = [part / WORDNET[index][0] for index in indices]
    missing = [
        f"{path.name} ({WORDNET[i][1]})"
        for path, i in zip(by_name, indices, strict=True)
        if not path.is_dir()
    ]
    if not missing:
        return by_name
    folders = subfolders(part)
    if len(folders) == _NUM_IMAGENET_CLASSES and len(missing) == len(indices):
        return [folders[index] for index in indices]
    hint = "Unpack these classes of ImageNet."
    if not folders:
        hint = "Sort the images into one folder per WordNet id, as the training images are."
    raise EngineError(f"{part} lacks class folders: {some_of(missing, 10)}.", hint)


def _odd_counts(names: tuple[str, ...], parts: list[list[list[Path]]]) -> tuple[Finding, ...]:
    odd: list[str] = []
    for name, train, test in zip(names, *parts, strict=True):
        if not _LEAST_TRAIN <= len(train) <= _MOST_TRAIN or len(test) != _VALIDATION_PER_CLASS:
            odd.append(f"{name} {len(train):,} and {len(test):,}")
    if not odd:
        return ()
    sentence = (
        f"Classes of ImageNet have {_LEAST_TRAIN} to {_MOST_TRAIN:,} training and "
        f"{_VALIDATION_PER_CLASS} validation images, but here: {some_of(odd)}."
    )
    # the set that is sold under the name Imagenette has another split
    cure = "Numbers will not compare with others. Use the original ILSVRC 2012 images."
    return (Finding("warning", sentence, cure),)
