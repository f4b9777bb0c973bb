"""How a source under `examples/sources` becomes a real file: one module a family of formats."""
