"""The methods that studies compare, as experiments: MTT, MTT with robust learning, FTD."""

import re
from collections.abc import Sequence
from typing import Any, Literal, cast

from ftd_engine.config_checks import check
from ftd_engine.experiment import Experiment
from ftd_engine.presets import load_presets
from ftd_engine.studies.computed import Request
from ftd_engine.studies.parts import Part
from ftd_engine.studies.requests import StudyError, StudyRequest

Method = Literal["mtt", "robust", "ftd"]
METHOD_WORDS: dict[Method, str] = {
    "mtt": "MTT",
    "robust": "MTT + Robust Learning",
    "ftd": "FTD",
}
ROBUST_NOISE = 0.01
"""Standard deviation of robust learning where the experiment names none: the paper does not either."""
USUAL_EMA_DECAY = 0.999


def base_of(request: StudyRequest, ipc: int = 0, *, is_cut: bool = True) -> Experiment:
    """The experiment that the study's runs begin from, cut down as was asked for.

    Args:
        is_cut: False where only what follows the runs is cut down, so that runs are shared.
        ipc: images per class, where other than the experiment's; the preset's sibling gives the
            settings that belong to so many.
    """
    experiment, cuts = request.experiment, request.cuts
    if ipc and ipc != experiment.distill.ipc:
        experiment = _sibling(request, ipc)
    # what concerns other networks only must not make a run another one
    evaluation: dict[str, Any] = {
        "other_networks": (),
        "other_networks_lr": 0.0,
        "sam_rho": 0.0,
    }
    if is_cut and cuts.networks:
        evaluation["networks"] = cuts.networks
    if is_cut and cuts.epochs:
        evaluation["epochs"] = cuts.epochs
    return changed(experiment, {"evaluation": evaluation})


def has_sibling(preset: str, ipc: int) -> bool:
    """True where a preset holds the same experiment for so many images per class."""
    return _sibling_preset(preset, ipc) is not None


def _sibling_preset(preset: str, ipc: int) -> Experiment | None:
    wanted = re.sub(r"-ipc\d+", f"-ipc{ipc}", preset)
    if wanted == preset:
        return None
    return next((each.experiment for each in load_presets() if each.key == wanted), None)


def _sibling(request: StudyRequest, ipc: int) -> Experiment:
    own = request.experiment
    sibling = _sibling_preset(request.preset, ipc)
    if sibling is None:
        return changed(own, {"distill": {"ipc": ipc}})
    # all that does not belong to the number of images stays as it was asked for
    kept = {name: getattr(own, name) for name in ("seed", "device", "threads", "tf32", "data")}
    return sibling.model_copy(update=kept)


def changed(experiment: Experiment, changes: dict[str, Any]) -> Experiment:
    """The experiment with other settings, checked.

    Raises:
        ConfigProblems: they do not go together.
    """
    values = experiment.model_dump()
    for name, change in changes.items():
        if isinstance(change, dict):
            values[name].update(cast("dict[str, Any]", change))
        else:
            values[name] = change
    return check(values, "the study's experiment")


def with_method(experiment: Experiment, method: Method) -> Experiment:
    """The experiment by this method; what the methods share stays as it is."""
    buffer, distill = experiment.buffer, experiment.distill
    if method == "ftd":
        trajectory = "flat" if buffer.trajectory == "plain" else buffer.trajectory
        return changed(
            experiment,
            {
                "buffer": {"trajectory": trajectory},
                "distill": {"ema_decay": distill.ema_decay or USUAL_EMA_DECAY, "robust_noise": 0.0},
            },
        )
    noise = (distill.robust_noise or ROBUST_NOISE) if method == "robust" else 0.0
    return changed(
        experiment,
        {
            "buffer": {"trajectory": "plain"},
            "distill": {"ema_decay": 0.0, "robust_noise": noise},
        },
    )


def seeds_of(request: StudyRequest) -> range:
    """Seeds of the repetitions, counted from the experiment's."""
    first = request.experiment.seed
    return range(first, first + max(1, request.cuts.seeds))


def run_part(experiment: Experiment, method: Method, seed: int, place: str = "") -> Part:
    """The run of all phases by a method and seed.

    Args:
        experiment: the base.
        place: what tells it from other runs of the study, such as "ipc 10".
    """
    words = METHOD_WORDS[method].replace(" + Robust Learning", " robust")
    name = " ".join([words, *place.split(), f"ipc {experiment.distill.ipc}", f"seed {seed}"])
    return Part(changed(with_method(experiment, method), {"name": name[:80], "seed": seed}))


def again_part(source: Part, place: str, evaluation: dict[str, Any]) -> Part:
    """The chosen sets of a run, evaluated in another way."""
    name = f"{source.title} {place}"[:80].strip()
    return Part(changed(source.experiment, {"name": name, "evaluation": evaluation}), source)


def computation_part(
    experiment: Experiment, name: str, computation: Request, source: Part | None = None
) -> Part:
    """A computation on real images, or on the chosen sets of a run."""
    return Part(changed(experiment, {"name": name[:80].strip()}), source, computation)


def chosen_methods(points: Sequence[str], usual: Sequence[Method]) -> tuple[Method, ...]:
    """The methods named as points, each once.

    Raises:
        StudyError: a word is no method.
    """
    for point in points:
        if point not in METHOD_WORDS:
            raise StudyError(
                f'"{point}" is no method. Known are: {", ".join(METHOD_WORDS)}; write --points '
                "mtt,ftd."
            )
    named: tuple[Method, ...] = tuple(each for each in METHOD_WORDS if each in points)
    return named or tuple(usual)


def numbers_of(points: Sequence[str], usual: Sequence[float], what: str) -> tuple[float, ...]:
    """The numbers named as points, ascending, each once.

    Raises:
        StudyError: a word is no number, or is negative.
    """
    numbers: set[float] = set()
    for point in points:
        try:
            number = float(point)
        except ValueError:
            number = -1.0
        if not 0 <= number < 1e9:
            raise StudyError(
                f'"{point}" is none of the {what}: numbers of at least 0. Write them with commas, '
                f"such as --points {','.join(f'{each:g}' for each in usual)}."
            )
        numbers.add(number)
    return tuple(sorted(numbers)) or tuple(usual)


def whole_numbers_of(points: Sequence[str], usual: Sequence[int], what: str) -> tuple[int, ...]:
    """The whole numbers named as points, ascending, each once.

    Raises:
        StudyError: a word is no whole number, or is negative.
    """
    numbers = numbers_of(points, usual, what)
    for number in numbers:
        if number != int(number):
            raise StudyError(f"{number:g} is none of the {what}: they are whole numbers.")
    return tuple(int(number) for number in numbers)
