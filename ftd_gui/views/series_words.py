"""Series of a run in words, for those who say what the metrics of another program are. Knows no widget."""

from ftd_engine.metric_tags import Target, is_of_teachers
from ftd_gui.words import marked, tr

SERIES_TITLES: dict[str, str] = {
    "matching_loss": marked("Matching loss"),
    "syn_lr": marked("Synthetic learning rate"),
    "accuracy_raw": marked("Accuracy, raw"),
    "accuracy_ema": marked("Accuracy, EMA"),
    "final_raw": marked("Final accuracy, raw"),
    "final_ema": marked("Final accuracy, EMA"),
    "final_random_real": marked("Final accuracy, random real"),
    "expert_train_loss": marked("Teacher loss, train"),
    "expert_train_accuracy": marked("Teacher accuracy, train"),
    "expert_test_loss": marked("Teacher loss, test"),
    "expert_test_accuracy": marked("Teacher accuracy, test"),
    "teacher_test_loss": marked("Figure 1: teachers' test loss"),
    "loss_difference_evaluation": marked("Figure 1: loss difference, evaluation"),
    "loss_difference_distillation": marked("Figure 1: loss difference, restarts"),
}
"""In the order in which they are offered."""


def target_words(target: Target) -> str:
    """What a tag is taken for, such as "Spread of accuracy, raw"."""
    words = tr(SERIES_TITLES[target.name])
    if target.has_members and target.member is not None:
        one = (
            tr("{series}, teacher {number}").format(series=words, number=target.member + 1)
            if is_of_teachers(target.name)
            else tr("{series}, epoch {number}").format(series=words, number=target.member)
        )
        words = one
    return tr("Spread of: {series}").format(series=words) if target.is_spread else words


def offered_targets() -> list[Target]:
    """Everything that a tag can be taken for: the curves, then their spreads."""
    curves = [Target(name) for name in SERIES_TITLES]
    free = [Target(each.name, None if each.has_members else 0) for each in curves]
    spreads = [
        Target(each.name, 0, is_spread=True) for each in free if not is_of_teachers(each.name)
    ]
    return [*free, *(each for each in spreads if not each.has_members)]
