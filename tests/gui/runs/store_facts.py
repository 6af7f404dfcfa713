"""What a RunStore holds, in a form that two stores can be compared by."""

from dataclasses import fields
from typing import Any

from ftd_gui.runs.run_store import RunStore


def facts_of(store: RunStore, with_log: bool = True) -> dict[str, Any]:
    """All attributes of a store; curves as text, since NaN equals nothing."""
    facts = {field.name: getattr(store, field.name) for field in fields(store)}
    facts["curves"] = {
        key: str([curve.x.tolist(), curve.y.tolist(), curve.std.tolist()])
        for key, curve in store.curves.items()
        if len(curve)
    }
    if not with_log:
        del facts["log"]
    return facts
