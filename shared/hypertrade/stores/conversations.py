"""Conversations about strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.strategies import Conversation
from hypertrade.ports.documents import Documents, Where
from hypertrade.stores.table import Kept, OwnedTable

if TYPE_CHECKING:
    from hypertrade.domain.paging import Asked, Page
    from hypertrade.domain.principals import Principal

COLLECTION = "conversations"


class ConversationTable(OwnedTable[Conversation]):
    """Conversations by id."""

    def __init__(self, documents: Documents) -> None:
        """Keep them in ``documents``."""
        super().__init__(documents, COLLECTION, Conversation, key=_id, noun="conversation")

    def about(self, principal: Principal, strategy: str, asked: Asked) -> Page[Kept[Conversation]]:
        """Return one page of the principal's conversations about a strategy, by last change."""
        where = Where("strategy", "==", strategy)
        return self.own_page(principal, asked, where, order="updated")

    def some_about(self, strategy: str, most: int) -> list[Kept[Conversation]]:
        """Return conversations about a strategy, whosever it is."""
        return self.every(Where("strategy", "==", strategy), most=most)


def _id(conversation: Conversation) -> str:
    return conversation.id
