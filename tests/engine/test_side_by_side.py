"""Several networks at once: order, threads, exceptions, and the same bits as one after the other."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
import torch

from ftd_engine.side_by_side import MAP_BYTES_AT_MOST, networks_at_once, side_by_side
from tests.engine.tiny import tiny_data, tiny_network


@pytest.fixture(autouse=True)
def two_threads() -> Iterator[None]:
    """PyTorch on two threads, whatever this machine has, and as before afterwards."""
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


def test_results_come_in_order_and_every_task_has_its_share_of_the_threads() -> None:
    second_is_done = threading.Event()

    def first() -> tuple[int, int]:
        assert second_is_done.wait(10), "the tasks did not run at once"
        return 1, torch.get_num_threads()

    def second() -> tuple[int, int]:
        second_is_done.set()
        return 2, torch.get_num_threads()

    assert list(side_by_side([first, second], 2)) == [(1, 1), (2, 1)]
    assert torch.get_num_threads() == 2
    assert list(side_by_side([second, second], 1)) == [(2, 2), (2, 2)]


def test_an_exception_ends_the_rest() -> None:
    begun: list[int] = []

    def fails() -> None:
        raise ValueError("no such teacher")

    def works(index: int) -> None:
        begun.append(index)

    tasks = [fails, *(partial(works, index) for index in range(50))]
    with pytest.raises(ValueError, match="no such teacher"):
        list(side_by_side(tasks, 2))
    assert len(begun) < 50
    assert torch.get_num_threads() == 2


def test_networks_at_once_give_the_bits_of_one_after_the_other_on_one_thread() -> None:
    data = tiny_data()
    images, labels = data.train_images, data.train_labels

    def gradient(index: int) -> torch.Tensor:
        network = tiny_network(width=16).twin()
        theta = network.initial(torch.Generator().manual_seed(index)).requires_grad_()
        loss = torch.nn.functional.cross_entropy(network.logits(theta, images), labels)
        return torch.autograd.grad(loss, theta)[0]

    together = list(side_by_side([partial(gradient, index) for index in range(4)], 2))
    torch.set_num_threads(1)
    for index, value in enumerate(together):
        assert torch.equal(value, gradient(index))


def test_only_small_networks_on_cpus_go_side_by_side() -> None:
    cpu, other = torch.device("cpu"), torch.device("meta")
    assert networks_at_once(cpu, MAP_BYTES_AT_MOST, 5) == 2
    assert networks_at_once(cpu, MAP_BYTES_AT_MOST + 1, 5) == 1
    assert networks_at_once(cpu, 1, 1) == 1
    # a thread for each of them, however few
    assert networks_at_once(cpu, MAP_BYTES_AT_MOST) == 2
    assert networks_at_once(cpu, MAP_BYTES_AT_MOST + 1) == 1
    assert networks_at_once(other, 1, 5) == 1
