"""Changing one number of a strategy: a level, a period, a setting; by a value or by so much."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing import phrases as p
from hypertrade.strategy.english.editing import sites as at
from hypertrade.strategy.english.editing.model import Bench, place_of
from hypertrade.strategy.english.editing.naming import (
    Scope,
    indicators_in,
    mentions,
    role_in,
    scoped,
    setting_in,
)
from hypertrade.strategy.english.explain_rules import number_text, operand_text, percent_text
from hypertrade.strategy.english.trees import plain_number
from hypertrade.strategy.spec import Indicator, ParameterRef

if TYPE_CHECKING:
    from hypertrade.strategy.english.editing.requests import Request
    from hypertrade.strategy.english.editing.sites import Site
    from hypertrade.strategy.english.scan import Lexeme

_PERCENT = frozenset({"%", "percent", "pct"})
_SMALL = frozenset(
    {"to", "be", "at", "=", "is", "equal", "equals", "into", "by", "from", "of", ":"}
)
_MAIN = {
    "trailing_stop": ("trailing_stop", "distance"),
    "atr_stop": ("atr_stop", "multiple"),
    "break_even": ("break_even", "trigger"),
    "time_limit": ("time_limit", "value"),
}
_RATIOS = frozenset({"stop_loss", "take_profit", "trailing_stop", "break_even"})
_FACTORS = {"double": Decimal(2), "triple": Decimal(3), "halve": Decimal("0.5")}
_PARAMETERS = {"deviation": "deviations", "std": "deviations", "stdev": "deviations"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was said, in percent or not, and where it stands among the words."""

    value: Decimal | ParameterRef
    percent: bool
    first: int
    last: int

    def on(self, site: Site) -> float | ParameterRef:
        """Return the number as it stands at ``site``."""
        if isinstance(self.value, ParameterRef):
            return self.value
        return number(self.value.scaleb(-2) if self.percent and _is_share(site) else self.value)


def number(value: Decimal) -> float:
    """Return a decimal as the document holds it."""
    return int(value) if value == value.to_integral_value() else float(value)


def amounts_in(words: list[Lexeme]) -> list[Amount]:
    """Return the numbers among ``words``."""
    found = []
    for index, item in enumerate(words):
        if item.kind not in {"number", "param"}:
            continue
        percent = index + 1 < len(words) and words[index + 1].key in _PERCENT
        minus = index > 0 and words[index - 1].key in {"-", "−"} and item.tight
        value: Decimal | ParameterRef
        if item.kind == "param":
            value = ParameterRef(param=item.key[1:])
        else:
            plain = Decimal(str(plain_number(item.key.replace(",", ""))))
            value = -plain if minus else plain
        found.append(Amount(value, percent, index - minus, index + percent))
    return found


def amend(bench: Bench, request: Request) -> bool:
    """Change the number that the request names; tell whether it names one.

    Raises:
        Unsure: it names several, or does not say by how much.
    """
    words, old = _from(request.words)
    words, scope = scoped(words, bench.spec) if not amounts_in(words[-2:]) else (words, Scope())
    amounts = amounts_in(words)
    amount = amounts[-1] if amounts else None
    target = words[: amount.first] if amount is not None else words
    by = bool(target) and target[-1].key == "by"
    to = bool(target) and target[-1].key in {"to", "be", "at", "="}
    while target and target[-1].key in _SMALL:
        target = target[:-1]
    target, inner = scoped(target, bench.spec)
    scope = scope or inner
    found = sites_named(bench, target, scope, to=to or by or old is not None)
    if old is not None and amount is not None:
        found = [site for site in found if old.on(site) == site.value] or found
    if not found:
        return False
    relative = request.op in _FACTORS or (by and request.op in {"up", "down"})
    if amount is None and request.op not in _FACTORS:
        if request.op in {"up", "down"}:
            raise _how_much(bench, request, found[0], target)
        return False
    groups = grouped(found)
    if len(groups) > 1:
        raise _which(bench, request, groups, amount if not relative else None)
    for site in groups[0]:
        new = (
            _new(site, request, amount) if relative else (amount.on(site) if amount else site.value)
        )
        bench.change(request.whole, **at.root(bench.spec, site.path, new))
    return True


def _from(words: list[Lexeme]) -> tuple[list[Lexeme], Amount | None]:
    """Take the old value out of "from 5% to 3%"."""
    keys = [item.key for item in words]
    if "from" not in keys or "to" not in keys[keys.index("from") :]:
        return words, None
    start = keys.index("from")
    stop = keys.index("to", start)
    inside = amounts_in(words[start + 1 : stop])
    if len(inside) != 1:
        return words, None
    return [*words[:start], *words[stop:]], inside[0]


def without_old(words: list[Lexeme]) -> list[Lexeme]:
    """Return words without the old value in "from 5% to 3%"."""
    return _from(words)[0]


