"""The person's corrections in a file beside the documents (docs/corrections.md)."""
