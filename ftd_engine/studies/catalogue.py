"""Which studies there are: name, question, place in the paper, and what can be cut down."""

from dataclasses import dataclass

from ftd_engine.studies.requests import CutName, StudyError, StudyName


@dataclass(frozen=True, slots=True)
class Study:
    """One figure or table of the paper as a study.

    Attributes:
        title, paper: for people; where the paper has it.
        question: what the study answers, as a question.
        finding: what the paper found.
        cuts: what can be cut down; seeds, networks and epochs nearly always.
        points: what a point is, in words; empty where there is no axis to choose from.
    """

    name: StudyName
    title: str
    paper: str
    question: str
    finding: str
    cuts: tuple[CutName, ...] = ("seeds", "networks", "epochs")
    points: str = ""


CATALOGUE: tuple[Study, ...] = (
    Study(
        "loss-difference",
        "Loss difference",
        "Figure 1, Appendix A.1",
        "How far does the test loss of a network trained on the set rise above its teacher's, trained "
        "from the start (evaluation) and restarted from the teacher (distillation)?",
        "The loss difference grows along the evaluation and stays small after restarts; FTD's grows "
        "less than MTT's.",
        ("seeds", "networks", "epochs", "points"),
        "methods, of mtt, ftd and robust",
    ),
    Study(
        "accumulated-error",
        "Accumulated trajectory error",
        "Equations 6 to 8 and 12, Figure 2c",
        "How do matching error, initialisation error and accumulated error grow from segment to "
        "segment of the evaluation, and how sharp is the loss along the way?",
        "The accumulated error collects the errors of all segments; a flat teacher trajectory keeps "
        "the initialisation error small.",
        ("seeds", "networks", "epochs", "points"),
        "methods, of mtt, ftd and robust",
    ),
    Study(
        "initialisation",
        "Initialisation discrepancy",
        "Table 6, Appendix A.1",
        "How much accuracy is won where a network begins at the teacher's weights of a later epoch and "
        "trains on the set for the epochs that are left?",
        "The later the start, the higher the accuracy, and FTD is above MTT from every start.",
        ("seeds", "networks", "epochs", "points"),
        "start epochs",
    ),
    Study(
        "results",
        "Results by images per class",
        "Tables 1 and 2",
        "What are the sets of MTT, MTT with robust learning and FTD worth, beside random real images "
        "and the whole data set?",
        "FTD is above MTT in every column; robust learning helps MTT at 50 images per class only.",
        ("seeds", "networks", "epochs", "points"),
        "images per class",
    ),
    Study(
        "cross-architecture",
        "Cross-architecture results",
        "Table 3",
        "Does a set that was distilled with one network train others as well?",
        "Every other network does worse than the ConvNet that the set was distilled with; FTD is above "
        "MTT on all of them.",
        ("seeds", "networks", "epochs", "points"),
        "families of networks",
    ),
    Study(
        "ema",
        "Effect of EMA",
        "Table 4",
        "How much of FTD's gain comes from the moving average of the images?",
        "FTD without the average is above MTT already; the average adds a little.",
    ),
    Study(
        "nas",
        "Neural architecture search",
        "Table 5, Appendix A.3.4",
        "Does a set rank architectures as real data do, and how much time does it save?",
        "FTD's set ranks the best architectures far more alike than MTT's, in a nineteenth of the time.",
        ("networks", "epochs", "candidates"),
    ),
    Study(
        "flat-minimum",
        "Flat minimum in evaluation",
        "Figure 4, Section 4.3",
        "Is it enough to train networks on MTT's set to a flat minimum?",
        "No: sharpness-aware minimisation in evaluation does not lift MTT, with any radius.",
        ("seeds", "networks", "epochs", "points"),
        "radii ρ of sharpness-aware minimisation",
    ),
    Study(
        "rho-alpha",
        "Study of ρ and α",
        "Figure 5, Appendix A.3.3",
        "How does the accuracy depend on radius and mixing weight of the flat teachers?",
        "FTD is above MTT with every radius; 0.01 is best.",
        ("seeds", "networks", "epochs", "points", "alphas"),
        "radii ρ of the teachers, or RADIUS:WEIGHT",
    ),
    Study(
        "robustness",
        "Label and augmentation robustness",
        "DD-Ranking (LRS and ARS)",
        "What are the sets worth where neither labels nor augmentation may help one side only?",
        "The FTD paper does not report these scores.",
        ("seeds", "networks", "epochs", "points"),
        "rates among which random real images may choose",
    ),
)


def study_named(name: str) -> Study:
    """The study of this name.

    Raises:
        StudyError: there is none.
    """
    for study in CATALOGUE:
        if study.name == name:
            return study
    known = ", ".join(study.name for study in CATALOGUE)
    raise StudyError(f'There is no study "{name}". Known are: {known}.')
