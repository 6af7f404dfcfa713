"""Questions to an engine process that is no run, and its answers: plain values, no file, no tensor."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ftd_engine.data_facts import DataFacts
from ftd_engine.data_finding import Finding
from ftd_engine.experiment import Experiment
from ftd_engine.export_formats import SetFormat
from ftd_engine.settings.data import DataConfig
from ftd_engine.step_costs import DeviceRate, StepCosts


@dataclass(frozen=True, slots=True)
class ExportTarget:
    """One format and where it goes."""

    format: SetFormat
    path: str
    """A file or, for formats of several files, a folder."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Wish to write one stored set of a run to files; the answer is an `ExportResult`."""

    iteration: int
    series: Literal["raw", "ema"]
    targets: tuple[ExportTarget, ...]
    overwrite: bool
    """Replace files that exist; otherwise an existing target is refused."""

    def path_of(self, name: SetFormat) -> str:
        """Where the first target of this format goes; empty where there is none."""
        return next((target.path for target in self.targets if target.format == name), "")


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export wrote, or why it could not."""

    ok: bool
    files: tuple[str, ...]
    """Paths of all files written, the manifests included."""
    total_bytes: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class NearestRequest:
    """Wish to find the real image nearest to each one of a stored set; answered by `NearestResult`."""

    iteration: int
    series: Literal["raw", "ema"]


@dataclass(frozen=True, slots=True)
class NearestResult:
    """Whether they were found; they lie in the run folder then, as `nearest_sets.py` reads them."""

    ok: bool
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class AdoptRequest:
    """Wish to make a set from elsewhere the set of an empty run, and to evaluate it."""

    path: str
    """File or folder that holds the set."""
    space: Literal["mean-std", "zca", "rgb", ""]
    """The pixel space of its numbers; empty takes what the files say."""
    syn_lr: float
    """Rate to train networks with, 1/step; 0 takes what the files say."""
    preview_path: str
    """Where a picture of the set goes; empty leaves it out."""
    evaluates: bool
    """Train networks on it, else only look at it and store it."""
    again: bool = False
    """The path is a run of all phases: evaluate the sets that it chose, with its teachers."""

    @classmethod
    def of_run(cls, source: Path) -> "AdoptRequest":
        """Wish to evaluate the sets that the run in this folder has chosen once more, in another way."""
        return cls(str(source), "", 0.0, "", evaluates=True, again=True)


@dataclass(frozen=True, slots=True)
class EstimateRequest:
    """Wish to measure what the steps of a run cost here; the answer is an `EstimateResult`."""

    experiment: Experiment
    shelf: str
    """Folder of the shelf, where teachers may lie already."""
    only_device: bool = False
    """Measure just the device, by a few small networks; it is stored for rough estimates."""


@dataclass(frozen=True, slots=True)
class EstimateResult:
    """What was measured, or why it could not be."""

    ok: bool
    message: str = ""
    hint: str = ""
    facts: DataFacts | None = None
    """The images; None where only the device was measured."""
    costs: StepCosts | None = None
    rate: DeviceRate | None = None
    gpu_bytes: float | None = None
    """Free memory of the GPU; None without one."""
    teachers_there: frozenset[int] = frozenset()
    """Teachers that lie on the shelf already."""
    notes: tuple[str, ...] = ()
    """What to know beside the numbers, a sentence each."""


@dataclass(frozen=True, slots=True)
class InspectRequest:
    """Wish to look at a set from elsewhere before a run is made of it."""

    path: str
    """File or folder that holds the set."""
    picture_folder: str
    """Where a picture for each pixel space goes; the folder exists."""


@dataclass(frozen=True, slots=True)
class InspectResult:
    """What a file holds, or why it is no set."""

    ok: bool
    words: str = ""
    """One line on what was found."""
    notes: tuple[str, ...] = ()
    space: Literal["mean-std", "zca", "rgb", ""] = ""
    """Pixel space as the files say it; empty where they do not."""
    likely: Literal["mean-std", "zca", "rgb", ""] = ""
    """What the numbers look like."""
    reason: str = ""
    """Why they look like it."""
    pictures: dict[str, str] = field(default_factory=dict[str, str])
    """Picture files by pixel space: the set as it is if its numbers are in that space."""
    dataset: str = ""
    """Real data set that it stands for, as far as the files or the shapes say."""
    syn_lr: float | None = None
    """Learned rate, 1/step; not checked."""
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    """Settings of an experiment that evaluates it."""
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DataRequest:
    """Wish to look through real images; the answers are `DataProgress`, then one `DataReport`."""

    data: DataConfig
    ipc: int
    """Images per class that are to be learned."""
    held_out_share: float
    """Share of the smallest class that is kept away from every class; 0 for none."""
    picture_path: str
    """Where pictures of some of them go; the folder exists."""


@dataclass(frozen=True, slots=True)
class DataProgress:
    """How far the reading is."""

    done: int
    total: int
    """Files; 0 where they are not counted."""


@dataclass(frozen=True, slots=True)
class DataReport:
    """What real images are, and what is found about them."""

    findings: tuple[Finding, ...]
    """Errors first."""
    origin: str = ""
    """Where they came from, in words; empty where nothing could be read."""
    class_names: tuple[str, ...] = ()
    train_counts: tuple[int, ...] = ()
    """Images of each class; of files, where not all could be read."""
    test_counts: tuple[int, ...] = ()
    shape: tuple[int, int, int] | None = None
    """Channels, height and width; None where not all could be read."""
    picture_path: str = ""
    """`Thumbnails` of some of them; empty where there are none."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps a run from starting."""
        return tuple(finding for finding in self.findings if finding.level == "error")


