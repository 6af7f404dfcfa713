"""Why the sets of a run cannot be evaluated again now, in one sentence."""

from ftd_gui.runs.run_session import RunSession
from ftd_gui.words import tr


def learned_here(session: RunSession) -> bool:
    """True for a run that learned its set, and for one that evaluates the set of such a run."""
    if "distill" in session.store.phases:
        return True
    try:
        request = session.folder.adoption()
    except OSError:
        return False
    return request is not None and request.again


def again_obstacle(session: RunSession | None, blocked: str) -> str:
    """Empty where they can.

    Args:
        session: the run, or None.
        blocked: why no engine can be started now; empty where one can.
    """
    if session is None:
        return tr("No run is open")
    store = session.store
    if store.imported is not None:
        return tr("It was imported from a TensorBoard log, which holds no synthetic set.")
    if store.is_live:
        return tr("This run is still under way. Wait for its end.")
    if not store.best:
        return tr(
            "This run has not come to its evaluation, so no set of it was chosen. Resume it first."
        )
    if not learned_here(session):
        return tr("The set of this run comes from elsewhere. Import it anew to evaluate it again.")
    return blocked
