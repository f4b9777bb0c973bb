"""Does this resume show what this posting asks, and is the application worth it, with evidence."""

__version__ = "0.1.0"
