"""Many resumes against many postings: read once, judged by many processes, never lost."""
