"""The numbers that the FTD paper prints, each with its place. Accuracies as fractions."""

from collections.abc import Mapping
from types import MappingProxyType

from ftd_engine.experiment import Experiment
from ftd_engine.studies.results import PaperNumber

Printed = Mapping[tuple[str, int], str]
"""By data set and images per class: percent as printed, such as "46.8 0.3"."""


def _columns(text: str, *places: tuple[str, int]) -> Printed:
    """One line of a printed table: cells with commas, "-" where none is printed."""
    cells = (cell.strip() for cell in text.split(","))
    return {place: cell for place, cell in zip(places, cells, strict=True) if cell != "-"}


_TABLE_1 = (
    *(("cifar-10", 1), ("cifar-10", 10), ("cifar-10", 50)),
    *(("cifar-100", 1), ("cifar-100", 10), ("cifar-100", 50)),
    *(("tiny-imagenet", 1), ("tiny-imagenet", 10)),
)
_TABLE_2 = tuple(
    (name, ipc)
    for name in ("imagenette", "imagewoof", "imagefruit", "imagemeow")
    for ipc in (1, 10)
)
_TABLE_4 = (("cifar-100", 10), ("cifar-100", 50), ("tiny-imagenet", 1), ("tiny-imagenet", 10))
_C100_10 = (("cifar-100", 10),)
_C10_50 = (("cifar-10", 50),)

_PRINTED: Mapping[str, Mapping[str, Printed]] = MappingProxyType(
    {
        "Table 1": {
            "DC": _columns("28.3 0.5, 44.9 0.5, 53.9 0.5, 12.8 0.3, 25.2 0.3, -, -, -", *_TABLE_1),
            "DM": _columns(
                "26.0 0.8, 48.9 0.6, 63.0 0.4, 11.4 0.3, 29.7 0.3, 43.6 0.4, 3.9 0.2, 12.9 0.4",
                *_TABLE_1,
            ),
            "DSA": _columns(
                "28.8 0.7, 52.1 0.5, 60.6 0.5, 13.9 0.3, 32.3 0.3, 42.8 0.4, -, -", *_TABLE_1
            ),
            "CAFE": _columns(
                "30.3 1.1, 46.3 0.6, 55.5 0.6, 12.9 0.3, 27.8 0.3, 37.9 0.3, -, -", *_TABLE_1
            ),
            "CAFE + DSA": _columns(
                "31.6 0.8, 50.9 0.5, 62.3 0.4, 14.0 0.3, 31.5 0.2, 42.9 0.2, -, -", *_TABLE_1
            ),
            "PP": _columns(
                "46.4 0.6, 65.5 0.3, 71.9 0.2, 24.6 0.1, 43.1 0.3, 48.4 0.3, -, -", *_TABLE_1
            ),
            "MTT": _columns(
                "46.2 0.8, 65.4 0.7, 71.6 0.2, 24.3 0.3, 39.7 0.4, 47.7 0.2, 8.8 0.3, 23.2 0.2",
                *_TABLE_1,
            ),
            "MTT + Robust Learning": _columns(
                "45.8 0.7, 63.2 0.7, 72.7 0.2, 24.1 0.3, 39.4 0.4, 47.9 0.2, -, -", *_TABLE_1
            ),
            "FTD": _columns(
                "46.8 0.3, 66.6 0.3, 73.8 0.2, 25.2 0.2, 43.4 0.3, 50.7 0.3, 10.4 0.3, 24.5 0.2",
                *_TABLE_1,
            ),
            "Whole data set": _columns(
                "84.8 0.1, 84.8 0.1, 84.8 0.1, 56.2 0.3, 56.2 0.3, 56.2 0.3, 37.6 0.4, 37.6 0.4",
                *_TABLE_1,
            ),
        },
        "Table 2": {
            "MTT": _columns(
                "47.7 0.9, 63.0 1.3, 28.6 0.8, 35.8 1.8, 26.6 0.8, 40.3 1.3, 30.7 1.6, 40.4 2.2",
                *_TABLE_2,
            ),
            "FTD": _columns(
                "52.2 1.0, 67.7 0.7, 30.1 1.0, 38.8 1.4, 29.1 0.9, 44.9 1.5, 33.8 1.5, 43.3 0.6",
                *_TABLE_2,
            ),
            "Whole data set": _columns(
                "87.4 1.0, 87.4 1.0, 67.0 1.3, 67.0 1.3, 63.9 2.0, 63.9 2.0, 66.7 1.1, 66.7 1.1",
                *_TABLE_2,
            ),
        },
        "Table 3": {
            "MTT, ConvNet": _columns("71.6 0.2", *_C10_50),
            "MTT, ResNet18": _columns("61.9 0.7", *_C10_50),
            "MTT, VGG11": _columns("55.4 0.8", *_C10_50),
            "MTT, AlexNet": _columns("48.2 1.0", *_C10_50),
            "FTD, ConvNet": _columns("73.8 0.2", *_C10_50),
            "FTD, ResNet18": _columns("65.7 0.3", *_C10_50),
            "FTD, VGG11": _columns("58.4 1.6", *_C10_50),
            "FTD, AlexNet": _columns("53.8 0.9", *_C10_50),
        },
        "Table 4": {
            "MTT": _columns("39.7 0.4, 47.7 0.2, 8.8 0.3, 23.2 0.2", *_TABLE_4),
            "FTD without EMA": _columns("43.4 0.3, 49.8 0.3, 9.8 0.2, 24.1 0.3", *_TABLE_4),
            "FTD": _columns("43.2 0.3, 50.7 0.3, 10.0 0.2, 24.5 0.2", *_TABLE_4),
        },
        "Table 6": {
            f"{method}, {start}": _columns(value, *_C100_10)
            for start, mtt, ftd in (
                *(("0", "35.4", "37.7"), ("10", "37.0", "39.5"), ("20", "38.6", "41.6")),
                *(("30", "40.2", "43.5"), ("40", "42.1", "44.4"), ("45", "42.3", "46.2")),
            )
            for method, value in (("MTT", mtt), ("FTD", ftd))
        },
    }
)
_STANDS_IN: Mapping[str, str] = MappingProxyType(
    {
        "Table 1": "cifar-10",
        "Table 2": "imagenette",
        "Table 3": "cifar-10",
        "Table 4": "cifar-100",
        "Table 6": "cifar-100",
    }
)
"""Data set whose printed numbers stand beside ours where the table does not have ours."""


