"""`--ocr` on the command line: asked for, named where missing, used where installed."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

import pytest

from fitcheck.cli import main
from fitcheck.cli.output import settings_of
from fitcheck.cli.status import ExitStatus
from fitcheck.documents.pdf import recognition
from tests.documents.pdf.test_recognition import scanned
from tests.documents.pdf_builder import pdf

SCAN = pdf("q 612 0 0 792 0 0 cm /Im1 Do Q")


@pytest.fixture
def scan(tmp_path: Path) -> str:
    path = tmp_path / "scan.pdf"
    path.write_bytes(SCAN)
    return str(path)


def test_without_it_a_scan_is_refused_with_the_way_out(
    scan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["parse", scan]) == ExitStatus.NOT_JUDGED
    assert "--ocr" in capsys.readouterr().err


def test_without_the_extra_it_is_named(
    scan: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "find_spec", lambda _: None)
    assert main(["parse", scan, "--ocr"]) == ExitStatus.NOT_JUDGED
    assert "fitcheck[ocr]" in capsys.readouterr().err


def test_with_it_the_reading_recognises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "find_spec", lambda _: object())
    assert settings_of(argparse.Namespace(ocr=True)).reading.recognise
    assert not settings_of(argparse.Namespace(ocr=False)).reading.recognise


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra `ocr` is not installed")
def test_with_the_extra_a_scan_is_understood_and_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ("Experience", "Welder, Harbour Docks Ltd, May 2016 - June 2019", "Welded the hulls")
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(told))
    assert main(["parse", str(path), "--ocr", "--as", "resume", "--as-of", "2026-11-22"]) == 0
    printed = capsys.readouterr().out
    assert "2016-05 to 2019-06 (3 y 2 m, job): Welder — Harbour Docks Ltd" in printed
    assert "recognised from its picture" in printed
