"""What words name: a setting, a kind of rule, a rule by its name, or an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.strategy.catalogue import INDICATORS
from hypertrade.strategy.english.editing import phrases as p
from hypertrade.strategy.english.scales import AVERAGES
from hypertrade.strategy.english.tokens import tokenize
from hypertrade.strategy.spec import Indicator
from hypertrade.strategy.spec.checks import walk

if TYPE_CHECKING:
    from hypertrade.strategy.english.editing.model import Bench, Role
    from hypertrade.strategy.english.ruledraft import Side
    from hypertrade.strategy.english.scan import Lexeme
    from hypertrade.strategy.spec import Operand, Rule, StrategySpec

SCOPING = frozenset({"from", "in", "of", "for", "on", "to", "at"})
_SIDES: dict[str, Side] = {"long": "long", "short": "short"}
_ROLES: dict[str, Role] = {"entry": "entry", "exit": "exit", "filter": "filter"}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where something is meant: in a role, in one rule by name, on one side, or anywhere."""

    role: Role | None = None
    rule: str | None = None
    side: Side | None = None

    def __bool__(self) -> bool:
        """Whether anything was named."""
        return (self.role, self.rule, self.side) != (None, None, None)


def scoped(lexemes: list[Lexeme], spec: StrategySpec) -> tuple[list[Lexeme], Scope]:
    """Take "from the exit" or "to the rule NAME" off the end; return what is left and the scope."""
    for at in range(len(lexemes) - 1, 0, -1):
        if lexemes[at].key not in SCOPING:
            continue
        rest = p.bare(lexemes[at + 1 :])
        role = _ROLES.get(p.whole(rest, p.PARTS) or "")
        name = rule_named(rest, spec)
        if name is not None:
            return lexemes[:at], Scope(*name)
        if role is not None:
            return lexemes[:at], Scope(role)
        side = _SIDES.get(p.whole(rest, p.PARTS) or "")
        if side is not None:
            return lexemes[:at], Scope(side=side)
        break
    last = p.ends(lexemes, p.PARTS)
    if last is not None and last[0] in {"entry", "exit"} and p.bare(lexemes[: last[1]]):
        return lexemes[: last[1]], Scope(_ROLES[last[0]])  # "the RSI exit"
    return lexemes, Scope()


def rule_named(lexemes: list[Lexeme], spec: StrategySpec) -> tuple[Role, str] | None:
    """Return the role and name of the rule that words name, "entry 2" or '"dip"'."""
    rest = p.bare(lexemes)
    if rest and rest[0].key in {"rule", "entry", "exit"} and len(rest) > 1:
        said = {_plain(rest), _plain(rest[1:])}
    else:
        said = {_plain(rest)}
    kinds: list[tuple[Role, tuple[Rule, ...]]] = [("entry", spec.entries), ("exit", spec.exits)]
    found = [
        (role, rule.name)
        for role, rules in kinds
        for rule in rules
        if " ".join(rule.name.lower().split()) in said
    ]
    return found[0] if len(found) == 1 else None


def _plain(lexemes: list[Lexeme]) -> str:
    return " ".join(" ".join(item.key for item in lexemes).strip('"“”„«»').split()).lower()


def role_in(lexemes: list[Lexeme]) -> Role | None:
    """Return the role that an action word among ``lexemes`` tells, if they agree."""
    roles: set[Role] = set()
    for word in tokenize(lexemes).words:
        if {"SELL", "EXIT", "COVER", "CLOSELONG"} & word.values.keys():
            roles.add("exit")
        elif {"BUY", "ENTER", "GO"} & word.values.keys():
            roles.add("entry")
    return roles.pop() if len(roles) == 1 else None


def indicators_in(lexemes: list[Lexeme]) -> set[str]:
    """Return the names of the indicators among ``lexemes``; "ma" stands for every average."""
    found: set[str] = set()
    for word in tokenize(lexemes).words:
        label = word.values.get("IND") or word.values.get("MA") or word.values.get("AVERAGE")
        if label is None:
            continue
        name = label.partition(".")[0]
        found |= {name} if name in INDICATORS else set(AVERAGES)
    return found


def setting_in(lexemes: list[Lexeme], bench: Bench) -> str | None:
    """Return the setting that ``lexemes`` are the name of; a lone stop is whichever there is."""
    name = p.whole(lexemes, p.SETTINGS)
    if name == "stop_loss" and bench.spec.stop_loss is None:
        there = [one for one in p.STOPS if getattr(bench.spec, one) is not None]
        return there[0] if len(there) == 1 else name
    return name


def mentions(operand: Operand | None, names: set[str]) -> bool:
    """Tell whether an operand is, or is made of, an indicator of one of these names."""
    if operand is None:
        return False
    return any(isinstance(node, Indicator) and node.name in names for node in walk(operand))
