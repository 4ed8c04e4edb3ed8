"""Conversations: every turn of words changes a strategy, and any of them can be taken back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypertrade.domain.backtest import SpecStrategy
from hypertrade.domain.errors import Conflict, Invalid, NotFound, Stale
from hypertrade.domain.strategies import LONGEST_WORDS, MOST_TURNS, Conversation, Turn
from hypertrade.ports.documents import LARGEST_DOCUMENT
from hypertrade.services.chat.reader import plain
from hypertrade.services.chat.replaying import Replaying, aim_of
from hypertrade.services.strategies.contents import spec_of
from hypertrade.services.strategies.shelf import Latest, Shelf, check_revision, settled
from hypertrade.stores.table import Kept, values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hypertrade.domain.paging import Asked, Page
    from hypertrade.domain.principals import Principal
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Documents, Write
    from hypertrade.ports.strategist import Answer, Strategist

_UNDO = frozenset(
    {"undo", "undo that", "undo it", "undo this", "take that back", "take it back", "revert that"}
    | {
        "undo the last change",
        "undo last change",
        "undo the last one",
        "never mind that",
        "go back",
    }
)
_FULL = LARGEST_DOCUMENT * 9 // 10


@dataclass(frozen=True, slots=True)
class Said:
    """A conversation after a turn, the turn, and its strategy if there is one by now."""

    conversation: Kept[Conversation]
    turn: Turn
    strategy: Latest | None


class Chat:
    """What principals do with their conversations; another's do not exist for them."""

    def __init__(self, documents: Documents, clock: Clock, strategist: Strategist) -> None:
        """Keep them in ``documents``; ``strategist`` reads the words."""
        self._shelf = Shelf(documents, clock)
        self._strategist = strategist
        self._replaying = Replaying(self._shelf, strategist)

    def start(
        self,
        principal: Principal,
        *,
        strategy: str | None = None,
        title: str = "",
        id: str | None = None,  # noqa: A002 - the field's word
    ) -> Kept[Conversation]:
        """Start a conversation about a strategy, or about one that its words will make.

        Again under the same ``id``, it is the one that was started then.

        Raises:
            NotFound: there is no such strategy.
            Conflict: ``id`` is another's.
        """
        if strategy is not None:
            self._shelf.strategies.own(principal, strategy)
        now = self._shelf.clock.now()
        made = Conversation(
            id=id or secrets.token_hex(16),
            owner=principal.id,
            strategy=strategy,
            title=title,
            created=now,
            updated=now,
        )
        try:
            return self._shelf.conversations.create(made)
        except Stale:
            there = self._shelf.conversations.find(made.id)
            if there is None or there.value.owner != principal.id:
                raise Conflict(
                    "that id is taken", field="id", remedy="Leave the id out, or make another."
                ) from None
            return there

    def get(self, principal: Principal, conversation: str) -> Kept[Conversation]:
        """Return a conversation.

        Raises:
            NotFound: there is none.
        """
        return self._own(principal, conversation)

    def page(
        self, principal: Principal, asked: Asked, *, strategy: str | None = None
    ) -> Page[Conversation]:
        """Return one page of conversations, of one strategy or of all, by their last change.

        Raises:
            NotFound: there is no such strategy.
            Invalid: the cursor is none of ours, or the page too large.
        """
        if strategy is None:
            return values(self._shelf.conversations.own_page(principal, asked, order="updated"))
        self._shelf.strategies.own(principal, strategy)
        return values(self._shelf.conversations.about(principal, strategy, asked))

    def rename(
        self, principal: Principal, conversation: str, title: str, *, revision: str | None = None
    ) -> Kept[Conversation]:
        """Give a conversation another title.

        Raises:
            NotFound: there is no such conversation.
            Stale: its revision is another than ``revision``.
        """

        def once() -> Kept[Conversation]:
            kept = self._own(principal, conversation)
            check_revision(kept, revision)
            named = kept.value.model_copy(update={"title": title})
            return self._shelf.conversations.replace(kept, named)

        return settled(once, revision)

    def delete(
        self, principal: Principal, conversation: str, *, revision: str | None = None
    ) -> None:
        """Delete a conversation; what its words made of the strategy stays.

        Raises:
            NotFound: there is no such conversation.
            Stale: its revision is another than ``revision``.
        """

        def once() -> None:
            kept = self._own(principal, conversation)
            check_revision(kept, revision)
            self._shelf.documents.commit([self._shelf.conversations.deletion(kept)])

        settled(once, revision)

    def say(
        self, principal: Principal, conversation: str, words: str, *, revision: str | None = None
    ) -> Said:
        """Say something: it changes the strategy, or is answered by one question.

        The turn, the version it makes and the strategy are written together, or none of them.
        With ``revision`` the words are only taken if nobody said anything meanwhile.

        Raises:
            Invalid: the words are none or too many, the conversation is full, or the strategy is
                code.
            NotFound: there is no such conversation, or its strategy is gone.
            Stale: its revision is another than ``revision``.
            Unavailable: the reader does not answer now.
        """
        _check_words(words)
        return settled(lambda: self._say(principal, conversation, words, revision), revision)

    def undo(
        self, principal: Principal, conversation: str, number: int, *, revision: str | None = None
    ) -> Said:
        """Take one turn back: later changes are made again on what was there before it.

        That is a turn of its own, which can be taken back too. It says which later words no longer
        apply.

        Raises:
            NotFound: there is no such conversation or turn.
            Conflict: the turn changed nothing, or is undone already.
            Stale: the conversation's revision is another than ``revision``.
        """
        return settled(lambda: self._undo(principal, conversation, number, revision), revision)

    # Turns

    def _own(self, principal: Principal, conversation: str) -> Kept[Conversation]:
        kept = self._shelf.conversations.own(principal, conversation)
        if kept.value.strategy is not None:
            self._shelf.strategies.own(principal, kept.value.strategy)
        return kept

    def _say(
        self, principal: Principal, conversation: str, words: str, revision: str | None
    ) -> Said:
        kept = self._shelf.conversations.own(principal, conversation)
        check_revision(kept, revision)
        talk = kept.value
        if plain(words) in _UNDO and (last := _last_change(talk)) is not None:
            return self._undo(principal, conversation, last, revision, words)
        latest = None if talk.strategy is None else self._shelf.latest(principal, talk.strategy)
        present = None if latest is None else spec_of(latest.version.value.content)
        live = [turn for turn in talk.turns if turn.undone is None]
        spec = None if present is None else present.model_dump(mode="json")
        answer = self._strategist.answer(words, spec, live)
        turn = self._turn(talk, words, answer, latest)
        if answer.spec is None or answer.spec == spec:
            return self._only_said(kept, turn, latest)
        content = _content(answer, words, latest)
        if latest is None:
            return self._first(principal, kept, turn, content)
        said = f"{talk.id}#{turn.number}"
        version, writes = self._shelf.succession(latest, content, said=said)
        return self._commit(kept, turn.model_copy(update={"after": version.number}), writes)

    def _turn(self, talk: Conversation, words: str, answer: Answer, latest: Latest | None) -> Turn:
        number = latest.strategy.value.latest if latest is not None else None
        return Turn(
            number=len(talk.turns) + 1,
            words=words,
            answer=answer.text,
            changed=answer.changed,
            assumed=answer.assumed,
            question=answer.question,
            before=number,
            after=number,
            at=self._shelf.clock.now(),
        )

    def _only_said(self, kept: Kept[Conversation], turn: Turn, latest: Latest | None) -> Said:
        talk = _grown(kept.value, (*kept.value.turns, turn))
        return Said(self._shelf.conversations.replace(kept, talk), turn, latest)

    def _first(
        self, principal: Principal, kept: Kept[Conversation], turn: Turn, content: SpecStrategy
    ) -> Said:
        """Make the strategy that the conversation was started for."""
        strategy, version = self._shelf.first(
            principal.id,
            content,
            {"name": content.spec["name"], "said": f"{kept.value.id}#{turn.number}"},
        )
        writes = [self._shelf.strategies.creation(strategy), self._shelf.versions.creation(version)]
        after = turn.model_copy(update={"after": 1})
        return self._commit(kept, after, writes, strategy=strategy.id)

    def _commit(
        self,
        kept: Kept[Conversation],
        turn: Turn,
        writes: Sequence[Write],
        turns: tuple[Turn, ...] | None = None,
        **fields: Any,
    ) -> Said:
        earlier = kept.value.turns if turns is None else turns
        talk = _grown(kept.value, (*earlier, turn), **fields)
        write = self._shelf.conversations.replacement(kept, talk)
        revisions = self._shelf.documents.commit([write, *writes])
        latest = None
        if talk.strategy is not None:
            strategy = self._shelf.strategies.require(talk.strategy)
            number = strategy.value.latest
            latest = Latest(strategy, self._shelf.versions.require(f"{talk.strategy}.{number}"))
        return Said(Kept(talk, revisions[0]), turn, latest)

    def _undo(
        self,
        principal: Principal,
        conversation: str,
        number: int,
        revision: str | None,
        words: str | None = None,
    ) -> Said:
        kept = self._own(principal, conversation)
        check_revision(kept, revision)
        talk = kept.value
        turn = _undoable(talk, number)
        latest = self._shelf.latest(principal, talk.strategy or "")
        again = self._replaying.without(principal, latest, talk, turn)
        now = self._shelf.clock.now()
        turns = _turned(talk, turn, now)
        before = latest.strategy.value.latest
        answer = Turn(
            number=len(talk.turns) + 1,
            words=words or f"Undo turn {number}",
            answer=again.text,
            changed=again.changed,
            assumed=again.lost,
            before=before,
            after=before,
            undoes=number,
            at=now,
        )
        # A version even where nothing differs: it tells since when the turn does not count.
        content = SpecStrategy(spec=again.spec.model_dump(mode="json"))
        aim = aim_of(talk, turn).number
        version, writes = self._shelf.succession(
            latest, content, note=f"turn {number} undone", said=f"undo {talk.id}#{aim}"
        )
        after = answer.model_copy(update={"after": version.number})
        return self._commit(kept, after, writes, turns)


