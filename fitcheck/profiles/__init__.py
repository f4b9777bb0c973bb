"""What a resume states and what a posting asks, as values."""
