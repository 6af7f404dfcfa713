"""Command lines of the published scripts as settings; what is unknown is told, nothing is run."""

import pytest

from ftd_engine.field_facts import all_fields
from ftd_engine.script_lines import ScriptReading, read_script_lines

DISTILL = (
    "python distill.py --dataset=CIFAR10 --ipc=10 --syn_steps=30 --expert_epochs=2 "
    "--max_start_epoch=15 --zca --lr_img=1e5 --lr_lr 1e-05 --lr_teacher=0.001 "
    "--buffer_path=./buffers --data_path={data}"
)
BUFFER = """
CUDA_VISIBLE_DEVICES=0 python3 buffer_FTD.py --dataset=CIFAR100 --model=ConvNetD4 \\
    --train_epochs=50 --num_experts 100 --lr_teacher=0.02 --rho_max=0.01 --alpha=0.3 --batch_train=128 \\
    --save_interval=10
"""


def left(reading: ScriptReading) -> dict[str, str]:
    return {each.flag: each.reason for each in reading.left}


def test_a_line_of_the_distill_script() -> None:
    reading = read_script_lines(DISTILL)
    assert reading.changes() == {
        "data.dataset": "cifar-10",
        "distill.ipc": 10,
        "distill.syn_steps": 30,
        "distill.expert_epochs": 2,
        "distill.max_start_epoch": 15,
        "data.zca": True,
        "distill.image_lr": 1e5,
        "distill.syn_lr_lr": 1e-5,
        "distill.syn_lr_init": 0.001,
        "data.folder": "{data}",
        "distill.ema_decay": 0.0,
    }
    assert left(reading) == {"--buffer_path=./buffers": "no setting here"}
    assert reading.converted[1].flag == "--dataset=CIFAR10"


def test_a_line_of_the_buffer_script() -> None:
    reading = read_script_lines(BUFFER)
    assert reading.changes() == {
        "buffer.trajectory": "gsam",
        "data.dataset": "cifar-100",
        "network.kind": "convnet",
        "network.depth": 4,
        "buffer.epochs": 50,
        "buffer.num_experts": 100,
        "buffer.expert_lr": 0.02,
        "buffer.rho": 0.01,
        "buffer.gsam_alpha": 0.3,
        "buffer.batch_size": 128,
        "buffer.experts_per_file": 10,
    }
    assert reading.left == ()


def test_two_scripts_in_one_text() -> None:
    changes = read_script_lines(f"# the teachers\n{BUFFER}\n\n{DISTILL}").changes()
    assert changes["buffer.epochs"] == 50 and changes["distill.ipc"] == 10
    assert changes["data.dataset"] == "cifar-10"


@pytest.mark.parametrize(
    ("flags", "changes"),
    [
        ("--batch_train=64", {"evaluation.batch_size": 64}),
        ("--batch_syn=None", {"distill.syn_batch": 0}),
        ("--dsa=False", {"distill.dsa": False, "evaluation.dsa": False}),
        ("--no_aug", {"distill.dsa": False}),
        ("--dsa_strategy color_crop", {"dsa.ops": ("color", "crop")}),
        ("--dataset=ImageNet --subset=imagesquawk", {"data.dataset": "imagesquawk"}),
        ("--dataset Tiny", {"data.dataset": "tiny-imagenet"}),
        ("--model=ResNet18_AP", {"network.kind": "resnet18_ap"}),
        ("--model=ConvNetBN", {"network.kind": "convnet", "network.norm": "batch"}),
        (
            "--ema_decay=0.9995 --eval_it 500",
            {"distill.ema_decay": 0.9995, "distill.evaluate_every": 500},
        ),
        ("--Iteration=5e3", {"distill.iterations": 5000}),
    ],
)
def test_flags_without_a_script_are_those_of_distilling(flags: str, changes: object) -> None:
    reading = read_script_lines(flags)
    assert reading.changes() == changes and reading.left == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("--ipc=ten", {"--ipc=ten": "Images per class wants a whole number"}),
        ("--ipc", {"--ipc": "it has no value"}),
        ("--dataset=Birds", {"--dataset=Birds": "no data set here"}),
        ("--model=LeNet", {"--model=LeNet": "no network here"}),
        ("--zca=maybe", {"--zca=maybe": "neither True nor False"}),
        ("--pix_init=samples", {"--pix_init=samples": "First images is one of real, noise here"}),
        (
            "--dsa_strategy=blur",
            {"--dsa_strategy=blur": "operations here are color, crop, cutout, flip, scale, rotate"},
        ),
        ("--num_experts=5", {"--num_experts=5": "no setting here"}),
        ("rm -rf /", {"rm": "no flag", "-rf": "no flag", "/": "no flag"}),
        ("--ipc='10", {"--ipc='10": "it cannot be taken apart: No closing quotation"}),
        ("--dataset=ImageNet", {"--dataset=ImageNet": "no setting here"}),
    ],
)
def test_what_is_not_converted_is_told(text: str, told: dict[str, str]) -> None:
    reading = read_script_lines(text)
    assert left(reading) == told and reading.changes() == {}


def test_nothing_gives_nothing() -> None:
    assert read_script_lines(" \n# only words\n") == ScriptReading()
    assert read_script_lines("x" * 30_000).left[0].reason.startswith("longer than")


def test_every_flag_of_the_settings_is_understood() -> None:
    for path, facts in all_fields().items():
        for part in facts.script_flag.split(","):
            name, _, script = part.strip().partition(" ")
            if name:
                kind = "buffer" if "buffer" in script or path.startswith("buffer.") else "distill"
                sample = {
                    "choice": "real", "bool": "True", "int": "3", "float": "0.5", "text": "x",
                    "choices": "color_crop",
                }[facts.kind]  # fmt: skip
                sample = {"dataset": "MNIST", "subset": "imagenette", "model": "ConvNetD4"}.get(
                    name, sample
                )
                reading = read_script_lines(f"python {kind}.py --{name}={sample}")
                assert path in reading.changes(), (path, name)
