"""The files that a person writes: read strictly, every error names key and line."""
