"""The whole experiment as one pydantic model, made of the sections in `settings/`."""

import time
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from ftd_engine.plug_ins import PlugInKind, is_qualified
from ftd_engine.settings.buffer import BufferConfig
from ftd_engine.settings.checkpoints import CheckpointConfig
from ftd_engine.settings.data import DataConfig
from ftd_engine.settings.distill import DistillConfig
from ftd_engine.settings.dsa import DsaConfig
from ftd_engine.settings.evaluation import EvaluationConfig
from ftd_engine.settings.network import NetworkConfig
from ftd_engine.settings.setting import Section, setting


class Experiment(Section):
    """One experiment: everything that shapes its result. One of these is one TOML file."""

    name: str = setting(
        "untitled",
        label="Name",
        help="Name of the run folder: letters, digits, blank, dot, dash, underscore.",
        min_length=1,
        max_length=80,
    )
    seed: int = setting(
        0,
        label="Seed",
        ge=0,
        le=2**31 - 1,
        help="Same experiment and same seed give the same synthetic set on the same machine.",
        used_when=("seed_source", "fixed"),
    )
    seed_source: Literal["fixed", "clock"] = setting(
        "fixed",
        label="Seed from",
        help="fixed: the seed above. clock: another seed at every start, from the time of day, as the "
        "published code seeds itself; the run keeps the seed that was drawn as its own, so that it "
        "can be repeated, which a run of that code cannot.",
        source="official code",
        advanced=True,
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = setting(
        "auto",
        label="Device",
        help="auto takes CUDA, then MPS, then the CPU.",
    )
    threads: int = setting(
        0,
        label="CPU threads",
        unit="threads",
        ge=0,
        le=1024,
        help="Threads of the engine on the CPU; 0 takes one per core.",
        advanced=True,
    )
    tf32: bool = setting(
        False,
        label="TF32 on CUDA",
        help="Convolutions and matrix products with 10 bits of mantissa in place of 23: faster on NVIDIA "
        "GPUs from Ampere on, and no longer comparable in the last digits with other machines. Teachers "
        "trained so are kept apart. Without effect on other devices.",
        advanced=True,
    )
    data: DataConfig = Field(default_factory=DataConfig, title="Data")
    network: NetworkConfig = Field(default_factory=NetworkConfig, title="Network")
    dsa: DsaConfig = Field(default_factory=DsaConfig, title="Augmentation (DSA)")
    buffer: BufferConfig = Field(default_factory=BufferConfig, title="1  Buffer: teachers")
    distill: DistillConfig = Field(default_factory=DistillConfig, title="2  Distill: synthetic set")
    evaluation: EvaluationConfig = Field(
        default_factory=EvaluationConfig, title="3  Evaluate: fresh networks"
    )
    checkpoints: CheckpointConfig = Field(default_factory=CheckpointConfig, title="Checkpoints")

    def with_seed_drawn(self) -> "Experiment":
        """What a start makes of it: with a seed of its own where the clock is to give one."""
        if self.seed_source == "fixed":
            return self
        # as the published code: milliseconds, of which it keeps five digits
        drawn = time.time_ns() // 1_000_000 % 100_000
        return self.model_copy(update={"seed": drawn, "seed_source": "fixed"})

    @property
    def other_kinds(self) -> tuple[str, ...]:
        """Families besides the experiment's own that its set is evaluated on, each once."""
        asked = dict.fromkeys(self.evaluation.other_networks)
        return tuple(kind for kind in asked if kind != self.network.kind)

    def plug_ins(self) -> Iterator[tuple[PlugInKind, str, str]]:
        """Kind and name of every plug-in that is asked for, with the setting that asks."""
        asked: tuple[tuple[PlugInKind, str, tuple[str, ...]], ...] = (
            ("dataset", "data.dataset", (self.data.dataset,)),
            ("network", "network.kind", (self.network.kind,)),
            ("network", "evaluation.other_networks", self.other_kinds),
            ("metric", "evaluation.metrics", tuple(dict.fromkeys(self.evaluation.metrics))),
        )
        for kind, path, names in asked:
            for name in names:
                if is_qualified(name):
                    yield kind, name, path

    def learns_as(self, other: "Experiment") -> bool:
        """True where both learn the same sets from the same images, however they evaluate them."""
        return self.learning() == other.learning()

    def learning(self) -> dict[str, Any]:
        """All settings that shape the sets, and what they are chosen by."""
        left_out = {"name", "device", "threads", "checkpoints", "evaluation"}
        # what is held out for the choice, nobody learns from
        evaluation = self.evaluation.model_dump(include={"selection", "held_out_share"})
        return {**self.model_dump(exclude=left_out), "evaluation": evaluation}

    def values_again(self) -> dict[str, Any]:
        """Values of a run that evaluates the sets of this one again: the same, under a name of its own."""
        name = self.name.removesuffix(" again")[:70].rstrip()
        return {**self.model_dump(mode="json"), "name": f"{name} again"}

    def on(self, kind: str) -> "Experiment":
        """The same experiment with a network of another family."""
        return self.model_copy(update={"network": self.network.model_copy(update={"kind": kind})})
