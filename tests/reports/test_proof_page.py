"""The page that checks its own seals, opened in a real browser without a window."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cocreate.provenance.bundle import Disclosure
from cocreate.reports.proof_page import PageInput, proof_page
from tests.provenance.bundles import KEY, Small, sealed
from tests.store.story import STORY


def page_of(small: Small, level: str = "summary") -> str:
    parts = small.parts(Disclosure())
    told = {
        name: data.decode()
        for name, data in parts.items()
        if name not in ("verify.py", "report.html")
    }
    return proof_page(PageInput(small.report.article, told, level))


@pytest.fixture(scope="module")
def small() -> Small:
    return sealed(list(STORY[:9]))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> str:
    found = shutil.which("chromium")
    assert found, "chromium is missing; the set-up script installs it"
    return found


class Opened:
    """What a page says of itself when a browser has opened it from the disk."""

    def __init__(self, browser: str, folder: Path, page: str, *flags: str) -> None:
        path = folder / "report.html"
        path.write_text(page, encoding="utf-8")
        done = subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={folder / 'profile'}",
                "--virtual-time-budget=10000",
                *flags,
                "--dump-dom",
                path.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        self.source = done.stdout.decode()

    @property
    def verdict(self) -> str:
        found = re.search(r'<h2 id="verdict"[^>]*>([^<]*)</h2>', self.source)
        assert found is not None
        return found[1]

    @property
    def why(self) -> list[str]:
        found = re.search(r'id="verdict-why">(.*?)</div>', self.source, re.DOTALL)
        assert found is not None
        return [html.unescape(line) for line in re.findall(r"<p>(.*?)</p>", found[1])]

    @property
    def marks(self) -> dict[str, str]:
        rows = re.findall(
            r'<td class="cs-mark cs-(\w+)">\w+</td><th scope="row">(.*?)</th>', self.source
        )
        return {name: mark for mark, name in rows}


@pytest.mark.slow
def test_a_page_as_it_was_written_finds_itself_intact(browser: str, tmp_path: Path, small: Small):
    found = Opened(browser, tmp_path, page_of(small, "process"))
    assert found.verdict == "INTACT", found.why
    assert KEY.verifier.fingerprint in found.why[0]
    root = base64.b64encode(small.evidence.head.root).decode()
    assert any(root in line for line in found.why)
    assert found.marks["Every character by contributor"] == "sealed"
    assert found.marks["Title and writer"] == "declared"
    again = '<span class="cs-again">recomputed by verify.py</span>'
    assert found.source.count(again) == 5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        (">The Sea</h1>", ">The Tea</h1>", "other words than those that were sealed"),
        ('\\"characters\\": ', '\\"characters\\": 1', "seals another report"),
        ('\\"kind\\":\\"exported\\"', '\\"kind\\":\\"exportee\\"', "is not under the root"),
        ("\u2014 cocreate/project-1 ", "\u2014 cocreate/project-1 A", "checkpoint|cannot be read"),
        ('\\"checkpoint\\": {', '\\"checkpoint\\": {\\"x\\": 1, ', "second line"),
        ("<body>\n", "<body>\n<p>Certified human.</p>", "besides the report"),
        ("</article>", "</article>Certified human.", "besides the report"),
    ],
)
def test_a_page_that_was_changed_says_where(
    browser: str, tmp_path: Path, small: Small, old: str, new: str, check: str
):
    page = page_of(small)
    assert old in page
    found = Opened(browser, tmp_path, page.replace(old, new, 1))
    assert found.verdict == "ALTERED", found.why
    assert re.search(check, found.why[0]), found.why


@pytest.mark.slow
def test_a_signature_of_another_key_is_found(browser: str, tmp_path: Path, small: Small):
    page = page_of(small)
    packed = re.search("\u2014 cocreate/project-1 ([A-Za-z0-9+/=]+)", page)
    assert packed is not None
    raw = bytearray(base64.b64decode(packed[1]))
    raw[20] ^= 1
    found = Opened(
        browser, tmp_path, page.replace(packed[1], base64.b64encode(bytes(raw)).decode())
    )
    assert (found.verdict, found.why) == ("ALTERED", ["checkpoint: its signature does not fit it"])


@pytest.mark.slow
def test_a_browser_without_ed25519_says_so_and_checks_the_rest(
    browser: str, tmp_path: Path, small: Small
):
    page = page_of(small)
    script = page[page.rindex("<script>") + 8 : page.rindex("</script>")]
    lacking = script.replace('{ name: "Ed25519" }', '{ name: "Ed25519x" }')
    own, other = (
        base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()
        for each in (script, lacking)
    )
    found = Opened(browser, tmp_path, page.replace(script, lacking).replace(own, other))
    assert found.verdict == "INCOMPLETE"
    assert found.why[0].startswith("This browser cannot check Ed25519 signatures")
    assert found.marks["Words"] == "sealed"


@pytest.mark.slow
def test_an_unsigned_page_says_what_that_means(browser: str, tmp_path: Path):
    found = Opened(browser, tmp_path, page_of(sealed(list(STORY[:9]), None)))
    assert found.verdict == "INTACT"
    assert found.why[0].startswith("Not signed: anybody could have made this")


def test_the_page_needs_nothing_from_elsewhere_and_runs_no_other_script(small: Small):
    page = page_of(small)
    assert not re.search(r'(?:src|href)="(?!#)', page)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    script = page[page.rindex("<script>") + 8 : page.rindex("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy[1]


def test_nothing_in_the_data_can_end_its_block(small: Small):
    told = {"report.json": "</script><script>alert(1)</script>"}
    page = proof_page(PageInput("<article>x</article>", told, "full"))
    block = re.search(r'<script type="application/json" id="told">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    assert json.loads(block[1]) == told
