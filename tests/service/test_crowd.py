"""Fifty at once, hostile files among them: nobody dies, who finds no place is told, no growth."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fitcheck.service.openapi import POSTING_TEXT, RESUME_TEXT
from tests.service.conftest import Running, running

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc"),
]

CROWD = 50
AT_ONCE = 8
"""Requests that all find a place: there are ten."""
GROWTH = 25
"""MB by which the service may have grown after a crowd as large as the one before: measured 1 to
7, where a body is 1 MB in the mean and ten are held at once."""
MOST = 600
"""MB that it may hold with all that it started: 40 itself, two judges of 60 to 80, and four that
read, which are replaced before they have grown by 200; measured 205 to 356 over eight crowds."""
BOUNDARY = "boundary-of-the-test"
GOOD_RESUME, GOOD_POSTING = RESUME_TEXT.encode(), POSTING_TEXT.encode()


@pytest.fixture(scope="module")
def harvested(shared: Path) -> list[Path]:
    """Files of other programs' test suites; their names begin with a digest, so they are mixed."""
    return sorted((shared / "hostile/corpus").iterdir())


@pytest.fixture(scope="module")
def generated(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The generated files, in an order that is the same every time. Making them takes a minute."""
    folder = tmp_path_factory.mktemp("hostile")
    maker = shared / "hostile/make_hostile.py"
    subprocess.run([sys.executable, str(maker), str(folder)], check=True, capture_output=True)
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    paths = [folder / json.loads(line)["name"] for line in lines]
    mixed = sorted(paths, key=lambda path: hashlib.sha256(path.name.encode()).digest())
    return [path for path in mixed if path.is_file()]


def body_of(path: Path) -> bytes:
    """A form with the file as resume or, by the sum of its name, as posting, and a good other."""
    data = path.read_bytes()
    hostile_posting = hashlib.sha256(path.name.encode()).digest()[0] % 2
    files = (
        {"resume": GOOD_RESUME, "posting": data}
        if hostile_posting
        else {"resume": data, "posting": GOOD_POSTING}
    )
    parts = [
        (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{role}"; '
            f'filename="{path.name}"\r\n\r\n'
        ).encode()
        + content
        for role, content in files.items()
    ]
    return b"\r\n".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


def send(service: Running, path: Path) -> tuple[int, str]:
    """The status and the code of the answer to one file."""
    line = http.client.HTTPConnection("127.0.0.1", service.port, timeout=300)
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    try:
        line.request("POST", "/v1/check", body_of(path), {"Content-Type": kind, "X-Fitcheck": "1"})
        answer = line.getresponse()
        told = json.loads(answer.read())
    finally:
        line.close()
    if answer.status == 503:
        assert int(answer.headers["Retry-After"]) > 0
    return answer.status, told.get("error", {}).get("code", "")


def crowd(service: Running, paths: list[Path]) -> Counter[int]:
    """How many answers had which status, all files sent at once."""
    with ThreadPoolExecutor(len(paths)) as pool:
        answers = list(pool.map(lambda path: send(service, path), paths))
    assert {code for status, code in answers if status >= 500} <= {"busy", "deadline"}
    assert "internal" not in {code for _, code in answers}
    return Counter(status for status, _ in answers)


def held(process: int) -> tuple[int, int]:
    """MB that a process holds, and that it holds with all that it started; shared ones divided."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):  # it may have ended meanwhile
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    waiting, sizes = [process], []
    while waiting:
        one = waiting.pop(0)
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{one}/smaps_rollup").read_text()
            sizes.append(int(told.partition("Pss:")[2].split()[0]) // 1024)
        waiting += children.get(one, [])
    return sizes[0], sum(sizes)


def withstood(files: list[Path]) -> None:
    """Fail where two crowds of fifty kill the service, or leave something behind."""
    with running() as service:
        first = crowd(service, files[:CROWD])
        before, _ = held(service.process.pid)
        second = crowd(service, files[CROWD : 2 * CROWD])
        after, whole = held(service.process.pid)
        assert service.process.poll() is None
    for found in (first, second):
        assert set(found) <= {200, 422, 503, 504}
        assert found[503] > 0
        assert found[200] + found[422] >= 5
    assert after - before <= GROWTH
    assert whole <= MOST


def test_a_crowd_with_broken_files_kills_nothing_and_leaves_nothing(harvested: list[Path]) -> None:
    withstood(harvested)


@pytest.mark.long
def test_a_crowd_with_hostile_files_kills_nothing_and_leaves_nothing(generated: list[Path]) -> None:
    withstood(generated)


@pytest.mark.long
def test_every_hostile_file_gets_its_answer_and_memory_stays_flat(generated: list[Path]) -> None:
    with running() as service:
        found: Counter[int] = Counter()
        sizes = []
        for start in range(0, len(generated), AT_ONCE):
            found += crowd(service, generated[start : start + AT_ONCE])
            sizes.append(held(service.process.pid))
        assert service.process.poll() is None
    assert set(found) <= {200, 422, 503, 504}
    assert found[503] + found[504] <= len(generated) // 20
    own, whole = zip(*sizes, strict=True)
    assert own[-1] - own[len(own) // 4] <= GROWTH
    assert max(whole) <= MOST
