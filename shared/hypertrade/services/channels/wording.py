"""What messages say. Names of strategies are strangers' texts: they stand in plain text alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypertrade.domain.accounts import Audited
from hypertrade.domain.channels import one_line
from hypertrade.domain.runs import DownloadWork

if TYPE_CHECKING:
    from datetime import datetime

    from hypertrade.domain.accounts import AuditEntry
    from hypertrade.domain.channels import Channel
    from hypertrade.domain.runs import Failure, Run

_MOST_PAIRS = 6
_LONGEST_NAME = 80
_LONGEST_LINE = 800
"""Letters of a line that others wrote: so the whole stays below what Telegram takes, 4,096."""
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Words:
    """A message: for people ``subject`` and ``text``, for programs ``data``; ``at`` it happened."""

    subject: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    at: datetime | None = None


def of_run(run: Run, event: str, pages: str) -> Words:
    """Return what is told of the end of ``run``, with a link to its page below ``pages``."""
    name = one_line(run.title, _LONGEST_NAME) or "Untitled"
    link = f"{pages}/runs/{run.id}"
    what = {"backtest": "Backtest", "robustness": "Robustness check", "download": "Download"}
    kind, state = what[run.kind], event.removeprefix("run.")
    lines = [f"{kind} {state}: {name}", _market(run)]
    if state == "succeeded":
        lines += _result(run)
    elif run.failure is not None:
        lines += _failure(run.failure)
    elif state == "expired":
        lines.append("It waited too long for its turn, and was not charged. Start it again.")
    lines += ["", link]
    data = {
        "run": run.id,
        "kind": run.kind,
        "state": state,
        "title": run.title,
        "strategy": run.strategy,
        "strategy_version": run.strategy_version,
        **_market_data(run),
        "summary": _figures(run),
        "failure": None if run.failure is None else run.failure.model_dump(mode="json"),
        "page": link,
    }
    return Words(f"{kind} {state}: {name}", "\n".join(lines), data, run.ended)


def of_security(entry: AuditEntry, pages: str) -> Words:
    """Return what is told of a matter of security, as the audit log has it."""
    what = _MATTERS.get(entry.what, entry.what.value)
    origin = f" from {entry.address}" if entry.address else ""
    link = f"{pages}/account"
    text = (
        f"{what}{origin}, {entry.at:%Y-%m-%d %H:%M} UTC.\n\n"
        f"If that was not you, change your password and revoke your keys:\n{link}"
    )
    data = {
        "what": entry.what.value,
        "address": entry.address,
        "request": entry.request,
        "page": link,
    }
    return Words(f"Your account: {what[0].lower()}{what[1:]}", text, data, entry.at)


def of_test(channel: Channel, pages: str) -> Words:
    """Return what a test says."""
    name = one_line(channel.name, _LONGEST_NAME)
    text = f"This is a test of your channel {name}. It works.\n\n{pages}/account"
    return Words(f"Test of your channel {name}", text, {"channel": channel.id})


def of_beyond(more: int, pages: str) -> Words:
    """Return what is told of messages that were left out: ``more`` of them."""
    text = f"{_left_out(more)}\n\n{pages}/runs"
    return Words(f"And {more:,} more", text, {"more": more})


def with_more(text: str, more: int) -> str:
    """Return ``text``, and that ``more`` messages were left out before it."""
    return f"{text}\n\n{_left_out(more)}" if more else text


_MATTERS = {
    Audited.SIGNED_IN: "Somebody signed in to your account",
    Audited.SIGNED_OUT: "All sessions of your account were ended",
    Audited.PASSWORD_CHANGED: "The password of your account was changed",
    Audited.EXPORTED: "An export of everything in your account was made",
    Audited.DELETED: "The deletion of your account has begun",
    Audited.KEY_CREATED: "An API key of your account was made",
    Audited.KEY_REVOKED: "An API key of your account was revoked",
    Audited.FACTOR_ON: "The second factor of your account was turned on",
    Audited.FACTOR_OFF: "The second factor of your account was turned off",
    Audited.RECOVERY_RENEWED: "New recovery codes of your account were made",
    Audited.RECOVERY_USED: "A recovery code of your account was used",
    Audited.CHANNEL_MADE: "A notification channel was added to your account",
    Audited.CHANNEL_REMOVED: "A notification channel was removed from your account",
}


def _left_out(more: int) -> str:
    were = "message was" if more == 1 else "messages were"
    return f"And {more:,} more: so many {were} too many for one hour to be told one by one."


def _market(run: Run) -> str:
    asked = run.work if isinstance(run.work, DownloadWork) else run.work.job
    return f"{_pairs(asked.pairs)}, {asked.timeframe}, {asked.exchange}"


def _market_data(run: Run) -> dict[str, Any]:
    asked = run.work if isinstance(run.work, DownloadWork) else run.work.job
    return {
        "exchange": asked.exchange,
        "pairs": list(asked.pairs),
        "timeframe": asked.timeframe,
    }


def _pairs(pairs: tuple[str, ...]) -> str:
    shown = ", ".join(pairs[:_MOST_PAIRS])
    rest = len(pairs) - _MOST_PAIRS
    return f"{shown} and {rest:,} more" if rest > 0 else shown


def _result(run: Run) -> list[str]:
    """Return the lines of what a run came to, as its report says it."""
    figures = run.summary or {}
    if run.kind == "robustness":
        reasons = list(figures.get("reasons", ()))[:_MOST_REASONS]
        said = [one_line(str(reason), _LONGEST_LINE) for reason in reasons]
        return [f"Verdict: {figures.get('overall', 'none')}", *said]
    if "profit_total" not in figures:
        return []
    from hypertrade.results.words import money, percent

    currency = str(figures.get("stake_currency", ""))
    profit = percent(figures["profit_total"], signed=True)
    amount = money(figures.get("profit_total_abs"), currency, signed=True)
    drawdown = percent(figures.get("max_drawdown_account"))
    trades = f"{figures.get('total_trades', 0):,} trades"
    lines = [f"Profit {profit} ({amount}) in {trades}, worst drawdown {drawdown}"]
    if verified := figures.get("verified"):
        lines.append(f"Freqtrade {verified}")
    if figures.get("synthetic"):
        lines.append("On made-up candles: this says nothing about a real market.")
    return lines


_FIGURES = (
    "profit_total",
    "profit_total_abs",
    "stake_currency",
    "total_trades",
    "winrate",
    "max_drawdown_account",
    "sharpe",
    "backtest_start",
    "backtest_end",
    "engine",
    "verified",
    "synthetic",
    "overall",
    "reasons",
)


def _figures(run: Run) -> dict[str, Any] | None:
    if run.summary is None:
        return None
    return {name: run.summary[name] for name in _FIGURES if name in run.summary}


def _failure(failure: Failure) -> list[str]:
    where = f" (line {failure.line})" if failure.line else ""
    problem = f"{failure.field}: {failure.problem}" if failure.field else failure.problem
    remedy = one_line(failure.remedy, _LONGEST_LINE)
    return [
        f"Why: {one_line(problem, _LONGEST_LINE)}{where}",
        *([f"Remedy: {remedy}"] if remedy else []),
    ]
