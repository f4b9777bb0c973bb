"""fitcheck inside other people's tools: spaCy, scikit-learn and assistants (MCP).

Each module needs the package that it is named after, an extra of ours, and nothing else of
fitcheck imports them.
"""
