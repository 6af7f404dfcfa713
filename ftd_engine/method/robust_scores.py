"""DD-Ranking's scores of a set: label-robust (LRS) and augmentation-robust (ARS). Plain numbers."""

import math


def label_robust_score(
    whole: float, hard: float, own: float, random: float, weight: float = 0.5
) -> float:
    """LRS, from 0 to 1: what a set is worth without help by its labels.

    Args:
        whole: accuracy of the whole data set with hard labels, a fraction.
        hard: accuracy of the set with hard labels.
        own: accuracy of the set with its own labels and protocol.
        random: accuracy of random real images by the set's own protocol.
        weight: of the gain over random images against the loss to the whole data.

    Raises:
        ValueError: an accuracy is no fraction, such as one in percent.
    """
    _refuse_percent(whole, hard, own, random)
    return _between(weight * (own - random) - (1 - weight) * (whole - hard))


def augmentation_robust_score(
    augmented: float,
    random_augmented: float,
    plain: float,
    random_plain: float,
    weight: float = 0.5,
) -> float:
    """ARS, from 0 to 1: the gain over random images with augmentation and without.

    Args:
        augmented, plain: accuracy of the set with augmentation and without, fractions.
        random_augmented, random_plain: the same of random real images.
        weight: of the gain with augmentation.

    Raises:
        ValueError: an accuracy is no fraction, such as one in percent.
    """
    _refuse_percent(augmented, random_augmented, plain, random_plain)
    gain = weight * (augmented - random_augmented) + (1 - weight) * (plain - random_plain)
    return _between(gain)


def _between(gain: float) -> float:
    """A gain from -1 to 1 on the exponential scale of DD-Ranking, from 0 to 1."""
    low = math.exp(-1)
    return (math.exp(gain) - low) / (math.e - low)


def _refuse_percent(*accuracies: float) -> None:
    # Differs: DD-Ranking 0.2.0 puts percent into the exponential, and its scores leave 0 to 1
    for accuracy in accuracies:
        if not 0 <= accuracy <= 1:
            raise ValueError(f"{accuracy:g} is no accuracy between 0 and 1")
