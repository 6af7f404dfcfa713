"""Accumulated trajectory error: what a student on its own ends beside its teacher, segment by segment."""

from dataclasses import dataclass

from jaxtyping import Float
from torch import Tensor

Vector = Float[Tensor, " p"]


@dataclass(frozen=True, slots=True)
class SegmentError:
    """Errors of one segment of a trajectory, all in weights `[P]`.

    Attributes:
        matching: delta, what the set leaves over where the student begins at the teacher (FTD Eq. 6).
        initialisation: I, how much further it goes astray for beginning elsewhere (FTD Eq. 7).
        before, after: epsilon, how far the student lies from the teacher at both ends.
    """

    matching: Vector
    initialisation: Vector
    before: Vector
    after: Vector

    def left_over(self) -> Vector:
        """What Equation 8 leaves over: zero but for rounding."""
        return self.after - (self.before + self.initialisation + self.matching)


def length_of(vector: Vector) -> float:
    """Euclidean norm, in units of the weights."""
    return float(vector.square().sum().sqrt())


def segment_error(
    teacher_start: Vector,
    teacher_end: Vector,
    matched_end: Vector,
    student_start: Vector,
    student_end: Vector,
) -> SegmentError:
    """Errors of the segment in which teacher and student go from start to end (FTD Eq. 6 to 8).

    Args:
        matched_end: where the student's steps lead from `teacher_start`; it must see the same batches
            and augmentation as the way to `student_end`, since A is the same function in Eq. 7.
    """
    by_set = matched_end - teacher_start
    return SegmentError(
        matching=by_set - (teacher_end - teacher_start),
        initialisation=(student_end - student_start) - by_set,
        before=student_start - teacher_start,
        after=student_end - teacher_end,
    )
