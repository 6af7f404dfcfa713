"""Tests of the form of an experiment."""
