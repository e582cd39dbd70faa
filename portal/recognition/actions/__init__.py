"""What is done in a round; `steps.transition` is the only way a nomination changes state."""
