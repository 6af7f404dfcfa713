"""Settings in one sentence: what a run of them would do, or which of them need attention."""

from collections.abc import Sequence

from ftd_engine.experiment import Experiment
from ftd_gui.views.number_text import count_text
from ftd_gui.words import tr, tr_count

MAX_NAMED = 3


def attention_words(labels: Sequence[str]) -> str:
    """Which settings are wrong, the first few by name; empty where there are none."""
    names = list(dict.fromkeys(labels))
    if not names:
        return ""
    named = ", ".join(names[:MAX_NAMED])
    if len(names) > MAX_NAMED:
        named = tr("{names} and {n} more").format(names=named, n=len(names) - MAX_NAMED)
    words = tr_count(
        "{n} setting needs attention: {names}.",
        "{n} settings need attention: {names}.",
        len(names),
    )
    return words.format(n=len(names), names=named)


def summary_words(experiment: Experiment) -> str:
    """What a run of these settings would do."""
    buffer, distill, evaluation = experiment.buffer, experiment.distill, experiment.evaluation
    teachers, epochs = buffer.kept_experts, buffer.epochs
    iterations, ipc, networks = distill.iterations, distill.ipc, evaluation.networks
    parts = {
        "teachers": (tr_count("{n} teacher", "{n} teachers", teachers), teachers),
        "epochs": (tr_count("of {n} epoch", "of {n} epochs", epochs), epochs),
        "iterations": (tr_count("{n} iteration", "{n} iterations", iterations), iterations),
        "images": (tr_count("for {n} image per class", "for {n} images per class", ipc), ipc),
        "networks": (
            tr_count("tested on {n} fresh network", "tested on {n} fresh networks", networks),
            networks,
        ),
    }
    return tr("{teachers} {epochs}, {iterations} {images}, {networks}.").format(
        **{name: words.format(n=count_text(count)) for name, (words, count) in parts.items()}
    )