def _check_words(words: str) -> None:
    if not words.strip():
        raise Invalid("nothing was said", field="words", remedy="Say what to change.")
    if len(words) > LONGEST_WORDS:
        raise Invalid(
            f"the text has {len(words):,} characters",
            field="words",
            remedy=f"Say it in at most {LONGEST_WORDS:,}.",
        )


def _grown(talk: Conversation, turns: tuple[Turn, ...], **fields: Any) -> Conversation:
    """Return a conversation with more turns.

    Raises:
        Invalid: it is full.
    """
    made = talk.model_copy(update={"turns": turns, "updated": turns[-1].at, **fields})
    if len(turns) > MOST_TURNS or len(made.canonical_json().encode()) > _FULL:
        raise Invalid(
            "this conversation is full",
            field="conversation",
            remedy="Start another one about the same strategy: it goes on from here.",
        )
    return made


def _content(answer: Answer, words: str, latest: Latest | None) -> SpecStrategy:
    """Return what an answer makes, after the checks of any spec: no reader is trusted."""
    from hypertrade.strategy.spec import read_spec

    spec = read_spec(answer.spec).model_dump(mode="json")
    old = None if latest is None else latest.version.value.content
    before = old.words if isinstance(old, SpecStrategy) else None
    text = words if before is None else f"{before}\n{words}"
    return SpecStrategy(spec=spec, words=text[-LONGEST_WORDS:], assumptions=answer.assumed)


