"""The page: what it shows, that it needs nothing else, that no name can run in it."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.backtest import ConditionCount
from hypertrade.results.page import render_page
from hypertrade.results.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.results.document import BacktestResult

    from tests.results.conftest import Report

EVIL = (
    "</script><script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
)
NEVER = ConditionCount(
    rule="dip", role="entry", condition="the RSI is below 1", depth=1, true=0, candles=4000
)


class Outline(HTMLParser):
    """Collects what a browser would fetch or run, and the balance of tags."""

    void = frozenset({"meta", "link", "input", "path", "br", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.scripts: list[str | None] = []
        self.handlers: list[str] = []
        self.ids: list[str] = []
        self.images = 0
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.handlers += [name for name in values if name.startswith("on")]
        self.addresses += [values[name] or "" for name in ("href", "src") if name in values]
        self.images += tag == "img"
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag == "script":
            self.scripts.append(values.get("type"))
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.void, (tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    assert not found.open
    return found


def evil_result(report: Report) -> BacktestResult:
    result = report(
        40,
        view={
            "name": EVIL,
            "reading": EVIL,
            "assumptions": (EVIL,),
        },
        remarks=(EVIL,),
        conditions=(NEVER.model_copy(update={"condition": EVIL, "rule": EVIL}),),
    )
    trades = tuple(
        one.model_copy(update={"enter_tag": EVIL, "exit_reason": EVIL}) for one in result.trades
    )
    groups = tuple(row.model_copy(update={"key": EVIL}) for row in result.by_enter_tag)
    return result.model_copy(update={"trades": trades, "by_enter_tag": groups})


@pytest.mark.parametrize("count", [0, 1, 12, 300])
def test_the_page_is_well_formed_and_fetches_nothing(count: int, report: Report) -> None:
    page = render_page(report(count), extra_files=["logs.txt"])
    found = outline(page)
    files = {"result.json", "trades.csv", "equity.png", "strategy.py", "logs.txt"}
    for address in found.addresses:
        assert address in files or address.startswith("#") or address == "data:,", address
    assert {one[1:] for one in found.addresses if one.startswith("#")} <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
    assert not re.search(r"https?:|//[a-z]|@import|url\(", page)
    assert found.scripts == ["application/json", None]


def test_only_the_pages_own_script_may_run(report: Report) -> None:
    page = render_page(report(5))
    script = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert f"script-src 'sha256-{digest}'" in policy[1].replace("&#39;", "'")


def test_names_are_text_wherever_they_stand(report: Report) -> None:
    page = render_page(evil_result(report))
    found = outline(page)
    assert found.scripts == ["application/json", None]
    assert not found.images
    assert not found.handlers


def test_the_trade_count_comes_first_with_its_badge(report: Report) -> None:
    few, many = render_page(report(12)), render_page(report(31))
    first = re.compile(r'<dl class="tiles">\s*<div class="tile"><dt>(.*?)</dt>.*?>([\d,]+)<')
    for page, count in ((few, "12"), (many, "31")):
        match = first.search(page)
        assert match
        assert match.groups() == ("Trades", count)
    assert "low sample" in few
    assert "low sample" not in many


def test_synthetic_candles_are_shouted(report: Report) -> None:
    assert "SYNTHETIC DATA" in render_page(report(5, synthetic=True))
    assert "SYNTHETIC" not in render_page(report(5))


def test_why_it_did_not_trade(report: Report) -> None:
    page = render_page(report(0, conditions=(NEVER,), signals=()))
    assert "Why didn&#8217;t it trade?" in page or "Why didn&#39;t it trade?" in page
    assert "never true on any of 4,000 candles" in page
    assert "Why so few trades?" in render_page(report(3))
    assert 'id="why"' not in render_page(report(40))


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rgb`` or ``#rrggbb`` (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [":root{", ":root[data-theme=dark]{"])
def test_text_has_the_contrast_of_wcag_aa(theme: str, report: Report) -> None:
    style = render_page(report(0)).split("<style>")[1].split("</style>")[0]
    colours = dict(re.findall(r"--([\w-]+):(#\w+)", style.split(theme, 1)[1].split("}")[0]))
    texts = [
        (text, ground)
        for text in ("ink", "quiet", "accent", "gain", "loss")
        for ground in ("bg", "card", "soft")
    ]
    texts += [("cell", f"{side}{step}") for side in "pn" for step in (1, 2, 3, 4)]
    texts += [("warn-ink", "warn-bg"), ("card", "ink")]
    colours["white"] = "#ffffff"
    for text, ground in [*texts, ("white", "syn")]:
        one, other = sorted((luminance(colours[text]), luminance(colours[ground])))
        assert (other + 0.05) / (one + 0.05) >= 4.5, (text, ground)


def test_a_browser_opens_it_offline_without_a_complaint(report: Report, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        pytest.skip("chromium is not installed")
    write(evil_result(report), tmp_path, export_zip=None, logs=None, source="")
    run = subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--enable-logging=stderr",
            "--virtual-time-budget=2000",
            "--dump-dom",
            (tmp_path / "report.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ":CONSOLE" not in run.stderr
    title = re.search(r"<title>(.*?)</title>", run.stdout, flags=re.DOTALL)
    assert title
    assert "backtest report" in title[1]
    body = run.stdout.split('id="trades-body"')[1].split("</tbody>")[0]
    assert body.count("<tr>") == 25
    assert "1–25 of 40" in run.stdout
