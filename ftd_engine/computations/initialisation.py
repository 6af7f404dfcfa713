"""Table 6: networks that begin at a teacher's weights and train on the set for the epochs left."""

import torch

from ftd_engine.computations.ledger import Ledger
from ftd_engine.method.student import plan_steps, student_end
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import test_network
from ftd_engine.phases.context import Context
from ftd_engine.phases.teachers import open_teachers
from ftd_engine.studies.computed import InitialisationAnswer, InitialisationRequest


def run(
    context: Context, request: InitialisationRequest, chosen: SyntheticSet
) -> InitialisationAnswer:
    """Accuracy by start epoch (FTD Appendix A.1), one network for each teacher.

    A network takes `syn_steps` plain student steps for every `expert_epochs` epochs that are left.
    Differs: the paper counts 20 steps for one epoch, which contradicts its Table 7.

    Raises:
        StopAsked: the user asked to stop; finished networks are kept.
        EngineError: a teacher is gone or does not hold the epoch.
    """
    config, data, reporter = context.experiment.distill, context.data, context.reporter
    last = context.experiment.buffer.epochs
    experts, ledger = open_teachers(context), Ledger(context)
    series = chosen.series()
    images = series.get("ema", series["raw"])
    rate = torch.tensor(chosen.syn_lr, dtype=images.dtype, device=images.device)

    def steps_for(epochs: int) -> int:
        return round(epochs * config.syn_steps / config.expert_epochs)

    def accuracy(expert: int, start: int) -> float:
        key = f"{start} {expert}"
        if (known := ledger.found(key)) is not None:
            return known[0]
        theta = experts.weights(expert, start)
        plan = plan_steps(
            steps_for(last - start),
            len(chosen.labels),
            config.syn_batch,
            data.size_px,
            context.ops(config.dsa),
            order=context.seeds.generator("study", 2, expert, start, 0),
            augmentation=context.seeds.generator("study", 2, expert, start, 1),
        )
        for step in plan:
            reporter.turn()
            theta = student_end(
                context.network, theta, images, chosen.labels, rate, [step], keep_graph=False
            )
        score = test_network(context.network, theta, None, data.test_images, data.test_labels)
        return ledger.add(key, (score.accuracy,))[0]

    accuracies: list[tuple[float, ...]] = []
    total, done = len(request.start_epochs) * request.teachers, 0
    with reporter.phase("evaluate", total, "networks"):
        for start in request.start_epochs:
            found: list[float] = []
            for expert in range(request.teachers):
                reporter.progress(done, f"from epoch {start} of teacher {expert + 1}")
                found.append(accuracy(expert, start))
                done += 1
            accuracies.append(tuple(found))
        reporter.progress(total, "")
    left = tuple(last - start for start in request.start_epochs)
    return InitialisationAnswer(
        request.start_epochs,
        left,
        tuple(accuracies),
        f"{request.teachers} networks ({context.network.spec}) from as many teachers' weights; "
        f"{config.syn_steps} plain SGD steps on the set for every {config.expert_epochs} epochs that "
        f"are left, rate {chosen.syn_lr:.4g}, {'DSA' if config.dsa else 'no augmentation'}; tested "
        f"once on {len(data.test_labels):,} real test images; population standard deviation",
    )
