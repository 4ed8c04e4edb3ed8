"""One case, run on both sides and compared."""

from __future__ import annotations

import shutil
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hypertrade.domain.errors import HyperTradeError

from tests.engine.differential.comparing import difference
from tests.engine.differential.referee import referee
from tests.engine.differential.staging import Staged, stage

if TYPE_CHECKING:
    from hypertrade.engine.model import Ledger

    from tests.engine.differential.case import Case

Outcome = Literal["equal", "differs", "refused", "crashed", "both refuse", "Freqtrade breaks"]

AGREED = frozenset({"equal", "both refuse", "Freqtrade breaks"})
"""What shows no fault of the engine's."""


@dataclass(frozen=True)
class Verdict:
    """How a case went; ``trades`` is how many Freqtrade made, ``text`` what there is to say."""

    case: Case
    outcome: Outcome
    trades: int = 0
    text: str = ""
    fields: tuple[str, ...] = ()

    @property
    def signature(self) -> str:
        """Return what tells this failure from others."""
        told = ", ".join(self.fields) or (self.text.splitlines() or [""])[-1]
        return f"{self.outcome}: {told}"

    @property
    def report(self) -> str:
        """Return everything that a person needs to look into it."""
        case = self.case
        return f"{case.name} ({case.digest()[:12]}): {self.outcome}\n{_settings(case)}\n{self.text}"


def judge(case: Case, folder: Path | None = None) -> Verdict:
    """Run ``case`` on both sides, in ``folder`` (which is made and kept) if one is named."""
    if folder is not None:
        return _judge(stage(case, folder))
    with tempfile.TemporaryDirectory() as temporary:
        staged = stage(case, Path(temporary) / "case")
        try:
            return _judge(staged)
        finally:
            shutil.rmtree(staged.folder, ignore_errors=True)


def _judge(staged: Staged) -> Verdict:
    case = staged.case
    # Both at once: where there is a second core, nobody waits.
    referee().start(staged)
    ours = run_engine(staged)
    answer = referee().result(staged)
    count = len(answer.get("trades", ()))
    if "error" in answer:
        return _broken_off(case, answer["error"], ours)
    if isinstance(ours, Unable):
        return Verdict(case, ours.outcome, count, ours.text)
    if ours.fee != answer["fee"]:
        text = f"fee: freqtrade {answer['fee']}, engine {ours.fee}"
        return Verdict(case, "differs", count, text, ("fee",))
    found = difference(answer, ours.ledger, ours.pairs)
    if found:
        return Verdict(case, "differs", count, str(found), found.fields)
    return Verdict(case, "equal", count)


def _broken_off(case: Case, error: str, ours: Ran | Unable) -> Verdict:
    """Judge a case that Freqtrade does not bring to an end."""
    if isinstance(ours, Unable):
        return Verdict(case, "both refuse", text=f"{error}\n{ours.text}")
    # It asks for the funding rates of every pair, of those as well that the range leaves without
    # any (optimize/backtesting.py 454); the engine trades the others.
    if error in {f"KeyError: {pair!r}" for pair in ours.without_funding}:
        return Verdict(case, "Freqtrade breaks", text=error)
    return Verdict(case, "differs", text=f"Freqtrade refuses: {error}")


@dataclass(frozen=True)
class Ran:
    """The engine's ledger, the pairs it numbers, those without funding rates, and the fee."""

    ledger: Ledger
    pairs: tuple[str, ...]
    without_funding: tuple[str, ...]
    fee: float


@dataclass(frozen=True)
class Unable:
    """Why there is no ledger: a refusal in plain words, or the trace of a crash."""

    outcome: Literal["refused", "crashed"]
    text: str


def run_engine(staged: Staged) -> Ran | Unable:
    """Run the staged case in HyperTrade's own engine."""
    from hypertrade.backtesting import Session

    case = staged.case
    try:
        session = Session.load(case.job(), staged.store)
        refusal = session.refusal()
        if refusal:
            return Unable("refused", refusal)
        start, stop = (case.start, case.stop) if case.window else (None, None)
        if case.tunables or case.window:
            # What an earlier variant left in the session's caches must not show.
            session.run()
        ledger = session.run(case.tunables, start=start, stop=stop)
    except HyperTradeError as error:
        return Unable("refused", str(error))
    except Exception:  # noqa: BLE001 - a crash is a finding like any other
        return Unable("crashed", traceback.format_exc())
    market = session.window(start, stop).market
    pairs = tuple(each.rules.pair for each in market.pairs)
    without = tuple(
        each.rules.pair
        for each in market.pairs
        if each.funding is not None and not len(each.funding.time)
    )
    return Ran(ledger, pairs, without, session.account.fee)


def _settings(case: Case) -> str:
    """Return the settings that matter: those that are not the defaults."""
    document = case.model_dump(mode="json", exclude_defaults=True)
    spec = {name: value for name, value in document.pop("spec").items() if value}
    pairs = document.pop("pairs")
    lines = [f"  {name}: {value}" for name, value in document.items()]
    lines += [f"  spec.{name}: {value}" for name, value in spec.items()]
    lines += [f"  {each['pair']}: {each['rules']} {each['candles']}" for each in pairs]
    return "\n".join(lines)
