"""fitcheck for assistants, over the Model Context Protocol (`fitcheck mcp`); needs the extra `mcp`.

    assistant ─ JSON-RPC on the standard streams ─▶ server ─▶ tools ─▶ answers ─▶ Analyzer

An assistant may have read a hostile posting before it asks, so what it asks for is as little
trusted as a file: `folders` says which files it may name, and `arguments` takes nothing that a
tool does not know.
"""