def sites_named(bench: Bench, target: list[Lexeme], scope: Scope, *, to: bool) -> list[Site]:
    """Return the numbers that ``target`` may mean; ``to`` tells that a level is likely meant."""
    every = list(at.sites(bench.spec))
    setting = setting_in(target, bench)
    if setting is not None:
        return _of_setting(bench, every, setting)
    role = scope.role or role_in(target)
    names = indicators_in(target)
    if not names:
        return []
    inside = [
        site
        for site in every
        if mentions(site.owner, names)
        and (role is None or site.role == role)
        and (scope.rule is None or _rule_of(bench, site) == scope.rule)
    ]
    said = {item.key.removesuffix("s") for item in target}
    parameter = _parameter(said, inside)
    if parameter is not None:
        return [site for site in inside if site.kind == parameter and _own(site, names)]
    levels = [site for site in inside if site.kind == "level"]
    if said & p.LEVEL_WORDS or (to and levels and not said & p.PERIOD_WORDS):
        return levels
    own = [site for site in inside if site.kind == "period" and _own(site, names)]
    return own if said & p.PERIOD_WORDS or own else levels


def narrowed(found: list[Site], words: list[Lexeme]) -> list[Site]:
    """Return those of the numbers that words like "deviations" or "level" name, if any do."""
    said = {item.key.removesuffix("s") for item in words}
    parameter = _parameter(said, found)
    if parameter is not None:
        return [site for site in found if site.kind == parameter]
    if said & p.LEVEL_WORDS:
        return [site for site in found if site.kind == "level"] or found
    if said & p.PERIOD_WORDS:
        return [site for site in found if site.kind == "period"] or found
    return found


def _own(site: Site, names: set[str]) -> bool:
    return isinstance(site.owner, Indicator) and site.owner.name in names


def _parameter(said: set[str], inside: list[Site]) -> str | None:
    kinds = {site.kind for site in inside}
    for word in said:
        name = _PARAMETERS.get(word, word)
        if name in kinds and name not in {"level", "candles", "setting"}:
            return name
    return None


def _of_setting(bench: Bench, every: list[Site], setting: str) -> list[Site]:
    value = getattr(bench.spec, setting, None)
    if setting == "stake" and value is not None:
        return [site for site in every if site.path[0] == "stake"]
    if setting in {"roi", "scale_in"} or value is None:
        return []
    path = _MAIN.get(setting, (setting,))
    return [site for site in every if site.path == path]


def _rule_of(bench: Bench, site: Site) -> str | None:
    if site.path[0] not in {"entries", "exits"}:
        return None
    name: str = getattr(bench.spec, str(site.path[0]))[int(site.path[1])].name
    return name


def _is_share(site: Site) -> bool:
    if site.path[0] in _RATIOS or site.path == ("stake", "fraction"):
        return True
    owner = site.owner
    return site.kind == "level" and getattr(owner, "kind", "") == "change"


def grouped(found: list[Site]) -> list[list[Site]]:
    """Return the numbers that are one thing to whoever speaks: a period in both entry and exit."""
    groups: dict[object, list[Site]] = {}
    for site in found:
        owner = site.owner.name if isinstance(site.owner, Indicator) else ""
        key: object = (
            (site.kind, str(site.value), owner)
            if site.kind not in {"level", "candles"}
            else (site.role, str(site.value), _text(site))
        )
        groups.setdefault(key, []).append(site)
    return list(groups.values())


def _text(site: Site) -> str:
    return operand_text(site.owner) if site.owner is not None else ""


def _new(site: Site, request: Request, amount: Amount | None) -> float | ParameterRef:
    if isinstance(site.value, ParameterRef):
        return site.value
    now = Decimal(str(site.value))
    if request.op in _FACTORS:
        return number(now * _FACTORS[request.op])
    if amount is None or isinstance(amount.value, ParameterRef):
        return site.value
    share = amount.percent and not _is_share(site)
    step = now * amount.value / 100 if share else Decimal(str(amount.on(site)))
    return number(now + step if request.op == "up" else now - step)


def _how_much(bench: Bench, request: Request, site: Site, target: list[Lexeme]) -> Unsure:
    said = bench.said(target)
    choices: tuple[tuple[str, str], ...] = ()
    if not isinstance(site.value, ParameterRef):
        factors = ("1.5", "2") if request.op == "up" else ("0.75", "0.5")
        whole = isinstance(site.value, int) and site.kind != "level"
        for factor in factors:
            new = Decimal(str(site.value)) * Decimal(factor)
            new = new.to_integral_value() if whole else new
            text = percent_text(number(new)) if _is_share(site) else number_text(number(new))
            choices += ((text, f"set {said} to {text}"),)
    return Unsure(
        f"“{bench.said(request.whole)}”: to what? It is {_shown(site)} now.",
        choices,
        place_of(request.whole),
    )


def _shown(site: Site) -> str:
    return percent_text(site.value) if _is_share(site) else number_text(site.value)


def _which(
    bench: Bench, request: Request, groups: list[list[Site]], amount: Amount | None
) -> Unsure:
    said = bench.said(request.whole)
    choices = []
    for group in groups if amount is not None else ():
        site = group[0]
        owner = _text(site) if site.kind == "level" else getattr(site.owner, "name", "").upper()
        new = number_text(amount.on(site)) if amount is not None else ""
        where = f" in the {site.role}" if site.kind == "level" else ""
        choices.append(
            (
                f"{owner} {_shown(site)}{where}",
                f"{owner} {new} instead of {number_text(site.value)}{where}",
            )
        )
    return Unsure(f"“{said}”: which number is meant?", tuple(choices), place_of(request.whole))
