"""Rows as a Parquet file, through pyarrow where it is installed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO, Final

from fitcheck.batch.rows import BatchRow
from fitcheck.batch.tables import COLUMNS, COUNT, NUMBER, TEXT, cells
from fitcheck.errors import MissingExtraError

_ROWS: Final = 10_000
"""Rows of one group: some 10 MB before they are packed."""


def require_pyarrow() -> None:
    """Raise MissingExtraError where pyarrow is not installed."""
    _pyarrow()


def write_parquet(rows: Iterable[BatchRow], file: BinaryIO) -> None:
    """Write the columns of `tables.COLUMNS`, typed, a group of rows at a time."""
    arrow = _pyarrow()
    import pyarrow.parquet

    kinds = {TEXT: arrow.string(), NUMBER: arrow.float64(), COUNT: arrow.int32()}
    schema = arrow.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        left = iter(rows)
        while values := [_clean(cells(row)) for row in islice(left, _ROWS)]:
            writer.write_table(arrow.Table.from_pylist(values, schema=schema))


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    """Halves of characters, which odd file names hold, have no place in such a file."""
    return {
        name: _whole(value) if isinstance(value, str) else value for name, value in values.items()
    }


def _whole(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as problem:
        raise MissingExtraError(
            "Parquet files need pyarrow: pip install 'fitcheck[parquet]'"
        ) from problem
    return pyarrow
