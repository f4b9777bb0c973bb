"""After applying: whether, when, by which channel and with which words to follow up."""
