"""Who is told of what, in which words; and that nothing is lost between a change and its notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.accounts import SECURITY_MATTERS, Audited, Visit
from hypertrade.domain.channels import EVENTS
from hypertrade.domain.principals import Scope
from hypertrade.domain.runs import DownloadWork, Failure, RobustnessWork, RunState
from hypertrade.services.channels import wording

from tests.ports.faults import KILLED_AFTER, KILLED_BEFORE, Fault, Killed, faulty
from tests.services.channels.office import JOB, VISIT, said

if TYPE_CHECKING:
    from hypertrade.domain.channels import ChannelEvent

    from tests.services.channels.office import Office


@pytest.mark.parametrize("wanted", EVENTS)
def test_a_channel_is_told_what_it_asked_for_and_nothing_else(
    office: Office, wanted: ChannelEvent
) -> None:
    office.webhook(events=[wanted])
    office.webhook(who="bob", events=EVENTS)
    for number, state in enumerate(state for state in RunState if state.ended):
        office.end_run(f"run-{number}", state)
    office.platform.accounts.keys.create(office.principal(), "key", [Scope.RUNS_READ], VISIT)
    office.sweep()
    office.deliver()
    assert [said(taken)["type"] for taken in office.web.taken] == [wanted]


def test_a_backtest_that_succeeded_is_told_as_its_report_says_it(office: Office) -> None:
    office.webhook()
    office.end_run()
    office.deliver()
    [taken] = office.web.taken
    told = said(taken)
    assert told["timestamp"] == "2026-03-01T12:00:00.000000Z"
    data = told["data"]
    assert (data["run"], data["kind"], data["state"]) == ("run-1", "backtest", "succeeded")
    assert data["pairs"] == ["BTC/USDT", "ETH/USDT"]
    assert data["page"] == "http://localhost:8080/runs/run-1"
    assert data["summary"]["profit_total"] == 0.12345
    assert "equity" not in data["summary"], "that is for the report"
    [notice] = office.notices()
    assert notice.text == (
        "Backtest succeeded: Dips\n"
        "BTC/USDT, ETH/USDT, 1h, binance\n"
        "Profit +12.35% (+123.45 USDT) in 54 trades, worst drawdown 1.01%\n"
        "Freqtrade agrees: 54 trades and 120 figures, every value equal\n"
        "On made-up candles: this says nothing about a real market.\n"
        "\n"
        "http://localhost:8080/runs/run-1"
    )


@pytest.mark.parametrize(
    ("state", "changes", "lines"),
    [
        (
            RunState.FAILED,
            {"failure": Failure(code="Invalid", problem="no candles", field="pairs",
                                remedy="Download them.", line=3)},
            ["Backtest failed: Dips", "Why: pairs: no candles (line 3)", "Remedy: Download them."],
        ),
        (RunState.CANCELLED, {}, ["Backtest cancelled: Dips"]),
        (RunState.EXPIRED, {}, ["Backtest expired: Dips", "It waited too long"]),
        (
            RunState.SUCCEEDED,
            {"work": RobustnessWork(job=JOB),
             "summary": {"overall": "doubtful", "reasons": ["Few trades."]}},
            ["Robustness check succeeded: Dips", "Verdict: doubtful", "Few trades."],
        ),
        (
            RunState.SUCCEEDED,
            {"work": DownloadWork(exchange="kraken", pairs=tuple(f"A{n}/USD" for n in range(9)),
                                  timeframe="1h", since="20240101"), "summary": {}},
            ["Download succeeded: Dips", "and 3 more, 1h, kraken"],
        ),
    ],
)  # fmt: skip
def test_what_became_of_a_run_is_told(
    office: Office, state: RunState, changes: dict[str, Any], lines: list[str]
) -> None:
    office.webhook()
    office.end_run("run-1", state, **changes)
    [notice] = office.notices()
    for line in lines:
        assert line in notice.text
    assert notice.subject == lines[0]


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "a\r\nBcc: eve@example.com", "\x1b[31m", "é" * 200, ""]
)
def test_a_strategys_name_is_anybodys_text(office: Office, title: str) -> None:
    channel = office.email()
    office.channels.confirm(office.principal(), channel.id, office.code(), VISIT)
    office.end_run(title=title)
    office.deliver()
    mail = office.box.taken[-1]
    assert mail.get_content_type() == "text/plain"
    assert mail["Bcc"] is None
    assert len(mail["Subject"]) <= 150
    body = mail.get_content()
    assert "\x1b" not in body
    assert "http://localhost:8080/runs/run-1" in body


def test_the_longest_message_is_short_enough_for_telegram() -> None:
    assert wording._LONGEST_LINE * (wording._MOST_REASONS + 1) < 4000


def test_a_link_goes_to_the_web_app_where_it_is_elsewhere(office: Office) -> None:
    from hypertrade.settings import Settings

    apart = Settings(web_origins="https://app.example.com, https://other.example.com")
    assert apart.pages == "https://app.example.com"
    assert Settings(public_url="https://api.example.com").pages == "https://api.example.com"
    assert office.platform.settings.pages == "http://localhost:8080"


def test_a_run_that_was_deleted_before_it_was_told_is_not(office: Office) -> None:
    event = office.end_run()
    office.webhook()
    from hypertrade.ports.documents import ANY, Write

    office.platform.parts.documents.commit([Write("runs", "run-1", None, ANY)])
    office.platform.work.telling.tell(event)
    assert not office.notices()


def test_matters_of_security_are_told_from_the_audit_log(office: Office) -> None:
    office.webhook(events=["account.security"])
    ann = office.principal()
    keys = office.platform.accounts.keys
    made = keys.create(ann, "phone", [Scope.RUNS_READ], VISIT)
    keys.revoke(ann, made.key.id, VISIT)
    office.sweep()
    office.deliver()
    told = [said(taken)["data"] for taken in office.web.taken]
    assert sorted(data["what"] for data in told) == ["key.created", "key.revoked"]
    assert {data["address"] for data in told} == {VISIT.address}
    texts = " ".join(notice.text + str(notice.data) for notice in office.notices())
    assert "An API key of your account was made from 192.0.2.7, 2026-03-01 12:00 UTC." in texts
    assert made.text not in texts
    assert made.key.secret_digest not in texts or not made.key.secret_digest


def test_every_matter_of_security_has_its_words(office: Office) -> None:
    office.webhook(events=["account.security"])
    log = office.platform.accounts.log
    for what in Audited:
        log.add(log.entry("ann", what, Visit(), subject="x"))
    office.sweep()
    office.deliver()
    told = {said(taken)["data"]["what"] for taken in office.web.taken}
    assert told == {what.value for what in SECURITY_MATTERS}
    assert {what.value for what in wording._MATTERS} == told


def test_a_channel_is_not_told_of_itself(office: Office) -> None:
    office.webhook(events=["account.security"], path="first")
    other = office.webhook(events=["account.security"], path="other").shown.kept.value.id
    office.channels.remove(office.principal(), other, VISIT)
    office.sweep()
    office.deliver()
    told = [(taken.path, said(taken)["data"]["what"]) for taken in office.web.taken]
    assert sorted(told) == [("/first", "channel.made"), ("/first", "channel.removed")]


def test_what_was_written_down_is_told_after_whatever_died(office: Office) -> None:
    """The entry and what is owed for it are one commit: either both are there, or neither."""
    office.webhook(events=["account.security"])
    keys = office.platform.accounts.keys
    documents = office.platform.parts.documents
    keys._keys.documents = faulty(documents, Fault("commit", how=KILLED_AFTER))
    with pytest.raises(Killed):
        keys.create(office.principal(), "phone", [Scope.RUNS_READ], VISIT)
    office.sweep()
    office.deliver()
    assert [said(taken)["data"]["what"] for taken in office.web.taken] == ["key.created"]


def test_killed_between_telling_and_forgetting_it_is_told_once(office: Office) -> None:
    office.webhook(events=["account.security"])
    office.platform.accounts.keys.create(office.principal(), "phone", [Scope.RUNS_READ], VISIT)
    outbox, documents = office.platform.work.post._outbox, office.platform.parts.documents
    outbox.documents = faulty(documents, Fault("commit", how=KILLED_BEFORE))
    with pytest.raises(Killed):
        office.sweep()
    outbox.documents = documents
    assert office.sweep()["sent"] >= 1, "it is told again"
    office.deliver()
    assert len(office.web.taken) == 1
