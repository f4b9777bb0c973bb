"""Which line of the resume shows which requirement, and how well."""
