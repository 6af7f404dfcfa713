"""Command lines of the MTT and FTD scripts, read as settings. Nothing of them is ever run."""

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ftd_engine.field_facts import FieldFacts, all_fields

MAX_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Converted:
    """One setting that a command line names."""

    flag: str
    """As it was written, such as "--lr_img=1000"; the script's name where that says it."""
    path: str
    value: object


@dataclass(frozen=True, slots=True)
class NotConverted:
    """One word of a command line that no setting answers to."""

    flag: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScriptReading:
    """What command lines say in terms of settings."""

    converted: tuple[Converted, ...] = ()
    left: tuple[NotConverted, ...] = ()

    def changes(self) -> dict[str, object]:
        """Value by path of the setting; of two, the later counts, as for the scripts."""
        return {each.path: each.value for each in self.converted}


class _NoValue(Exception):
    """The value of a flag is none that its setting takes; the text says why."""


def read_script_lines(text: str) -> ScriptReading:
    """The settings that one or more command lines of the scripts name.

    Takes `python buffer.py …`, `python distill.py …` and their FTD versions, over several lines
    with a backslash too, and flags without any script, which are read as distill.py's.
    """
    converted: list[Converted] = []
    left: list[NotConverted] = []
    if len(text) > MAX_CHARACTERS:
        reason = f"longer than {MAX_CHARACTERS:,} characters; no command line is"
        return ScriptReading((), (NotConverted(text[:40] + "…", reason),))
    joined = re.sub(r"\\\s*\n", " ", text)
    for line in joined.splitlines():
        try:
            words = shlex.split(line, comments=True)
        except ValueError as error:
            left.append(NotConverted(line.strip(), f"it cannot be taken apart: {error}"))
            continue
        if words:
            _read_command(words, converted, left)
    return ScriptReading(tuple(converted), tuple(left))


def _read_command(words: list[str], converted: list[Converted], left: list[NotConverted]) -> None:
    script = next((word for word in words if word.endswith(".py")), "")
    name = script.rpartition("/")[2].lower()
    kind = "buffer" if "buffer" in name else "distill"
    start = words.index(script) + 1 if script else 0
    flags, loose = _flags(words[start:])
    left += [NotConverted(word, "no flag") for word in loose]
    names = [flag for flag, _, _ in flags]
    converted += _said_by_the_script(script, kind, names)
    for flag, value, written in flags:
        try:
            found = _settings_of(flag, value, kind)
        except _NoValue as error:
            left.append(NotConverted(written, str(error)))
            continue
        converted += [Converted(written, path, setting) for path, setting in found.items()]
        if not found and not (flag == "dataset" and "subset" in names):
            left.append(NotConverted(written, "no setting here"))


def _flags(words: list[str]) -> tuple[list[tuple[str, str | None, str]], list[str]]:
    """Name, value and text of every flag, and the words that belong to none."""
    flags: list[tuple[str, str | None, str]] = []
    loose: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if not word.startswith("--") or len(word) < 3:
            loose.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        if equals:
            flags.append((name, value, word))
        elif at < len(words) and not words[at].startswith("--"):
            flags.append((name, words[at], f"{word} {words[at]}"))
            at += 1
        else:
            flags.append((name, None, word))
    return flags, loose


def _said_by_the_script(script: str, kind: str, names: list[str]) -> list[Converted]:
    """What is so because of the script, whatever its flags."""
    if not script:
        return []
    is_ftd = "ftd" in script.rpartition("/")[2].lower()
    told = script.rpartition("/")[2]
    if kind == "buffer":
        flat = is_ftd or any(name.startswith("rho_") for name in names)
        return [Converted(told, "buffer.trajectory", "gsam" if flat else "plain")]
    if not is_ftd and "ema_decay" not in names:
        # the MTT script knows no moving average
        return [Converted(told, "distill.ema_decay", 0.0)]
    return []


# ---------------------------------------------------------------- one flag


