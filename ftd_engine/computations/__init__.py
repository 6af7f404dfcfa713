"""What studies compute beyond the three phases: each a page over the method, in a run folder of its own."""
