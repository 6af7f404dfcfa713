"""What a terminal tells of a run at its end: accuracies, classes on request, one line of JSON."""

import json
import math
import sys
from typing import Any

from rich.console import Console

from ftd_engine.experiment import Experiment
from ftd_engine.run_folder import RunFolder
from ftd_engine.run_follower import Followed, percent

_SET_WORDS = {
    "raw": "synthetic set",
    "ema": "synthetic set, moving average",
    "random_real": "random real images",
}


def headline(experiment: Experiment) -> Any:
    """The series that stands for the run, fixed beforehand: the average where one is kept."""
    return "ema" if experiment.distill.ema_decay > 0 else "raw"


def summary_of(experiment: Experiment, followed: Followed, seconds: float) -> dict[str, Any]:
    """Accuracies of a run of all phases, as fractions, with their protocols, for its line of JSON."""
    summary: dict[str, Any] = {"seconds": round(seconds, 1), "skipped_steps": followed.skipped}
    distilled = followed.final.get(headline(experiment))
    random_real = followed.final.get("random_real")
    for name, measured in (("distilled", distilled), ("random_real", random_real)):
        if measured is not None:
            summary[name] = measured.mean
            summary[f"{name}_std"] = measured.std
            summary[f"{name}_protocol"] = measured.protocol
            summary["networks"] = len(measured.accuracies)
    return summary


def evaluations_of(followed: Followed) -> list[dict[str, Any]]:
    """Every architecture and series with its classes, for the line of JSON; fractions and counts.

    `confusion` has a row for each true class, with images that were taken for each class, summed over
    the networks. A class without test images has the accuracy null.
    """
    return [
        {
            "network": counted.network,
            "set": counted.set_name,
            "mean": counted.mean,
            "std": counted.std,
            "accuracies": counted.accuracies,
            "class_accuracy": [_or_null(mean) for mean in counted.class_means],
            "class_std": [_or_null(std) for std in counted.class_stds],
            "confusion": [
                counted.counts[start : start + len(counted.class_means)]
                for start in range(0, len(counted.counts), len(counted.class_means))
            ],
        }
        for counted in followed.classes.values()
    ]


def _or_null(value: float) -> float | None:
    # JSON has no NaN
    return value if math.isfinite(value) else None


def print_classes(console: Console, followed: Followed) -> None:
    """Print the accuracy on each class, a table for every architecture and series."""
    for counted in followed.classes.values():
        console.print(f"{counted.network}, {_SET_WORDS[counted.set_name]}:", style="bold")
        for place, (mean, std) in enumerate(
            zip(counted.class_means, counted.class_stds, strict=True)
        ):
            names = followed.class_names
            name = names[place] if place < len(names) else f"class {place}"
            words = (
                "no test images" if math.isnan(mean) else f"{100 * mean:.1f} ± {100 * std:.1f} %"
            )
            console.print(f"  {name:<30} {words}", markup=False)


def close_run(
    console: Console,
    wants_json: bool,
    folder: RunFolder,
    followed: Followed,
    summary: dict[str, Any],
) -> None:
    """Print what was measured and where it lies; `summary` as a line of JSON where it is wanted."""
    if followed.final:
        console.print("Accuracy on real test images, fresh networks:", style="bold")
        for name, words in _SET_WORDS.items():
            if name in followed.final:
                console.print(f"  {words:<30} {percent(followed.final[name])}", markup=False)
        for counted in followed.classes.values():
            if not counted.is_own:
                words = f"{_SET_WORDS[counted.set_name]}, {counted.network}"
                console.print(f"  {words:<30} {percent(counted)}", markup=False)
    reported = followed.final.get("ema", followed.final.get("raw"))
    if reported is not None and "random_real" in summary:
        gain = 100 * (reported.mean - summary["random_real"])
        console.print(
            f"  {'gain over random real images':<30} {gain:+.1f} points".replace("-", "−")
        )
    if reported is not None:
        console.print(f"  Protocol: {reported.protocol}.", style="dim", markup=False)
    if followed.skipped:
        steps = "1 step was" if followed.skipped == 1 else f"{followed.skipped:,} steps were"
        console.print(
            f"{steps} not taken by the rule of safety; lower the image rate or the rate of the rate "
            "where they are many.",
            style="yellow",
        )
    console.print(
        f"{summary['seconds']:.0f} s. Open {folder.path} in FTD Studio.",
        markup=False,
        soft_wrap=True,
    )
    if wants_json:
        sys.stdout.write(json.dumps(summary) + "\n")
        sys.stdout.flush()
