"""The errors of Equations 6 to 8: the identity along a real student's way, and what they mean."""

import torch

from ftd_engine.method.student import plan_steps, student_end
from ftd_engine.method.trajectory_error import segment_error
from ftd_engine.runtime import Seeds
from tests.engine.tiny import OPS, tiny_data, tiny_network


def test_equation_8_holds_along_a_student_on_its_own() -> None:
    data, network, seeds = tiny_data(2), tiny_network(), Seeds(1)
    images, labels = data.train_images[:10], data.train_labels[:10]
    rate = torch.tensor(0.05)

    def by_set(theta: torch.Tensor, segment: int) -> torch.Tensor:
        steps = plan_steps(
            3, len(labels), 0, 28, OPS,
            order=seeds.generator("loss_difference", 0, segment),
            augmentation=seeds.generator("loss_difference", 1, segment),
        )  # fmt: skip
        return student_end(network, theta, images, labels, rate, steps, keep_graph=False)

    generator = seeds.generator("experts", 0)
    teacher = [network.initial(generator)]
    for _ in range(3):
        teacher.append(teacher[-1] + 0.01 * torch.randn(network.num_params, generator=generator))
    student = teacher[0]
    summed = torch.zeros(network.num_params)
    for segment in range(3):
        ahead = by_set(student, segment)
        error = segment_error(
            teacher[segment],
            teacher[segment + 1],
            by_set(teacher[segment], segment),
            student,
            ahead,
        )
        assert float(error.left_over().norm()) < 1e-5 * float(error.after.norm())
        summed += error.matching + error.initialisation
        if segment == 0:
            # both begin at the teacher: nothing but the matching error
            assert torch.equal(error.initialisation, torch.zeros_like(student))
        else:
            assert float(error.initialisation.norm()) > 1e-4
        student = ahead
    # the accumulated error is the sum of all segments' errors, told without the recursion
    torch.testing.assert_close(summed, student - teacher[3], atol=1e-5, rtol=1e-4)
