"""Random real images, MTT, FTD, and FTD without EMA on Fashion-MNIST; run by `python -m tests.comparison`."""
