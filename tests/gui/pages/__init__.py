"""Tests of pages and dialogs."""
