"""Blobs in a bucket of Cloud Storage."""

from __future__ import annotations

import secrets
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING
from urllib.parse import quote

import requests
from google.api_core import exceptions as google

from hypertrade.adapters.gcp.calling import CALL_SECONDS, UNANSWERED, patiently, talking_to
from hypertrade.domain.errors import NotFound, Stale
from hypertrade.ports.blobs import Blob
from hypertrade.ports.checks import checked_address, checked_blob_name, is_blob_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import timedelta
    from pathlib import Path

    from google.auth.credentials import Signing
    from google.cloud.storage import Blob as StorageBlob
    from google.cloud.storage import Client

_SERVICE = "Cloud Storage"
_MARK = "write"
_PIECE = 1 << 20
_NO_ANSWER = (requests.ConnectionError, requests.Timeout)
_AGAIN = patiently(*UNANSWERED, google.TooManyRequests, *_NO_ANSWER)


class GoogleBlobs:
    """Keeps blobs in one bucket; generations and preconditions are Cloud Storage's own.

    Each write carries a mark among its metadata. Where the client repeats an upload whose answer
    was lost, the repetition fails on its own precondition; the mark then tells that the first was
    carried out.
    """

    def __init__(
        self,
        client: Client,
        bucket: str,
        signer: Callable[[], Signing],
        *,
        address: str | None = None,
    ) -> None:
        """Keep blobs in ``bucket``; ``signer`` is asked once an address is to be signed.

        ``address`` is where signed addresses lead, to Google's own servers if ``None``.
        """
        self._client = client
        self._bucket = client.bucket(bucket)
        self._signer = signer
        self._address = address or "https://storage.googleapis.com"

    def put(
        self,
        name: str,
        content: bytes | Path,
        *,
        content_type: str = "application/octet-stream",
        if_generation: int | None = None,
    ) -> Blob:
        """Store bytes, or a file's, under ``name``, as ``Blobs.put`` says."""
        checked_blob_name(name)
        blob = self._bucket.blob(name)
        blob.metadata = {_MARK: secrets.token_hex(8)}
        with talking_to(_SERVICE, *_NO_ANSWER):
            try:
                if isinstance(content, bytes):
                    blob.upload_from_string(
                        content,
                        content_type=content_type,
                        if_generation_match=if_generation,
                        timeout=CALL_SECONDS,
                        retry=_AGAIN,
                    )
                else:
                    blob.upload_from_filename(
                        str(content),
                        content_type=content_type,
                        if_generation_match=if_generation,
                        timeout=CALL_SECONDS,
                        retry=_AGAIN,
                    )
            except google.PreconditionFailed as error:
                found = self._found(name)
                if found is None or found.metadata != blob.metadata:
                    raise _stale(name) from error
                return _described(found)
            return _described(blob)

    def get(self, name: str) -> bytes:
        """Return the content, as ``Blobs.get`` says."""
        self._named(name)
        with talking_to(_SERVICE, *_NO_ANSWER):
            try:
                content: bytes = self._bucket.blob(name).download_as_bytes(
                    timeout=CALL_SECONDS, retry=_AGAIN
                )
            except google.NotFound as error:
                raise _missing(name) from error
        return content

    def chunks(self, name: str) -> Iterator[bytes]:
        """Return the content piece by piece, as ``Blobs.chunks`` says.

        It is read in one go, for once it is replaced Cloud Storage gives no more of what was
        there; what is larger than a few pieces waits on disk.
        """
        self._named(name)
        kept = SpooledTemporaryFile(max_size=8 * _PIECE)  # noqa: SIM115 - who reads it ends it
        with talking_to(_SERVICE, *_NO_ANSWER):
            try:
                self._bucket.blob(name).download_to_file(kept, timeout=CALL_SECONDS, retry=_AGAIN)
            except google.NotFound as error:
                kept.close()
                raise _missing(name) from error
        kept.seek(0)
        return _pieces(kept)

    def stat(self, name: str) -> Blob | None:
        """Return what is known of a blob, ``None`` if there is none."""
        if not is_blob_name(name):
            return None
        with talking_to(_SERVICE, *_NO_ANSWER):
            found = self._found(name)
        return None if found is None else _described(found)

    def list(self, prefix: str) -> Iterator[Blob]:
        """Yield the blobs whose names start with ``prefix``, by name."""
        with talking_to(_SERVICE, *_NO_ANSWER):
            for blob in self._client.list_blobs(
                self._bucket, prefix=prefix, timeout=CALL_SECONDS, retry=_AGAIN
            ):
                yield _described(blob)

    def delete(self, name: str, *, if_generation: int | None = None) -> None:
        """Delete a blob, as ``Blobs.delete`` says."""
        if not is_blob_name(name):
            return
        with talking_to(_SERVICE, *_NO_ANSWER):
            try:
                self._bucket.blob(name).delete(
                    if_generation_match=if_generation, timeout=CALL_SECONDS, retry=_AGAIN
                )
            except google.NotFound:
                return
            except google.PreconditionFailed as error:
                if self._found(name) is not None:
                    raise _stale(name) from error

    def signed_url(self, name: str, *, lasts: timedelta, download_as: str | None = None) -> str:
        """Return an address that gives the content, as ``Blobs.signed_url`` says (V4)."""
        checked_address(name, lasts, download_as)
        with talking_to("IAM", *_NO_ANSWER):
            address: str = self._bucket.blob(name).generate_signed_url(
                version="v4",
                expiration=lasts,
                method="GET",
                credentials=self._signer(),
                api_access_endpoint=self._address,
                response_disposition=_disposition(download_as),
            )
        return address

    def _found(self, name: str) -> StorageBlob | None:
        found: StorageBlob | None = self._bucket.get_blob(name, timeout=CALL_SECONDS, retry=_AGAIN)
        return found

    def _named(self, name: str) -> None:
        if not is_blob_name(name):
            raise _missing(name)


def _pieces(kept: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with kept:
        while piece := kept.read(_PIECE):
            yield piece


def _described(blob: StorageBlob) -> Blob:
    return Blob(
        name=str(blob.name),
        size=int(blob.size),
        generation=int(blob.generation),
        content_type=str(blob.content_type),
        updated=blob.updated,
    )


def _disposition(download_as: str | None) -> str | None:
    return None if download_as is None else f"attachment; filename*=UTF-8''{quote(download_as)}"


def _stale(name: str) -> Stale:
    return Stale(
        f"{name} is not of the generation that was expected",
        field="generation",
        remedy="Read it again, and repeat the change.",
    )


def _missing(name: str) -> NotFound:
    return NotFound(
        f"there is no blob {name}", field="name", remedy="List what there is, by its prefix."
    )
