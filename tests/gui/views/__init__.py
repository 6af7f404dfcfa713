"""Tests of the passive views."""
