"""Tests of engine threads, sessions, stores and the library of runs."""
