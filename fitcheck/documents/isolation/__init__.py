"""Strangers' files are read in processes of their own (docs/security.md)."""
