"""Plug-ins: what packages installed beside the program add to it, found by their entry points.

Finding reads what packages say of themselves and runs nothing of theirs. Loading does, and is done only
in the process that needs the plug-in: image views in the window, all others in the engine.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, EntryPoint, distributions
from types import MappingProxyType
from typing import Any, Literal

PlugInKind = Literal["dataset", "network", "metric", "image_view"]

GROUPS: Mapping[PlugInKind, str] = MappingProxyType(
    {
        "dataset": "ftd_studio.datasets",
        "network": "ftd_studio.networks",
        "metric": "ftd_studio.metrics",
        "image_view": "ftd_studio.image_views",
    }
)
"""The entry points' group of each kind."""

KIND_WORDS: Mapping[PlugInKind, str] = MappingProxyType(
    {
        "dataset": "data set",
        "network": "network",
        "metric": "metric",
        "image_view": "image view",
    }
)

QUALIFIED_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?:[A-Za-z0-9](?:[\w.-]{0,62}\w)?")
MANUAL_HINT = 'The manual has a page "Plug-ins".'

_GROUP_START = "ftd_studio."
# all that a package whose description is cut short or written by hand makes its readers raise
_DAMAGE = (OSError, ValueError, TypeError, KeyError, AttributeError)


class PlugInFault(Exception):
    """A plug-in cannot be used.

    Args:
        message: what happened, with the plug-in, its package and version.
        hint: what is allowed, what to do, where to look.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message} {hint}")
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class UsedPlugIn:
    """A plug-in that a run works with, as its folder remembers it."""

    kind: PlugInKind
    name: str
    """Qualified name, as settings have it."""
    package: str
    version: str

    def __str__(self) -> str:
        return f"{KIND_WORDS[self.kind]} {short_words(self.name)} {self.version}"


@dataclass(frozen=True, slots=True)
class PlugIn:
    """One plug-in that is installed.

    Attributes:
        kind: what it adds.
        name: of its entry point.
        package: that it comes from, by its normal name: small letters and dashes.
        version: of the package.
        target: the function, as "module:name".
    """

    kind: PlugInKind
    name: str
    package: str
    version: str
    target: str

    @property
    def qualified_name(self) -> str:
        """What settings and files call it: "package:name"."""
        return f"{self.package}:{self.name}"

    def __str__(self) -> str:
        return f"{self.name} of {self.package} {self.version}"

    def used(self) -> UsedPlugIn:
        """What a run remembers of it."""
        return UsedPlugIn(self.kind, self.qualified_name, self.package, self.version)

    def fault(self, what: str, allowed: str) -> PlugInFault:
        """A fault of this plug-in: what it did, and what it should have done."""
        return PlugInFault(
            f"The {KIND_WORDS[self.kind]} {self} {what}.",
            f"{allowed} Tell the author of {self.package}, or choose another. {MANUAL_HINT}",
        )


def is_qualified(text: str) -> bool:
    """True for what may name a plug-in, installed here or not: "package:name"."""
    return bool(QUALIFIED_NAME.fullmatch(text))


def short_words(qualified_name: str) -> str:
    """A plug-in as lists show it, its own name first; other names as they are."""
    package, colon, name = qualified_name.partition(":")
    return f"{name} ({package})" if colon else package


@cache
def installed() -> tuple[PlugIn, ...]:
    """All plug-ins of this Python, by kind, package and name; looked for once in a process."""
    found: dict[tuple[PlugInKind, str], PlugIn] = {}
    seen: set[str] = set()
    for package in distributions():
        try:
            told = list(_told_by(package))
        except _DAMAGE:
            # a package of somebody else that is damaged must not cost the others
            continue
        # Python takes the first of two packages of one name
        if told and told[0].package not in seen:
            seen.add(told[0].package)
            for each in told:
                found.setdefault((each.kind, each.qualified_name), each)
    kinds = list(GROUPS)
    return tuple(
        sorted(found.values(), key=lambda each: (kinds.index(each.kind), each.qualified_name))
    )


def _told_by(package: Distribution) -> Iterator[PlugIn]:
    """The plug-ins that a package says it has, those left out that cannot be named."""
    # one look at the text: parsing the entry points of all packages takes ten times as long
    if _GROUP_START not in (package.read_text("entry_points.txt") or ""):
        return
    name = re.sub(r"[-_.]+", "-", str(package.metadata["Name"])).lower()
    points: list[EntryPoint] = list(package.entry_points)
    for kind, group in GROUPS.items():
        for point in points:
            plug_in = PlugIn(kind, point.name, name, str(package.version), point.value)
            if point.group == group and is_qualified(plug_in.qualified_name):
                yield plug_in


def installed_of(kind: PlugInKind) -> tuple[PlugIn, ...]:
    """All plug-ins of one kind."""
    return tuple(each for each in installed() if each.kind == kind)


def plug_in_named(kind: PlugInKind, qualified_name: str) -> PlugIn | None:
    """The plug-in of this name; None where it is not installed."""
    return next(
        (each for each in installed_of(kind) if each.qualified_name == qualified_name), None
    )


def required(kind: PlugInKind, qualified_name: str) -> PlugIn:
    """The plug-in of this name.

    Raises:
        PlugInFault: it is not installed.
    """
    if (found := plug_in_named(kind, qualified_name)) is not None:
        return found
    raise PlugInFault(*missing_words(kind, qualified_name))


def missing_words(kind: PlugInKind, qualified_name: str) -> tuple[str, str]:
    """What happened and what to do where a plug-in is not installed."""
    package, _, name = qualified_name.partition(":")
    others = ", ".join(each.qualified_name for each in installed_of(kind)) or "none"
    return (
        f"{name} of {package}, a plug-in ({KIND_WORDS[kind]}), is not installed here.",
        f"Installed plug-ins of this kind: {others}. Install {package} into the Python of FTD Studio, or "
        "choose another; `ftd doctor` lists what is there.",
    )


def load(plug_in: PlugIn) -> Callable[..., Any]:
    """The function of a plug-in; imports its module.

    Raises:
        PlugInFault: its module cannot be imported, or has no such function.
    """
    point = EntryPoint(plug_in.name, plug_in.target, GROUPS[plug_in.kind])
    try:
        function: object = point.load()
    except (Exception, SystemExit) as error:
        # code of somebody else may raise anything; it must end here, as one sentence
        raise plug_in.fault(
            f"cannot be loaded from {plug_in.target}: {error_words(error)}",
            "The entry point must name a function of a module that can be imported.",
        ) from error
    if not callable(function):
        raise plug_in.fault(
            f"is a {type(function).__name__}", "The entry point must name a function."
        )
    return function


def error_words(error: BaseException) -> str:
    """What was raised, on one line that is not long."""
    reason = str(error).splitlines()[0] if str(error).strip() else "no reason was given"
    return f"{type(error).__name__}, {reason}"[:200].rstrip(".")
