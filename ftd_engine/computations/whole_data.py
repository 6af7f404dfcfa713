"""The whole data set: what networks learn from all real images, the upper bound of a set."""

from ftd_engine.computations.fresh_network import Course, accuracy_of, course_words
from ftd_engine.computations.ledger import Ledger
from ftd_engine.phases.context import Context
from ftd_engine.studies.computed import WholeDataAnswer, WholeDataRequest


def run(context: Context, request: WholeDataRequest) -> WholeDataAnswer:
    """Train fresh networks on all training images.

    Raises:
        StopAsked: the user asked to stop; finished networks are kept.
    """
    data, reporter = context.data, context.reporter
    lr, batch = (
        context.experiment.evaluation.random_real_lr,
        context.experiment.evaluation.batch_size,
    )
    ledger = Ledger(context)
    steps = (request.passes + 1) * -(-len(data.train_labels) // batch)
    accuracies: list[float] = []
    with reporter.phase("evaluate", request.networks * steps, "steps"):
        for index in range(request.networks):
            taken = index * steps

            def turn(index: int = index) -> None:
                nonlocal taken
                reporter.turn()
                doing = f"network {index + 1} of {request.networks} on all real images"
                reporter.progress(taken, doing)
                taken += 1

            key, work = f"network {index}", f"whole-data-{index:04d}"
            found = ledger.found(key)
            if found is None:
                course = Course(
                    data.train_images, data.train_labels, lr, request.passes, (0, index)
                )
                accuracy = accuracy_of(context, context.network, course, work, turn)
                found = ledger.add(key, (accuracy,), costs_much=True)
                context.checkpoints.drop(work)
            accuracies += found
            reporter.progress((index + 1) * steps, "")
    networks = "networks" if request.networks != 1 else "network"
    return WholeDataAnswer(
        tuple(accuracies),
        f"{request.networks} fresh {networks} ({context.network.spec}) on all "
        f"{len(data.train_labels):,} training images that are not held out; "
        f"{course_words(context, lr, request.passes)}",
    )
