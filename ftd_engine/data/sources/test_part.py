"""Which of a user's images are kept for testing where there is no test part."""

import numpy as np
import numpy.typing as npt
import torch

from ftd_engine.data.raw_images import Labels
from ftd_engine.runtime import Seeds

Places = npt.NDArray[np.int64]


def split_off_test(labels: Labels, num_classes: int, share: float) -> tuple[Places, Places]:
    """Positions of the training and of the test images, each in order.

    The same share of every class, rounded, at least one where the class has two. The draw does not
    depend on the experiment's seed: runs with different seeds are tested on the same images.
    """
    test: list[Places] = []
    for label in range(num_classes):
        places = np.flatnonzero(labels == label)
        count = min(max(round(share * len(places)), 1), max(len(places) - 1, 0))
        order = torch.randperm(len(places), generator=Seeds(0).generator("split", label))
        test.append(places[order[:count].numpy()])
    kept = np.sort(np.concatenate(test))
    is_test = np.zeros(len(labels), np.bool_)
    is_test[kept] = True
    return np.flatnonzero(~is_test), kept
