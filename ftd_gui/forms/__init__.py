"""Forms drawn from the config models."""
