"""Architectures of a search, each trained on real images or on a set and tested (FTD Section 4.4)."""

import time

from ftd_engine.computations.fresh_network import Course, accuracy_of, course_words
from ftd_engine.computations.ledger import Ledger
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.phases.context import Context, network_for
from ftd_engine.studies.computed import CandidatesAnswer, CandidatesRequest


def run(
    context: Context, request: CandidatesRequest, chosen: SyntheticSet | None
) -> CandidatesAnswer:
    """Train every candidate so many times from fresh weights, the same weights for every kind of images.

    Args:
        chosen: the set that they train on; None for real images.

    Raises:
        StopAsked: the user asked to stop; finished networks are kept.
        EngineError: a candidate does not fit the images.
    """
    data, reporter = context.data, context.reporter
    if chosen is None:
        images, labels = data.train_images, data.train_labels
        lr = context.experiment.evaluation.random_real_lr
    else:
        series = chosen.series()
        images, labels, lr = series.get("ema", series["raw"]), chosen.labels, chosen.syn_lr
    ledger = Ledger(context)
    names: list[str] = []
    accuracies: list[tuple[float, ...]] = []
    seconds, done = 0.0, 0
    total = len(request.candidates) * request.repeats
    with reporter.phase("evaluate", total, "networks"):
        for place, config in enumerate(request.candidates):
            experiment = context.experiment.model_copy(update={"network": config})
            found: list[float] = []
            network = network_for(experiment, data)
            names.append(str(network.spec))
            for repeat in range(request.repeats):
                reporter.progress(
                    done, f"candidate {place + 1} of {len(request.candidates)}: {names[-1]}"
                )
                key, work = f"{place} {repeat}", f"candidate-{place:04d}-{repeat:02d}"
                known = ledger.found(key)
                if known is None:
                    began_s = time.monotonic()
                    course = Course(images, labels, lr, request.passes, (1, place, repeat))
                    accuracy = accuracy_of(context, network, course, work, reporter.turn)
                    known = ledger.add(key, (accuracy, time.monotonic() - began_s))
                    if context.checkpoints.is_stored(work):
                        # it was worth a checkpoint, so its result is
                        ledger.add(key, known, costs_much=True)
                    context.checkpoints.drop(work)
                found.append(known[0])
                seconds += known[1]
                done += 1
            accuracies.append(tuple(found))
        reporter.progress(total, "")
    trained_on = "real training images" if chosen is None else "images of the set"
    return CandidatesAnswer(
        tuple(names),
        tuple(accuracies),
        seconds,
        len(labels),
        f"{request.repeats} fresh networks per candidate on {len(labels):,} {trained_on}; "
        f"{course_words(context, lr, request.passes)}",
    )
