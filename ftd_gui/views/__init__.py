"""Passive views of a run store."""
