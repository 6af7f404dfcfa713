"""What studies compute beyond the phases."""