def _last_change(talk: Conversation) -> int | None:
    return next(
        (
            turn.number
            for turn in reversed(talk.turns)
            if turn.undone is None and turn.undoes is None and _changes(turn)
        ),
        None,
    )


def _changes(turn: Turn) -> bool:
    return turn.before is not None and turn.before != turn.after


def _turned(talk: Conversation, turn: Turn, now: datetime) -> tuple[Turn, ...]:
    """Return the turns with ``turn`` undone: what it undid holds again, and so on."""
    turns = list(talk.turns)
    number: int | None = turn.number
    holds = False
    while number is not None:
        one = turns[number - 1]
        turns[number - 1] = one.model_copy(update={"undone": None if holds else now})
        number, holds = one.undoes, not holds
    return tuple(turns)


def _undoable(talk: Conversation, number: int) -> Turn:
    found = next((turn for turn in talk.turns if turn.number == number), None)
    if found is None:
        raise NotFound(
            f"there is no turn {number}",
            field="turn",
            remedy=f"Turns are numbered from 1 to {len(talk.turns)}.",
        )
    if found.undone is not None:
        raise Conflict(
            f"turn {number} is undone already",
            field="turn",
            remedy="Undo the turn that undid it, to have it again.",
        )
    if found.undoes is None and not _changes(found):
        raise Conflict(
            f"turn {number} changed nothing that could be undone"
            if found.before is not None or found.after is None
            else f"turn {number} made the strategy",
            field="turn",
            remedy="Undo a turn that changed something.",
        )
    return found
