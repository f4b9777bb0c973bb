"""fitcheck: does this resume show what this posting asks, and is the application worth it?"""

__version__ = "0.1.0"
