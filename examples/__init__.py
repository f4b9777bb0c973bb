"""Resumes and postings about invented people and employers, and the script that makes them."""
