"""Engine process, event stream and state of runs."""
