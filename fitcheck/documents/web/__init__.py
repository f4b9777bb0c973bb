"""Pages and messages: HTML, schema.org JobPosting, JSON Resume, e-mail."""
