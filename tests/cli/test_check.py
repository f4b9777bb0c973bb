from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fitcheck.cli import main
from fitcheck.cli.status import ExitStatus
from tests.conftest import ROOT

RESUMES = ROOT / "examples" / "resumes"
POSTINGS = ROOT / "examples" / "postings"
RESUME = str(RESUMES / "backend_engineer.pdf")
POSTING = str(POSTINGS / "backend_engineer.html")
DAY = ["--as-of", "2026-11-22"]


def check(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["check", *arguments, *DAY])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_good_pair_is_worth_it(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = check(RESUME, POSTING, capsys=capsys)
    assert status == ExitStatus.WORTH_IT
    assert out.startswith("APPLY")
    assert err == ""


def test_an_unrelated_pair_is_not_worth_it(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = check(str(RESUMES / "electrician.pdf"), POSTING, capsys=capsys)
    assert status == ExitStatus.NOT_WORTH_IT
    assert out.startswith("SKIP")


def test_a_closed_posting_is_skipped_with_that_reason(capsys: pytest.CaptureFixture[str]) -> None:
    closed = str(POSTINGS / "marketing_coordinator_closed.pdf")
    status, out, _ = check(str(RESUMES / "marketing_assistant.txt"), closed, capsys=capsys)
    assert status == ExitStatus.NOT_WORTH_IT
    assert "2026-08-14" in out


def test_a_posting_that_asks_nothing_needs_information(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posting = tmp_path / "posting.txt"
    posting.write_text("Our company bakes bread. It has baked bread for thirty years.\n")
    status, out, _ = check(RESUME, str(posting), "--format", "json", capsys=capsys)
    assert status == ExitStatus.NEED_INFO
    fit = json.loads(out)["fit"]
    assert (fit["band"], fit["score"]) == ("unknown", None)


def test_a_report_is_written_to_a_file_and_nothing_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.html"
    status, out, _ = check(RESUME, POSTING, "--format", "html", "-o", str(target), capsys=capsys)
    assert status == ExitStatus.WORTH_IT
    assert out == ""
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_report_that_cannot_be_written_is_one_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "missing" / "report.html"
    status, out, err = check(
        RESUME, POSTING, "--format", "html", "--output", str(target), capsys=capsys
    )
    assert status == ExitStatus.NOT_JUDGED
    assert out == ""
    assert "another place" in err


def bad_files(folder: Path) -> dict[str, Path]:
    """One file for each way in which an input cannot be read."""
    (folder / "folder").mkdir()
    (folder / "empty.pdf").touch()
    (folder / "letter.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048))
    with zipfile.ZipFile(folder / "files.zip", "w") as archive:
        archive.writestr("notes.bin", b"\0\1\2")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    return {
        "missing": folder / "nowhere.pdf",
        "directory": folder / "folder",
        "empty": folder / "empty.pdf",
        "legacy_doc": folder / "letter.doc",
        "archive": folder / "files.zip",
        "unsupported": folder / "picture.png",
        "corrupt": folder / "damaged.pdf",
    }


@pytest.mark.parametrize(
    "code",
    ["missing", "directory", "empty", "legacy_doc", "archive", "unsupported", "corrupt"],
)
def test_a_file_that_cannot_be_read_ends_with_one_line_and_one_object(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bad_files(tmp_path)[code]
    status, out, err = check(str(path), POSTING, "--format", "json", capsys=capsys)
    assert status == ExitStatus.NOT_JUDGED
    assert err.count("\n") == 1
    error = json.loads(out)
    assert error["schema"] == "fitcheck.error/1"
    assert error["error"]["code"] == code
    assert error["error"]["message"]


@pytest.mark.parametrize("name", ["encrypted", "scanned"])
def test_a_pdf_without_readable_text_ends_with_its_code(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(unreadable_pdf(name))
    status, out, err = check(str(path), POSTING, "--format", "json", capsys=capsys)
    assert status == ExitStatus.NOT_JUDGED
    assert err.count("\n") == 1
    assert json.loads(out)["error"]["code"] == name


def unreadable_pdf(name: str) -> bytes:
    """A page behind a password, or a page that is one picture."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    if name == "encrypted":
        canvas = Canvas(data, encrypt=StandardEncryption("secret", ownerPassword="owner"))
        canvas.drawString(72, 700, "Nobody reads this")
    else:
        canvas = Canvas(data)
        canvas.drawImage(ImageReader(grey_picture()), 0, 0, 595, 842)
    canvas.save()
    return data.getvalue()


def grey_picture() -> io.BytesIO:
    from PIL import Image

    data = io.BytesIO()
    Image.effect_noise((300, 400), 40).save(data, "PNG")
    data.seek(0)
    return data


def test_swapped_files_are_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(POSTING, RESUME, capsys=capsys)
    assert "swapped" in out


def test_two_resumes_are_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(RESUME, str(RESUMES / "electrician.pdf"), capsys=capsys)
    assert "Both files look like resumes" in out


def test_two_postings_are_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(POSTING, str(POSTINGS / "staff_nurse.md"), capsys=capsys)
    assert "Both files look like postings" in out


def test_every_quote_stands_verbatim_in_the_text_that_parse_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = check(RESUME, POSTING, "--format", "json", capsys=capsys)
    analysis = json.loads(out)
    main(["parse", RESUME, "--format", "json"])
    text = json.loads(capsys.readouterr().out)["text"]
    quotes = [e for m in analysis["matches"] for e in m["evidence"]]
    assert quotes
    for evidence in quotes:
        start, end = evidence["span"]
        assert text[start:end] == evidence["quote"]


def test_the_points_add_up_to_the_score(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(RESUME, POSTING, "--format", "json", capsys=capsys)
    analysis = json.loads(out)
    adds = analysis["fit"]["line_of_work"]
    assert adds["points"] == pytest.approx(adds["weight"] * adds["nearness"], abs=1e-4)
    assert sum(m["points"] for m in analysis["matches"]) + adds["points"] == pytest.approx(
        analysis["fit"]["score"], abs=1e-4
    )
    assert sum(m["weight"] for m in analysis["matches"]) + adds["weight"] == pytest.approx(
        1.0, abs=1e-4
    )


def test_the_report_stays_within_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    for resume in sorted(RESUMES.iterdir())[:4]:
        _, out, _ = check(str(resume), POSTING, capsys=capsys)
        assert max(map(len, out.splitlines())) <= 80


def test_colour_only_where_it_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    _, plain, _ = check(RESUME, POSTING, capsys=capsys)
    _, coloured, _ = check(RESUME, POSTING, "--color", "always", capsys=capsys)
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured


def test_a_pasted_posting_comes_through_standard_input() -> None:
    text = (POSTINGS / "staff_nurse.md").read_bytes()
    command = [
        sys.executable,
        "-m",
        "fitcheck",
        "check",
        str(RESUMES / "registered_nurse.docx"),
        "-",
    ]
    done = subprocess.run([*command, *DAY], input=text, capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == ExitStatus.WORTH_IT, done.stderr


def test_a_reader_that_goes_away_makes_no_noise() -> None:
    command = f"'{sys.executable}' -m fitcheck check '{RESUME}' '{POSTING}' | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, cwd=ROOT)
    assert done.stderr == b""


def test_wrong_usage_ends_with_status_two() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", RESUME])
    assert ended.value.code == ExitStatus.NOT_JUDGED


def test_both_inputs_from_standard_input_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = check("-", "-", capsys=capsys)
    assert status == ExitStatus.NOT_JUDGED
    assert "standard input" in err


def test_the_same_input_gives_the_same_bytes_under_any_hash_seed_and_locale() -> None:
    printed = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("424242", "POSIX")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale}
        command = [sys.executable, "-m", "fitcheck", "check", RESUME, POSTING, "--format", "json"]
        done = subprocess.run(
            [*command, *DAY], capture_output=True, check=True, env=environment, cwd=ROOT
        )
        printed.add(done.stdout)
    assert len(printed) == 1


def test_markdown_has_a_row_for_every_requirement(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(RESUME, POSTING, "--format", "json", capsys=capsys)
    asked = len(json.loads(out)["posting"]["requirements"])
    _, markdown, _ = check(RESUME, POSTING, "--format", "markdown", capsys=capsys)
    rows = [line for line in markdown.splitlines() if line[:3] in {f"| {m}" for m in "●◐○✗?■"}]
    assert len(rows) == asked
