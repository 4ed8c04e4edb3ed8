from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.robustness.page import render_page
from hypertrade.robustness.plan import ALL_CHECKS
from hypertrade.robustness.subject import Subject
from hypertrade.robustness.summary import TITLES
from hypertrade.robustness.terminal import render_summary
from rich.console import Console

from tests.robustness.certificate.reports import PLAN, examined, with_columns
from tests.robustness.runs.test_bias import _shifted
from tests.robustness.runs.toys import Toy, spec_with, toy_subject

if TYPE_CHECKING:
    from hypertrade.robustness.report import Report

HOSTILE = "<script>alert(1)</script>\"' [red]x[/]"


class _Page(HTMLParser):
    """Collects what a page consists of, and whether every element is closed."""

    VOID = frozenset({"meta", "link", "input", "path"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts = 0
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []
        self.scripts += tag == "script"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def report() -> Report:
    subject = with_columns(toy_subject(edge=0.3), _shifted)
    return examined(subject, name=HOSTILE, reading=HOSTILE).report


def test_a_page_is_whole_and_its_anchors_lead_somewhere(report: Report) -> None:
    page = _Page(render_page(report, files=["robustness.html", "certificate.json"]))
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert set(ALL_CHECKS) <= set(page.ids)
    for title in TITLES.values():
        assert title in page.text


def test_nothing_of_the_strategy_is_taken_for_markup(report: Report) -> None:
    text = render_page(report, files=[])
    assert _Page(text).scripts == 1
    assert "<script>alert" not in text
    assert "close is above the line (entry)" in text
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", text)


@pytest.mark.parametrize("name", ALL_CHECKS)
def test_a_page_of_one_check_holds_that_alone(name: str) -> None:
    report = examined(plan=PLAN.model_copy(update={"checks": (name,)})).report
    page = _Page(render_page(report, files=[]))
    assert not page.open
    assert name in page.ids
    assert not (set(ALL_CHECKS) - {name}) & set(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


class _Idle(Toy):
    """Never trades: whatever is asked for, it looks at a time without candles."""

    def run(self, values: Any = None, **named: Any) -> Any:
        late = datetime(2100, 1, 1, tzinfo=UTC)
        return super().run(values, **(named | {"start": late, "stop": late}))


def test_a_strategy_that_never_trades_still_has_a_page() -> None:
    idle = _Idle(spec_with(("n_0", 8, 20, 1, 14)), days=100)
    report = examined(with_columns(Subject.of(idle))).report
    assert report.base.trades == 0
    assert report.overall != "passes"
    assert not _Page(render_page(report, files=[])).open


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_terminal_shows_a_line_a_check(report: Report, encoding: str) -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding)
    render_summary(report, Console(file=file, force_terminal=False))
    file.flush()
    text = raw.getvalue().decode(encoding)
    for title in TITLES.values():
        assert title in text
    assert HOSTILE[:20] in text
    assert "Fails" in text
    assert max(len(line.rstrip()) for line in text.splitlines()) <= 80
