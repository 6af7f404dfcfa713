"""Networks of plug-ins: the example learns from a seed, what is none is refused by its name."""

import pytest
import torch

from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.models.plugged import ImageShape, plugged_size
from ftd_engine.runtime import EngineError
from tests.fixtures.plug_ins import PlugInSite

SHAPE = ImageShape(3, 8, 5)


def network(kind: str) -> FlatNetwork:
    return FlatNetwork(NetworkSpec(3, 8, 5, kind=kind, version="1.0"))


def test_the_example_computes_and_is_measured(plug_in_site: PlugInSite) -> None:
    plug_in_site.add_example()
    flat = network("ftd-example:two-layers")
    assert str(flat.spec) == "two-layers (ftd-example) 1.0"
    first, again = (flat.initial(torch.Generator().manual_seed(4)) for _ in range(2))
    assert torch.equal(first, again) and first.abs().sum() > 0
    theta = first.requires_grad_()
    logits = flat.logits(theta, torch.rand(2, 3, 8, 8))
    (gradient,) = torch.autograd.grad(logits.sum(), theta)
    assert logits.shape == (2, 5) and gradient.abs().sum() > 0
    size = plugged_size("ftd-example:two-layers", SHAPE)
    assert size.num_params == flat.num_params == 16 * 27 + 16 * 144 + 6 * 16 + 5 * 64 + 5
    assert size.forward_flops == 2 * (16 * 27 * 64 + 16 * 144 * 16 + 5 * 64)
    # each convolution, norm and activation; their pools; the row; the logits
    assert size.activations == 3 * 16 * 64 + 16 * 16 + 3 * 16 * 16 + 2 * 64 + 5


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("return 3", "gives a int, not a network"),
        (
            "raise KeyError('px')",
            "cannot be built for 3 channels, 8 pixels and 5 classes: KeyError",
        ),
        ("return nn.Flatten()", "has no weights"),
        ("return nn.Linear(3, 5)", "cannot take 3 channels"),
        ("return nn.Conv2d(3, 5, 8)", "gives [2, 5, 1, 1] for 3 channels"),
        (
            "return nn.Sequential(nn.Flatten(), nn.Dropout(), nn.Linear(192, 5))",
            "its layer 1, a Dropout, draws random numbers",
        ),
        (
            "return nn.Sequential(nn.Flatten(), nn.Linear(192, 5), nn.PReLU())",
            "its layer 2, a PReLU, holds weight",
        ),
    ],
)
def test_what_is_no_network_is_refused(plug_in_site: PlugInSite, made: str, said: str) -> None:
    code = f"from torch import nn\ndef made(*, channels, size_px, num_classes):\n    {made}"
    kind = plug_in_site.add("ftd_studio.networks", "net", code)
    with pytest.raises(EngineError) as caught:
        network(kind)
    assert said in caught.value.message and "net of odd 0.1" in caught.value.message


def test_a_layer_may_say_its_own_first_values(plug_in_site: PlugInSite) -> None:
    code = """
        import torch
        from torch import nn

        made_at = torch.ones(1)  # real even where the network is only looked at

        class Shift(nn.Module):
            def __init__(self):
                super().__init__()
                self.by = nn.Parameter(torch.zeros(4))

            def forward(self, images):
                return images.flatten(1)[:, :4] + self.by

            def first_values(self, generator):
                values = torch.rand(SIZE, generator=generator)
                return {"by": values * made_at}

        def made(*, channels, size_px, num_classes):
            return nn.Sequential(Shift(), nn.Linear(4, num_classes))
    """
    flat = network(
        plug_in_site.add("ftd_studio.networks", "net", code.replace("SIZE", "4"), package="good")
    )
    drawn = torch.rand(4, generator=torch.Generator().manual_seed(1))
    assert torch.equal(flat.initial(torch.Generator().manual_seed(1))[:4], drawn)
    wrong = network(plug_in_site.add("ftd_studio.networks", "net", code.replace("SIZE", "3")))
    with pytest.raises(EngineError, match=r"first_values of the layer Shift gives .*\(3,\)"):
        wrong.initial(torch.Generator())
