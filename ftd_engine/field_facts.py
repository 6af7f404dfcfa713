"""Facts about every field of an experiment: the one source of form, command line and documents."""

from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, cast, get_args, get_origin

from pydantic.fields import FieldInfo

from ftd_engine.experiment import Experiment
from ftd_engine.settings.setting import Section


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """What the form, the command line and the documents need to know of one field."""

    path: str
    """Dotted path, such as "distill.image_lr"."""
    kind: Literal["int", "float", "bool", "text", "choice", "choices"]
    default: Any
    label: str
    help: str
    unit: str
    symbol: str
    source: str
    script_flag: str
    advanced: bool
    used_when: tuple[str, tuple[str, ...]] | None
    """Dotted path of another field and the values with which this one matters."""
    choices: tuple[str, ...]
    minimum: float | None
    minimum_excluded: bool
    maximum: float | None
    maximum_excluded: bool

    def range_text(self) -> str:
        """The allowed values as a phrase, such as "above 0, at most 10"; empty if unbounded."""
        if self.kind in ("choice", "choices"):
            return "one of " + ", ".join(self.choices)
        low = high = ""
        if self.minimum is not None:
            low = f"{'above' if self.minimum_excluded else 'at least'} {_plain(self.minimum)}"
        if self.maximum is not None:
            high = f"{'below' if self.maximum_excluded else 'at most'} {_plain(self.maximum)}"
        return ", ".join(part for part in (low, high) if part)


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """One titled group of fields, in the order of the model."""

    name: str
    """Field name in `Experiment`; empty for the experiment's own fields."""
    title: str
    fields: tuple[FieldFacts, ...]


def _plain(number: float) -> str:
    return (
        f"{int(number):,}" if float(number).is_integer() and abs(number) < 1e15 else f"{number:g}"
    )


def _kind_and_choices(annotation: Any) -> tuple[Any, tuple[str, ...]]:
    origin = get_origin(annotation)
    if origin is Literal:
        return "choice", tuple(str(value) for value in get_args(annotation))
    if origin is tuple:
        return "choices", tuple(str(value) for value in get_args(get_args(annotation)[0]))
    names = {int: "int", float: "float", bool: "bool", str: "text"}
    assert origin not in (UnionType, Annotated) and annotation in names, annotation
    return names[annotation], ()


def _facts(path: str, info: FieldInfo) -> FieldFacts:
    kind, choices = _kind_and_choices(info.annotation)
    extra = info.json_schema_extra
    assert isinstance(extra, dict), f"{path} was not made by setting()"
    known = cast("dict[str, Any]", extra)
    bounds: dict[str, float] = {}
    for item in info.metadata:
        for name in ("ge", "gt", "le", "lt"):
            if getattr(item, name, None) is not None:
                bounds[name] = getattr(item, name)
    parent = path.rpartition(".")[0]
    used_when = known["used_when"]
    return FieldFacts(
        path=path,
        kind=kind,
        default=info.default,
        label=known["label"],
        help=info.description or "",
        unit=known["unit"],
        symbol=known["symbol"],
        source=known["source"],
        script_flag=known["script_flag"],
        advanced=known["advanced"],
        used_when=(f"{parent}.{used_when[0]}" if parent else used_when[0], tuple(used_when[1]))
        if used_when
        else None,
        choices=choices,
        minimum=bounds.get("ge", bounds.get("gt")),
        minimum_excluded="gt" in bounds,
        maximum=bounds.get("le", bounds.get("lt")),
        maximum_excluded="lt" in bounds,
    )


@cache
def form_sections() -> tuple[SectionFacts, ...]:
    """All fields of an experiment, grouped as in the model: the one source of the form."""
    own: list[FieldFacts] = []
    sections: list[SectionFacts] = []
    for name, info in Experiment.model_fields.items():
        if isinstance(info.annotation, type) and issubclass(info.annotation, Section):
            fields = tuple(
                _facts(f"{name}.{inner}", inner_info)
                for inner, inner_info in info.annotation.model_fields.items()
            )
            sections.append(SectionFacts(name, info.title or name, fields))
        else:
            own.append(_facts(name, info))
    return (SectionFacts("", "Experiment", tuple(own)), *sections)


def all_fields() -> dict[str, FieldFacts]:
    """Facts of every field by dotted path."""
    return {facts.path: facts for section in form_sections() for facts in section.fields}
