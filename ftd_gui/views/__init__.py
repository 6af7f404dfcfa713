"""Passive views of a run, and what they share: words, numbers, small widgets."""
