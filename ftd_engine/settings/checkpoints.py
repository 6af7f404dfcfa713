"""Settings of how often unfinished work is written down. They do not shape the result."""

from ftd_engine.settings.setting import Section, setting


class CheckpointConfig(Section):
    """How often unfinished work is written down."""

    every_minutes: float = setting(
        1.0,
        label="Checkpoint every",
        unit="minutes",
        ge=0,
        le=1440,
        help="What is computed between two checkpoints is lost when the machine fails. Pausing, "
        "stopping and closing the window write one at once. 0 writes as often as costs a twentieth of "
        "the time.",
        advanced=True,
    )
    every_steps: int = setting(
        0,
        label="Also every",
        unit="steps",
        ge=0,
        le=1_000_000,
        help="Also after so many steps of a teacher or of the set; 0 leaves it to the time.",
        advanced=True,
    )
