from __future__ import annotations

from importlib import metadata

import pytest

from fitcheck.doctor.packages import Package, packages, parse_requirement


@pytest.mark.parametrize(
    ("line", "name", "extra", "least"),
    [
        ("lxml>=6.1.1", "lxml", None, "6.1.1"),
        ("pdfminer.six>=20260107", "pdfminer.six", None, "20260107"),
        ("mcp<3,>=2.0; extra == 'mcp'", "mcp", "mcp", "2.0"),
        ('mkdocstrings[python]>=0.29 ; extra == "docs"', "mkdocstrings", "docs", "0.29"),
        ("lxml-stubs; extra == 'dev'", "lxml-stubs", "dev", None),
    ],
)
def test_a_requirement_is_read_as_name_extra_and_least_version(
    line: str, name: str, extra: str | None, least: str | None
) -> None:
    package = parse_requirement(line)
    assert (package.name, package.extra, package.least) == (name, extra, least)


@pytest.mark.parametrize(
    ("version", "least", "extra", "good"),
    [
        ("6.1.3", "6.1.1", None, True),
        ("6.1.0", "6.1.1", None, False),
        ("6.10", "6.9", None, True),
        ("2.0", "2.0.0", None, True),
        ("3.0rc1", "2.9", None, True),
        (None, "1.0", None, False),
        (None, "1.0", "ocr", True),
        ("0.9", "1.0", "ocr", False),
    ],
)
def test_what_is_missing_or_too_old_is_no_good(
    version: str | None, least: str, extra: str | None, *, good: bool
) -> None:
    assert Package(name="x", extra=extra, version=version, least=least).good is good


def test_the_packages_of_this_installation_are_found() -> None:
    found = {package.name.lower(): package for package in packages()}
    assert found["numpy"].version == metadata.version("numpy")
    assert all(package.good for package in found.values())
    assert "pytest" not in found


def test_a_checkout_that_was_never_installed_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> list[str]:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "requires", missing)
    assert packages() == ()
