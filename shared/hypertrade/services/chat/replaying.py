"""What a strategy would be without one turn: later changes, made again on what was before it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.errors import Conflict, Invalid
from hypertrade.services.strategies.contents import spec_of
from hypertrade.stores.versions import version_id

if TYPE_CHECKING:
    from hypertrade.domain.principals import Principal
    from hypertrade.domain.strategies import Conversation, Turn, Version
    from hypertrade.ports.strategist import Strategist
    from hypertrade.services.strategies.shelf import Latest, Shelf
    from hypertrade.strategy.spec import StrategySpec

MOST_REPLAYED = 100
"""Versions that are made again at most."""

Name = tuple[str, int]
"""A turn, by its conversation's id and its number."""


@dataclass(slots=True)
class Replayed:
    """The strategy without the turn; ``lost`` says what later no longer applies."""

    spec: StrategySpec
    text: str = ""
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(slots=True)
class _History:
    """The versions of a strategy by number, and the turns that made them."""

    versions: dict[int, Version]
    turns: dict[Name, Turn] = field(default_factory=dict)

    def made_by(self, number: int) -> tuple[str, Name] | None:
        """Return how a version came about: ``say`` or ``undo``, and which turn is meant."""
        said = self.versions[number].said
        if said is None:
            return None
        way = "undo" if said.startswith("undo ") else "say"
        conversation, _, turn = said.removeprefix("undo ").rpartition("#")
        return way, (conversation, int(turn))

    def before(self, name: Name) -> list[Turn]:
        """Return the turns of the same conversation before one, as they stand now."""
        return [
            turn
            for (conversation, number), turn in self.turns.items()
            if conversation == name[0] and number < name[1] and turn.undone is None
        ]


class Replaying:
    """Makes changes again."""

    def __init__(self, shelf: Shelf, strategist: Strategist) -> None:
        """Read versions from ``shelf`` and words with ``strategist``."""
        self._shelf = shelf
        self._strategist = strategist

    def without(
        self, principal: Principal, latest: Latest, talk: Conversation, turn: Turn
    ) -> Replayed:
        """Return what the strategy is once ``turn`` of ``talk`` is undone.

        If that turn itself undid another, the other one holds again; and so on. Changes that no
        words made (a form, an import) are made again field by field.

        Raises:
            Conflict: too many versions came after it, or one of them is code.
        """
        from hypertrade.strategy.english import changes

        history = self._history(principal, latest)
        undone = {name for name, one in history.turns.items() if one.undone is not None}
        aim = (talk.id, aim_of(talk, turn).number)
        undone ^= {aim}
        start = self._start(history, aim)
        found = Replayed(self._spec(history.versions[start]))
        lost: list[str] = []
        for number in range(start + 1, latest.strategy.value.latest + 1):
            self._again(history, number, undone, found, lost)
        now = self._spec(latest.version.value)
        found.changed, found.lost = changes(now, found.spec), tuple(lost)
        found.text = _text(turn, changed=bool(found.changed), lost=bool(lost))
        return found

    def _history(self, principal: Principal, latest: Latest) -> _History:
        shelf, strategy = self._shelf, latest.strategy.value
        numbers = list(range(max(1, strategy.latest - MOST_REPLAYED), strategy.latest + 1))
        ids = [version_id(strategy.id, number) for number in numbers]
        stored = shelf.documents.get_many(shelf.versions.collection, ids)
        versions = [shelf.versions.kept(one).value for one in stored if one is not None]
        history = _History({version.number: version for version in versions})
        names = {made[1][0] for number in history.versions if (made := history.made_by(number))}
        for one in shelf.documents.get_many(shelf.conversations.collection, sorted(names)):
            if one is None or one.fields["owner"] != principal.id:
                continue
            talk = shelf.conversations.kept(one).value
            history.turns |= {(talk.id, turn.number): turn for turn in talk.turns}
        return history

    @staticmethod
    def _start(history: _History, aim: Name) -> int:
        """Return the newest version without ``aim`` in which all before it holds that holds now.

        Each undoing left a version: where a turn was turned off, or on again, after that version,
        one goes back to before that turn.
        """
        start = _before(history, aim)
        while True:
            later = Counter(
                made[1]
                for number in history.versions
                if number > start and (made := history.made_by(number)) and made[0] == "undo"
            )
            turned = [name for name, times in later.items() if times % 2]
            earliest = min((_before(history, one) for one in turned), default=start)
            if earliest >= start:
                return start
            start = earliest

    @staticmethod
    def _spec(version: Version) -> StrategySpec:
        if isinstance(version.content, CodeStrategy):
            raise Conflict(
                f"version {version.number} is code, which words cannot be made again on",
                field="turn",
                remedy="Restore an earlier version instead.",
            )
        return spec_of(version.content)

    def _again(
        self, history: _History, number: int, undone: set[Name], found: Replayed, lost: list[str]
    ) -> None:
        """Make the change again that led to version ``number``."""
        made = history.made_by(number)
        if made is not None and (made[0] == "undo" or made[1] in undone):
            return
        turn = None if made is None else history.turns.get(made[1])
        if made is None or turn is None:
            self._by_field(history, number, found, lost)
            return
        spec = found.spec.model_dump(mode="json")
        answer = self._strategist.answer(turn.words, spec, history.before(made[1]))
        if answer.question is not None:
            lost.append(f"No longer applies: “{turn.words}”: {answer.question.text}")
        elif answer.spec is None:
            lost.append(f"Changes nothing any more: “{turn.words}”")
        else:
            from hypertrade.strategy.spec import read_spec

            found.spec = read_spec(answer.spec)

    def _by_field(self, history: _History, number: int, found: Replayed, lost: list[str]) -> None:
        """Set every field that version ``number`` changed to what it has there."""
        from hypertrade.strategy.spec import StrategySpec, read_spec

        if number - 1 not in history.versions:
            raise _too_long()
        old, new = (self._spec(history.versions[one]) for one in (number - 1, number))
        fields = {
            name: getattr(new, name)
            for name in StrategySpec.model_fields
            if getattr(new, name) != getattr(old, name)
        }
        whole = {name: getattr(found.spec, name) for name in StrategySpec.model_fields}
        made = StrategySpec.model_construct(**(whole | fields))
        try:
            found.spec = read_spec(made.model_dump(mode="json"))
        except Invalid as error:
            lost.append(f"Version {number} no longer applies: {error.problem}")


def aim_of(talk: Conversation, turn: Turn) -> Turn:
    """Return the turn of words that undoing ``turn`` turns off, or on again."""
    while turn.undoes is not None:
        turn = talk.turns[turn.undoes - 1]
    return turn


def _before(history: _History, name: Name) -> int:
    """Return the version before a turn.

    Raises:
        Conflict: it is too long ago.
    """
    turn = history.turns.get(name)
    if turn is None or turn.before is None or turn.before not in history.versions:
        raise _too_long()
    return turn.before


def _too_long() -> Conflict:
    return Conflict(
        "too much was changed since",
        field="turn",
        remedy=f"At most {MOST_REPLAYED} versions are made again: restore an earlier version.",
    )


def _text(turn: Turn, *, changed: bool, lost: bool) -> str:
    what = f"Turn {turn.number} undone."
    if not changed:
        return f"{what} Nothing changed: what it did was changed again since."
    return f"{what} Some of what came after no longer applies." if lost else what
