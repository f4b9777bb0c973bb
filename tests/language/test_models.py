"""Finding and verifying shipped models."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fitcheck.errors import ErrorCode, ModelError
from fitcheck.language.models import digest_of, model_path, read_verified


def test_a_shipped_model_is_found_in_a_checkout() -> None:
    assert model_path("vocabulary/vocabulary.tsv").is_file()


@pytest.mark.parametrize("name", ["no_such_model", "../pyproject.toml", "/etc/hosts", ""])
def test_what_is_no_shipped_model_is_a_model_error(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        model_path(name)
    assert caught.value.code is ErrorCode.MODEL


def test_a_file_with_the_right_digest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    path.write_bytes(b"a\t1\n")
    assert read_verified(path, hashlib.sha256(b"a\t1\n").hexdigest()) == b"a\t1\n"


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    path.write_bytes(b"a\t2\n")
    with pytest.raises(ModelError, match=r"weights\.tsv is damaged or of another version"):
        read_verified(path, hashlib.sha256(b"a\t1\n").hexdigest())


def test_a_file_that_cannot_be_read_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        read_verified(tmp_path / "missing.tsv", "0" * 64)


def test_a_model_without_a_recorded_digest_is_refused() -> None:
    with pytest.raises(ModelError, match="no digest"):
        digest_of("no_such_model")
