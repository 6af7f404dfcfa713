"""Tests that drive the real window with the real engine process."""
