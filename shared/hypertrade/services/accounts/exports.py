"""Export my data: everything that is kept of somebody, as one ZIP file they alone can fetch."""

from __future__ import annotations

import json
import secrets
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypertrade.domain.accounts import Audited, Visit
from hypertrade.services.accounts.holdings import EXPORTS, HOLDINGS, blobs_of, documents_of

if TYPE_CHECKING:
    from hypertrade.domain.principals import Principal
    from hypertrade.ports.blobs import Blobs
    from hypertrade.services.accounts import Accounts
    from hypertrade.services.accounts.holdings import Holding

LASTS = timedelta(hours=1)

README = """What HyperTrade keeps of you.

profile.json       your profile
second-factor.json whether a second factor guards your password, and since when
COLLECTION.jsonl   one JSON object a line: strategies, versions, conversations, runs, usage,
                   API keys (without what would prove them), channels (without what signs),
                   the audit log of your account
files/             reports of your runs, and what you imported

Passwords and recovery codes are not here: HyperTrade keeps only digests, if anything, and nobody
can read them back. Nor is the secret of a second factor: it is of use on your device alone.
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """Where the file is, until ``expires`` (UTC); ``size`` in bytes."""

    address: str
    expires: datetime
    size: int


class Exports:
    """Makes exports; the one before is deleted when the next is made."""

    def __init__(self, accounts: Accounts, blobs: Blobs) -> None:
        self._accounts = accounts
        self._blobs = blobs

    def make(self, principal: Principal, visit: Visit) -> Exported:
        """Gather everything of whoever asks, and return where it can be fetched for an hour.

        Raises:
            Denied, Unauthenticated: this takes a person who signed in lately.
        """
        self._accounts.profiles.require_recent(principal)
        prefix = EXPORTS.format(user=principal.id)
        for earlier in list(self._blobs.list(prefix)):
            self._blobs.delete(earlier.name)
        now = self._accounts.clock.now()
        # Before the entries are read, so that the export tells of itself.
        log = self._accounts.log
        log.add(log.entry(principal.id, Audited.EXPORTED, visit))
        name = f"{prefix}{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(8)}.zip"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "export.zip"
            self._write(file, principal.id)
            blob = self._blobs.put(name, file, content_type="application/zip")
        address = self._blobs.signed_url(
            name, lasts=LASTS, download_as=f"hypertrade-{now:%Y-%m-%d}.zip"
        )
        return Exported(address, now + LASTS, blob.size)

    def _write(self, file: Path, user: str) -> None:
        profile = self._accounts.profiles.users.require(user).value
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", README)
            archive.writestr("profile.json", profile.model_dump_json(indent=2))
            factor = asdict(self._accounts.second_factor.of(user))
            archive.writestr("second-factor.json", json.dumps(factor, indent=2, default=str))
            for holding in HOLDINGS:
                if holding.exported:
                    self._write_documents(archive, holding, user)
            for blob in blobs_of(self._blobs, user):
                with archive.open(f"files/{blob.name}", "w") as stream:
                    for chunk in self._blobs.chunks(blob.name):
                        stream.write(chunk)

    def _write_documents(self, archive: zipfile.ZipFile, holding: Holding, user: str) -> None:
        with archive.open(f"{holding.collection}.jsonl", "w") as stream:
            for fields in documents_of(self._accounts.documents, holding.collection, user):
                shown = {key: value for key, value in fields.items() if key not in holding.hidden}
                stream.write(json.dumps(shown, ensure_ascii=False).encode() + b"\n")
