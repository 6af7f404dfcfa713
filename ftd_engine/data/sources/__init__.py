"""Readers of real images, one room per layout on disk; all give `RawImages`."""
