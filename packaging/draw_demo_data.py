"""Draws the embedded demo data: a class-balanced subset of Fashion-MNIST, as the same four IDX files.

Not part of the program: it is run by hand when the subset has to change, and needs only NumPy.
"""

import argparse
import gzip
import hashlib
import struct
import sys
from pathlib import Path

import numpy as np

NUM_CLASSES = 10
TRAIN_PER_CLASS = 600
TEST_PER_CLASS = 200
SEED = 2023

IMAGES_MAGIC = 0x0803  # unsigned bytes, three axes
LABELS_MAGIC = 0x0801  # unsigned bytes, one axis

IMAGES_FILE = "{split}-images-idx3-ubyte.gz"
LABELS_FILE = "{split}-labels-idx1-ubyte.gz"


def read_idx(path: Path) -> np.ndarray:
    """Reads one gzipped IDX file of unsigned bytes.

    Raises:
        ValueError: The header or the length is not that of such a file.
    """
    content = gzip.decompress(path.read_bytes())
    magic, count = struct.unpack_from(">II", content)
    if magic == LABELS_MAGIC:
        shape: tuple[int, ...] = (count,)
    elif magic == IMAGES_MAGIC:
        shape = (count, *struct.unpack_from(">II", content, 8))
    else:
        raise ValueError(
            f"{path} starts with {magic:#06x}, an IDX file of bytes with 0x0801/0x0803"
        )
    pixels = np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * len(shape))
    if pixels.size != int(np.prod(shape)):
        raise ValueError(f"{path} announces {shape} bytes and holds {pixels.size}")
    return pixels.reshape(shape)


def write_idx(path: Path, array: np.ndarray) -> None:
    """Writes one gzipped IDX file; the same array gives the same bytes under the same zlib."""
    magic = LABELS_MAGIC if array.ndim == 1 else IMAGES_MAGIC
    header = struct.pack(f">{1 + array.ndim}I", magic, *array.shape)
    # A name or a time in the gzip header would make every drawing a different file.
    path.write_bytes(gzip.compress(header + array.tobytes(), compresslevel=9, mtime=0))


def draw_rows(labels: np.ndarray, per_class: int, rng: np.random.Generator) -> np.ndarray:
    """Row numbers of `per_class` rows of every class, in their original order.

    Args:
        labels: class numbers `[n]`.
        per_class: how many rows of each class.
        rng: source of the choice.
    """
    rows = [
        rng.choice(np.flatnonzero(labels == label), size=per_class, replace=False)
        for label in range(NUM_CLASSES)
    ]
    return np.sort(np.concatenate(rows))


def draw_demo_data(full_set: Path, target: Path, seed: int = SEED) -> list[Path]:
    """Draws both splits from the four files in `full_set` and writes four files into `target`."""
    rng = np.random.default_rng(seed)
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for split, per_class in (("train", TRAIN_PER_CLASS), ("t10k", TEST_PER_CLASS)):
        images_name = IMAGES_FILE.format(split=split)
        labels_name = LABELS_FILE.format(split=split)
        labels = read_idx(full_set / labels_name)
        rows = draw_rows(labels, per_class, rng)
        write_idx(target / images_name, read_idx(full_set / images_name)[rows])
        write_idx(target / labels_name, labels[rows])
        written += [target / images_name, target / labels_name]
    return written


def main() -> None:
    """Draws the subset and says the size and checksum of every file it wrote."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "full_set", type=Path, help="folder with the four .gz files of the full set"
    )
    parser.add_argument("target", type=Path, help="folder to write into, such as resources/demo")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    for path in draw_demo_data(arguments.full_set, arguments.target, arguments.seed):
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
        sys.stdout.write(f"{checksum}  {path.name}  {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
