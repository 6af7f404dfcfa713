"""Facts about every field of an experiment: the one source of form, command line and documents."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, cast, get_args, get_origin

from pydantic.fields import FieldInfo

from ftd_engine.experiment import Experiment
from ftd_engine.plug_ins import PlugInKind, installed_of, is_qualified
from ftd_engine.settings.setting import PLUG_IN, OneOf, Section


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
    is_path: bool
    """A text that names a file or folder of this computer."""
    used_when: tuple[str, tuple[str, ...]] | None
    """Dotted path of another field and the values with which this one matters."""
    choices: tuple[str, ...]
    """Names of the program's own."""
    plug_ins: PlugInKind | None
    """Plug-ins of this kind may be chosen as well."""
    minimum: float | None
    minimum_excluded: bool
    maximum: float | None
    maximum_excluded: bool

    def offered(self) -> tuple[str, ...]:
        """What can be chosen here: the program's own names, then those of installed plug-ins."""
        if self.plug_ins is None:
            return self.choices
        return (*self.choices, *(each.qualified_name for each in installed_of(self.plug_ins)))

    def allows(self, text: str) -> bool:
        """True where this choice may stand in a file: a plug-in need not be installed here."""
        return text in self.choices or (self.plug_ins is not None and is_qualified(text))

    def matters_with(self, value: str) -> bool:
        """False where the field of `used_when` switches this one off by having that value."""
        if self.used_when is None:
            return True
        wanted = self.used_when[1]
        return value in wanted or (PLUG_IN in wanted and is_qualified(value))

    def range_text(self) -> str:
        """The allowed values as a phrase, such as "above 0, at most 10"; empty if unbounded."""
        if self.kind in ("choice", "choices"):
            return "one of " + (", ".join(self.offered()) or "none, since no plug-in adds any")
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


@dataclass(frozen=True, slots=True)
class _ValueKind:
    """What a setting takes, told by its annotation."""

    kind: Any
    choices: tuple[str, ...] = ()
    plug_ins: PlugInKind | None = None


def _value_kind(info: FieldInfo) -> _ValueKind:
    annotation, marks = cast("Any", info.annotation), info.metadata
    kind: Literal["choice", "choices"] = "choice"
    origin = get_origin(annotation)
    if origin is tuple:
        kind, annotation = "choices", get_args(annotation)[0]
        origin = get_origin(annotation)
        if origin is Annotated:
            marks = list(get_args(annotation)[1:])
    if origin is Literal:
        return _ValueKind(kind, tuple(str(value) for value in get_args(annotation)))
    if one_of := next((mark for mark in marks if isinstance(mark, OneOf)), None):
        return _ValueKind(kind, one_of.names, one_of.plug_ins)
    names = {int: "int", float: "float", bool: "bool", str: "text"}
    assert annotation in names, annotation
    return _ValueKind(names[annotation])


def _facts(path: str, info: FieldInfo) -> FieldFacts:
    value = _value_kind(info)
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
        kind=value.kind,
        default=info.default,
        label=known["label"],
        help=info.description or "",
        unit=known["unit"],
        symbol=known["symbol"],
        source=known["source"],
        script_flag=known["script_flag"],
        advanced=known["advanced"],
        is_path=known["is_path"],
        used_when=(f"{parent}.{used_when[0]}" if parent else used_when[0], tuple(used_when[1]))
        if used_when
        else None,
        choices=value.choices,
        plug_ins=value.plug_ins,
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
