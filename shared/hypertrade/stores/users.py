"""Profiles of users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.accounts import User
from hypertrade.ports.documents import Documents, Where
from hypertrade.stores.table import Table

if TYPE_CHECKING:
    from hypertrade.stores.table import Kept


class Users(Table[User]):
    """Users by the identity provider's id."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, "users", User, key=lambda user: user.id, noun="user")

    def by_email(self, email: str) -> Kept[User] | None:
        """Return whose address ``email`` (lower case) is, ``None`` if nobody's."""
        found = self.every(Where("email", "==", email), most=1)
        return found[0] if found else None

    def leaving(self) -> list[Kept[User]]:
        """Return the users whose deletion has begun, earliest first."""
        return self.every(Where("leaving", ">", ""), order="leaving", most=100)