@cache
def _paths_by_flag() -> dict[str, tuple[tuple[str, str], ...]]:
    """Kind of script, or empty for all, and path of a setting, by flag."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, facts in all_fields().items():
        for part in facts.script_flag.split(","):
            match = re.fullmatch(r"\s*(\w+)\s*(?:\((\w+) script\))?\s*", part)
            if match:
                found.setdefault(match[1], []).append((match[2] or "", path))
    return {flag: tuple(paths) for flag, paths in found.items()}


_FOR_ALL = ("data", "network", "dsa")


def _settings_of(flag: str, value: str | None, kind: str) -> dict[str, object]:
    """Settings by path that a flag of this kind of script stands for; none where it is unknown.

    Raises:
        _NoValue: the value is none that the setting takes.
    """
    special = _SPECIAL.get(flag)
    if special is not None:
        return special(value, kind)
    named = [path for script, path in _paths_by_flag().get(flag, ()) if script in ("", kind)]
    sections = (*_FOR_ALL, "buffer") if kind == "buffer" else (*_FOR_ALL, "distill", "evaluation")
    own = [path for path in named if path.partition(".")[0] in sections]
    return {path: _value(all_fields()[path], value) for path in own}


def _value(facts: FieldFacts, text: str | None) -> object:
    if facts.kind == "bool":
        return _is_on(text)
    if text is None:
        raise _NoValue("it has no value")
    if facts.kind in ("int", "float"):
        return _number(facts, text)
    if facts.kind == "choice" and not facts.allows(text):
        raise _NoValue(f"{facts.label} is {facts.range_text()} here")
    return text


def _number(facts: FieldFacts, text: str) -> object:
    if text == "None":
        # the scripts' word for "all of them", which is 0 here
        return 0
    try:
        number = float(text)
        if facts.kind == "float":
            return number
        if number.is_integer():
            return int(number)
    except (ValueError, OverflowError):
        pass
    wanted = "a whole number" if facts.kind == "int" else "a number"
    raise _NoValue(f"{facts.label} wants {wanted}")


def _is_on(text: str | None) -> bool:
    if text is None or text.lower() in ("true", "1", "yes"):
        return True
    if text.lower() in ("false", "0", "no"):
        return False
    raise _NoValue("neither True nor False")


_DATA_SETS = {
    "cifar10": "cifar-10",
    "cifar100": "cifar-100",
    "tiny": "tiny-imagenet",
    "tinyimagenet": "tiny-imagenet",
    "fashionmnist": "fashion-mnist",
    "mnist": "mnist",
    "svhn": "svhn",
}


def _data_set(value: str | None, _kind: str) -> dict[str, object]:
    plain = re.sub(r"[^a-z0-9]", "", (value or "").lower())
    if plain == "imagenet":
        # which of its subsets is said by another flag
        return {}
    known = all_fields()["data.dataset"].choices
    name = _DATA_SETS.get(plain, plain)
    if name not in known:
        raise _NoValue("no data set here")
    return {"data.dataset": name}


_NORMS = {"BN": "batch", "IN": "instance", "LN": "layer", "GN": "group", "NN": "none"}
_OTHER_NETWORKS = ("alexnet", "vgg11", "resnet18", "resnet18_ap")


def _network(value: str | None, _kind: str) -> dict[str, object]:
    text = value or ""
    if text.lower() in _OTHER_NETWORKS:
        return {"network.kind": text.lower()}
    match = re.fullmatch(r"ConvNet(?:D(\d)|W(\d{1,4})|(BN|IN|LN|GN|NN))?", text)
    if match is None:
        raise _NoValue("no network here")
    found: dict[str, object] = {"network.kind": "convnet"}
    if match[1]:
        found["network.depth"] = int(match[1])
    if match[2]:
        found["network.width"] = int(match[2])
    if match[3]:
        found["network.norm"] = _NORMS[match[3]]
    return found


def _operations(value: str | None, _kind: str) -> dict[str, object]:
    known = all_fields()["dsa.ops"].choices
    ops = tuple((value or "").split("_"))
    if any(op not in known for op in ops):
        raise _NoValue(f"operations here are {', '.join(known)}")
    return {"dsa.ops": ops}


def _augment(value: str | None, kind: str) -> dict[str, object]:
    is_on = _is_on(value)
    if kind == "buffer":
        return {"buffer.dsa": is_on}
    return {"distill.dsa": is_on, "evaluation.dsa": is_on}


def _no_augment(value: str | None, kind: str) -> dict[str, object]:
    return {f"{kind}.dsa": not _is_on(value)}


_SPECIAL: dict[str, Callable[[str | None, str], dict[str, object]]] = {
    "dataset": _data_set,
    "subset": _data_set,
    "model": _network,
    "dsa_strategy": _operations,
    "dsa": _augment,
    "no_aug": _no_augment,
}
"""Flags whose values have other words here."""
