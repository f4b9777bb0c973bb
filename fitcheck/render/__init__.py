"""Analyses as text: terminal, markdown, JSON. No computation."""
