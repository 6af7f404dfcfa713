"""Tests of the window; they import no torch."""
