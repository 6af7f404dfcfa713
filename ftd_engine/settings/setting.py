"""What one setting is: default, range, unit, help, paper symbol, source and script flag, in one line.

The form, the checks, the TOML file and the command line read that line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ftd_engine.plug_ins import PlugInKind, is_qualified

PLUG_IN = "a plug-in"
"""Stands among the values with which a setting matters for the names of all plug-ins."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a text that is a name of the program's own, or of a plug-in, installed here or not.

    What is not installed must pass: a run of another machine is opened and shown all the same.
    """

    names: tuple[str, ...]
    plug_ins: PlugInKind

    def allows(self, text: str) -> bool:
        """True for a name that a file may hold."""
        return text in self.names or is_qualified(text)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Text first, then one of the names."""

        def checked(text: str) -> str:
            if not self.allows(text):
                raise ValueError(f"{text} is none of the names")
            return text

        check: Callable[[str], str] = checked
        return core_schema.no_info_after_validator_function(check, handler(source))


def setting(
    default: Any,
    *,
    label: str,
    help: str,
    unit: str = "",
    symbol: str = "",
    source: str = "",
    script_flag: str = "",
    advanced: bool = False,
    is_path: bool = False,
    used_when: tuple[str, str | tuple[str, ...]] | None = None,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    lt: float | None = None,
    min_length: int | None = None,
    max_length: int | None = None,
) -> Any:
    """One hyper-parameter with everything that is known about it.

    Args:
        default: value where the user says nothing.
        label: name in the form.
        help: what it means and what a larger value does.
        unit: unit shown behind the field.
        symbol: the paper's symbol.
        source: section, equation or table of the paper, or the rule it comes from.
        script_flag: the flag of the MTT/FTD scripts that means the same.
        advanced: hidden in the form until advanced settings are shown.
        is_path: a text that names a file or folder of this computer.
        used_when: sibling field and the value, or values, it must have for this one to matter; one of
            them may be `PLUG_IN`.
    """
    condition: list[Any] | None = None
    if used_when is not None:
        wanted = (used_when[1],) if isinstance(used_when[1], str) else used_when[1]
        condition = [used_when[0], list(wanted)]
    return Field(
        default,
        description=help,
        ge=ge,
        gt=gt,
        le=le,
        lt=lt,
        min_length=min_length,
        max_length=max_length,
        json_schema_extra={
            "label": label,
            "unit": unit,
            "symbol": symbol,
            "source": source,
            "script_flag": script_flag,
            "advanced": advanced,
            "is_path": is_path,
            "used_when": condition,
        },
    )


class Section(BaseModel):
    """Common rules of all parts of an experiment: frozen, no unknown keys, no silent conversion."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, validate_default=True
    )