@dataclass(frozen=True, slots=True)
class MachineRequest:
    """Wish to know what the engine would compute with; the answer is a `MachineReport`."""

    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"


@dataclass(frozen=True, slots=True)
class MachineReport:
    """What the engine would compute with."""

    device: str = ""
    """In words, such as "CPU, 2 threads"; empty where it cannot be had."""
    is_gpu: bool = False
    compiler: str = ""
    """The C compiler that the loops of the CPU are built with; empty without one."""
    message: str = ""
    """Why there is no device, with its cure."""


@dataclass(frozen=True, slots=True)
class LogRequest:
    """Wish to look through a log of TensorBoard before a run is made of it; answered by `LogReport`."""

    path: str
    """An event file, the folder of a log, or a folder above it."""


@dataclass(frozen=True, slots=True)
class TagFacts:
    """One tag of a log."""

    tag: str
    points: int
    first_step: float
    last_step: float
    low: float
    high: float
    """Range of its values; NaN where none is finite."""
    target: str
    """What it is by its name, as `metric_tags.py` writes it; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class LogReport:
    """What a log holds, or why it cannot be read."""

    ok: bool
    tags: tuple[TagFacts, ...] = ()
    name: str = ""
    """What a run of it could be called."""
    has_settings: bool = False
    """Settings of an experiment lie in it."""
    notes: tuple[str, ...] = ()
    """What was left out, a sentence each."""
    message: str = ""


@dataclass(frozen=True, slots=True)
class LogImport:
    """Wish to make a run of a log, with its curves and nothing else; answered by `LogImported`."""

    path: str
    workspace: str
    name: str
    """Of the run; empty takes that of the log."""
    targets: tuple[tuple[str, str], ...]
    """Tags and what each is; an empty text leaves it out, and a tag that is not named is what it is by
    its name."""


@dataclass(frozen=True, slots=True)
class LogImported:
    """The run that a log became, or why it became none."""

    ok: bool
    run: str = ""
    """Its folder."""
    curves: int = 0
    points: int = 0
    notes: tuple[str, ...] = ()
    """What was changed or left out, a sentence each."""
    message: str = ""
