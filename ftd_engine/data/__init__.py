"""Real images and how they become tensors."""
