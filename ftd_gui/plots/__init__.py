"""Plots: curves over epochs and iterations, their axes, legend and readout."""
