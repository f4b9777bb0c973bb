"""Bytes in, `Document` out: what a person can see of a file, in reading order."""
