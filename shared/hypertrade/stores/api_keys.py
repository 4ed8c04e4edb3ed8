"""API keys, by the public part of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.accounts import ApiKey
from hypertrade.stores.table import OwnedTable

if TYPE_CHECKING:
    from hypertrade.ports.documents import Documents


class ApiKeys(OwnedTable[ApiKey]):
    """API keys of everybody, revoked ones included."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, "api_keys", ApiKey, key=lambda key: key.id, noun="API key")
