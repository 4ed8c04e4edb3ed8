"""Profiles of users."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypertrade.domain.accounts import User
from hypertrade.domain.base import moment_text
from hypertrade.ports.documents import Documents, Where
from hypertrade.stores.table import Table

if TYPE_CHECKING:
    from datetime import datetime

    from hypertrade.domain.paging import Asked, Page
    from hypertrade.domain.principals import Role
    from hypertrade.stores.table import Kept

LAST_LETTER = "\U0010ffff"
"""It sorts behind every letter that an address has."""


class Users(Table[User]):
    """Users by the identity provider's id."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, "users", User, key=lambda user: user.id, noun="user")

    def by_email(self, email: str) -> Kept[User] | None:
        """Return whose address ``email`` (lower case) is, ``None`` if nobody's."""
        found = self.every(Where("email", "==", email), most=1)
        return found[0] if found else None

    def total(self) -> int:
        """Return how many users there are."""
        return self.documents.count(self.collection, [])

    def come_since(self, moment: datetime) -> int:
        """Return how many users came since ``moment``."""
        return self.documents.count(self.collection, [Where("created", ">=", moment_text(moment))])

    def with_role(self, role: Role) -> list[Kept[User]]:
        """Return the users who have ``role``, by id."""
        return self.every(Where("roles", "contains", role.value))

    def beginning(self, text: str, asked: Asked) -> Page[Kept[User]]:
        """Return one page of the users whose address begins with ``text`` (lower case), by it."""
        bounds = Where("email", ">=", text), Where("email", "<", text + LAST_LETTER)
        return self.page(replace(asked, descending=False), *bounds, order="email")

    def leaving(self) -> list[Kept[User]]:
        """Return the users whose deletion has begun, earliest first."""
        return self.every(Where("leaving", ">", ""), order="leaving", most=100)
