"""Cloud Storage: gcp-storage-emulator behind a door that keeps what it does not.

The emulator ignores generation preconditions and takes any address for signed. Here one request is
answered at a time, ``ifGenerationMatch`` and ``generation`` count, and a request without the JSON
API's path must be signed (V4) by the service account whose key this knows.
"""

from __future__ import annotations

import io
import json
import threading
from contextlib import suppress
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from gcp_storage_emulator.exceptions import NotFound
from gcp_storage_emulator.handlers import buckets
from gcp_storage_emulator.server import RequestHandler
from gcp_storage_emulator.storage import Storage as Kept

from tests.stand_ins.google.signed_addresses import Signer, refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable

_API = ("/storage/", "/upload/", "/download/", "/batch/")


class Storage:
    """The service at ``address``; buckets are made by tests."""

    def __init__(self, signer: Signer) -> None:
        """Take the addresses that ``signer`` signed."""
        self._kept = Kept(use_memory_fs=True)
        lock = threading.Lock()

        class Door(_Door):
            storage = self._kept
            one_at_a_time = lock
            known = signer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.address = f"http://{self.host}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def create(self, bucket: str) -> None:
        """Make a bucket."""
        buckets.create_bucket(bucket, self._kept)
        # What is deleted or replaced is gone, as in a bucket without soft deletion.
        self._kept.buckets[bucket]["softDeletePolicy"] = {"retentionDurationSeconds": "0"}

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Door(RequestHandler):  # type: ignore[misc]
    storage: Kept
    one_at_a_time: threading.Lock
    known: Signer
    rfile: Any

    def __init__(self, *arguments: Any) -> None:
        # The emulator's own handler takes the storage as an argument; it is the class's here.
        super().__init__(self.storage, *arguments)

    def do_GET(self) -> None:  # noqa: N802 - the server's word
        self._enter(super().do_GET)

    def do_POST(self) -> None:  # noqa: N802 - the server's word
        self._enter(super().do_POST)

    def do_PUT(self) -> None:  # noqa: N802 - the server's word
        self._enter(super().do_PUT)

    def do_DELETE(self) -> None:  # noqa: N802 - the server's word
        self._enter(super().do_DELETE)

    def do_PATCH(self) -> None:  # noqa: N802 - the server's word
        self._enter(super().do_PATCH)

    def _enter(self, answer: Callable[[], None]) -> None:
        parts = urlsplit(self.path)
        if not parts.path.startswith(_API):
            refusal = refusal_of(self.command, self.path, self.headers, self.known)
            if refusal is not None:
                self._say(403, refusal)
                return
        with self.one_at_a_time:
            status = self._precondition(parts.path, parse_qs(parts.query))
            if status is None:
                answer()
            else:
                self._say(status, "conditionNotMet" if status == 412 else "notFound")

    def _precondition(self, path: str, query: dict[str, list[str]]) -> int | None:
        """Return the status of a request that must not be carried out."""
        bucket, name = self._object(path, query)
        if name is None:
            return None
        present = 0
        with suppress(NotFound):
            present = int(self.storage.get_file_obj(bucket, name)["generation"])
        if "ifGenerationMatch" in query and self._carries_out(query):
            if self.command == "DELETE" and not present:
                return 404
            if int(query["ifGenerationMatch"][0]) != present:
                return 412
        if "generation" in query and int(query["generation"][0]) != present:
            return 404
        return None

    def _carries_out(self, query: dict[str, list[str]]) -> bool:
        """Whether this request writes; the first one of a resumable upload does not."""
        return "upload_id" in query or query.get("uploadType") != ["resumable"]

    def _object(self, path: str, query: dict[str, list[str]]) -> tuple[str, str | None]:
        _, _, rest = path.partition("/b/")
        bucket, _, name = rest.partition("/o")
        if name.startswith("/"):
            return bucket, unquote(name[1:])
        if "upload_id" in query:
            with suppress(NotFound):
                found = self.storage.get_resumable_file_obj(query["upload_id"][0])
                return bucket, found["name"]
        if "name" in query:
            return bucket, query["name"][0]
        if query.get("uploadType") == ["multipart"]:
            return bucket, self._multipart_name()
        return bucket, None

    def _multipart_name(self) -> str:
        """Return the name in an upload's first part; the body is left to be read again."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.rfile = io.BytesIO(body)
        head = body.split(b"\r\n\r\n", 2)[1]
        name: str = json.loads(head.split(b"\r\n--", 1)[0])["name"]
        return name

    def _say(self, status: int, why: str) -> None:
        with suppress(TypeError, ValueError):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
        error = {"code": status, "message": why, "errors": [{"reason": why, "message": why}]}
        content = json.dumps({"error": error}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
