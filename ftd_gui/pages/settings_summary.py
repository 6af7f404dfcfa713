"""Settings in one sentence: what a run of them would do, or which of them need attention."""

from collections.abc import Sequence

from ftd_engine.experiment import Experiment
from ftd_gui.views.number_text import count_text

MAX_NAMED = 3


def attention_words(labels: Sequence[str]) -> str:
    """Which settings are wrong, the first few by name; empty where there are none."""
    names = list(dict.fromkeys(labels))
    if not names:
        return ""
    named = ", ".join(names[:MAX_NAMED])
    if len(names) > MAX_NAMED:
        named += f" and {len(names) - MAX_NAMED} more"
    if len(names) == 1:
        return f"1 setting needs attention: {named}."
    return f"{len(names)} settings need attention: {named}."


def summary_words(experiment: Experiment) -> str:
    """What a run of these settings would do."""
    buffer, distill, evaluation = experiment.buffer, experiment.distill, experiment.evaluation
    return (
        f"{_counted(buffer.num_experts, 'teacher')} of {_counted(buffer.epochs, 'epoch')}, "
        f"{_counted(distill.iterations, 'iteration')} for "
        f"{_counted(distill.ipc, 'image')} per class, "
        f"tested on {_counted(evaluation.networks, 'fresh network')}."
    )


def _counted(count: int, noun: str) -> str:
    return f"{count_text(count)} {noun}{'' if count == 1 else 's'}"
