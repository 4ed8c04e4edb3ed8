"""Conversations over the real local documents and the built-in reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.adapters.local.documents import LocalDocuments
from hypertrade.domain.backtest import SpecStrategy
from hypertrade.domain.strategies import NewStrategy, Turn
from hypertrade.services.chat import Chat
from hypertrade.services.chat.reader import BuiltInReader
from hypertrade.services.strategies import Strategies

from tests.ports.clocks import Hands
from tests.services.shelf.samples import ANN, WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.ports.documents import Documents


@dataclass
class Room:
    """One strategy, and what is said about it."""

    documents: Documents
    clock: Hands
    strategies: Strategies
    chat: Chat
    strategy: str

    def over(self, documents: Documents) -> Chat:
        return Chat(documents, self.clock, BuiltInReader())

    def talk(self) -> str:
        return self.chat.start(ANN, strategy=self.strategy).value.id

    def say(self, talk: str, words: str) -> Turn:
        self.clock.move(1)
        return self.chat.say(ANN, talk, words).turn

    def undo(self, talk: str, number: int) -> Turn:
        self.clock.move(1)
        return self.chat.undo(ANN, talk, number).turn

    @property
    def spec(self) -> dict[str, Any]:
        content = self.strategies.version(ANN, self.strategy).content
        assert isinstance(content, SpecStrategy)
        return content.spec

    @property
    def latest(self) -> int:
        return self.strategies.get(ANN, self.strategy).strategy.value.latest


@pytest.fixture
def room(tmp_path: Path) -> Room:
    documents = LocalDocuments(tmp_path / "documents.sqlite")
    clock = Hands()
    strategies = Strategies(documents, clock)
    made = strategies.create(ANN, NewStrategy(words=WORDS))
    chat = Chat(documents, clock, BuiltInReader())
    return Room(documents, clock, strategies, chat, made.strategy.value.id)
