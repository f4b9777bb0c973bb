"""PDF files: words with places and looks, what of them can be seen, and how they read."""
