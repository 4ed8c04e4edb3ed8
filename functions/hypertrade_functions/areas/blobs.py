"""Files by signed address, on the embedded platform; elsewhere Cloud Storage gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from hypertrade.domain.errors import Denied
from pydantic import Field

from hypertrade_functions.shapes.common import Sent
from hypertrade_functions.web.answers import Answer, download
from hypertrade_functions.web.routes import Access, Area, Media

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hypertrade_functions.web.call import Call

area = Area("blobs", "Files by signed address")

ANY_TYPE = "application/octet-stream"


class Signed(Sent):
    """The signature of an address, and what it holds for."""

    expires: str = Field(pattern=r"^[0-9]{1,12}$")
    signature: str = Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")
    download: str | None = Field(default=None, max_length=255)


class SignedBlobs(Protocol):
    """Blobs that sign addresses of their own."""

    def verified(self, name: str, parameters: Mapping[str, str]) -> str | None:
        """Return what the file is saved as, if the address holds."""
        ...

    def chunks(self, name: str) -> Iterator[bytes]:
        """Return the content piece by piece."""
        ...


@area.get(
    "/v1/blobs/<file:name>",
    access=Access.PUBLIC,
    local=True,
    query=Signed,
    answers={200: Media(ANY_TYPE, "The file")},
    problems=(Denied,),
)
def blob(call: Call) -> Answer:
    """Give a file to whoever has its address.

    It is always saved, never shown: what users made runs nowhere near the platform's own pages.
    """
    # The blobs of one machine sign addresses of their own, and this route is for them alone.
    blobs: SignedBlobs = cast("Any", call.platform.parts.blobs)
    name = call.path["name"]
    saved_as = blobs.verified(name, call.query.model_dump(exclude_none=True))
    return download(blobs.chunks(name), ANY_TYPE, saved_as or name.rpartition("/")[2])