def _place_of(table: str, experiment: Experiment) -> tuple[str, int]:
    """Data set and images per class whose printed numbers stand beside ours."""
    own = (experiment.data.dataset, experiment.distill.ipc)
    places = list(dict.fromkeys(place for row in _PRINTED[table].values() for place in row))
    if own in places:
        return own
    data = own[0] if own[0] in {name for name, _ in places} else _STANDS_IN[table]
    near = [ipc for name, ipc in places if name == data]
    return data, min(near, key=lambda ipc: abs(ipc - own[1]))


def beside(table: str, row: str, experiment: Experiment) -> PaperNumber | None:
    """The printed number that belongs beside ours; None where the paper has none in this row."""
    place = _place_of(table, experiment)
    printed = _PRINTED[table].get(row, {}).get(place)
    if printed is None:
        return None
    value, _, spread = printed.partition(" ")
    std = float(spread) / 100 if spread else None
    return PaperNumber(float(value) / 100, std, f"{table}, {place[0]} at ipc {place[1]}")


def paper_place(table: str, experiment: Experiment) -> str:
    """A sentence where the paper's numbers are of another data set or number of images than ours."""
    data, ipc = _place_of(table, experiment)
    own = (experiment.data.dataset, experiment.distill.ipc)
    if own == (data, ipc):
        return ""
    return (
        f"The paper's {table} has no {own[0]} at {own[1]} per class; its numbers of {data} at {ipc} "
        "per class stand beside ours for the order of the methods, not for their height."
    )


def rows_of(table: str) -> tuple[str, ...]:
    """Names of the rows that the paper prints in this table."""
    return tuple(_PRINTED[table])


LOSS_DIFFERENCE_READ: Mapping[str, tuple[tuple[float, float], ...]] = MappingProxyType(
    {
        "MTT": ((10, 0.02), (20, 0.20), (30, 0.39), (40, 0.52), (50, 0.62)),
        "FTD": ((10, 0.02), (20, 0.13), (30, 0.21), (40, 0.355), (50, 0.42)),
    }
)
"""Figure 1, evaluation lines on CIFAR-100 at 10 per class, read off the picture by eye: epoch, nats."""

SEARCH: Mapping[str, tuple[float, float, float, float]] = MappingProxyType(
    {
        "Real": (1.00, 1.00, 1.00, 6804.0),
        "MTT": (0.41, 0.36, -0.04, 360.0),
        "FTD": (0.87, 0.68, 0.54, 360.0),
    }
)
"""Table 5, CIFAR-10 at 50 per class: rank correlation over the top 5, 10 and 20, and minutes."""
