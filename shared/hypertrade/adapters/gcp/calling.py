"""How every adapter here calls Google: how long, how often, and what its errors mean to us."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from google.api_core import exceptions as google
from google.api_core.retry import Retry, if_exception_type
from google.auth.exceptions import GoogleAuthError

from hypertrade.domain.errors import Invalid, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

CALL_SECONDS = 10.0
"""How long one call may take."""
PATIENCE_SECONDS = 25.0
"""How long a call is repeated until we say that the service is unavailable."""

UNANSWERED = (
    google.DeadlineExceeded,
    google.InternalServerError,
    google.ServiceUnavailable,
    google.BadGateway,
    google.GatewayTimeout,
    google.Unknown,
)
"""Errors that leave open whether the call was carried out."""
REFUSED = (google.Aborted, google.TooManyRequests)
"""Errors that say that it was not, and that it may be next time."""


def patiently(*errors: type[Exception], seconds: float = PATIENCE_SECONDS) -> Retry:
    """Return the policy that repeats a call after ``errors`` (default: all that pass).

    Pauses are drawn from 0 up to a bound that doubles from 0.1 to 3 seconds.
    """
    chosen = errors or (*UNANSWERED, *REFUSED)
    return Retry(
        predicate=if_exception_type(*chosen),
        initial=0.1,
        maximum=3.0,
        multiplier=2.0,
        timeout=seconds,
    )


@contextmanager
def talking_to(service: str, *also: type[Exception]) -> Iterator[None]:
    """Turn what Google's clients raise into the domain's errors; ``also`` counts as no answer.

    Raises:
        Invalid: the service refuses the request as it stands.
        Unavailable: it does not answer, lets us not in, or is not set up.
    """
    no_answer: tuple[type[Exception], ...] = (google.GoogleAPIError, GoogleAuthError, *also)
    try:
        yield
    except google.BadRequest as error:
        raise Invalid(
            f"{service} refuses the request: {_said(error)}",
            remedy="Change the request: as it stands it never succeeds.",
        ) from error
    except (google.Forbidden, google.Unauthorized, google.NotFound) as error:
        raise Unavailable(
            f"{service} does not serve this service account: {_said(error)}",
            remedy="An operator checks what is deployed, and the roles of the service account.",
        ) from error
    except no_answer as error:
        raise Unavailable(
            f"{service} does not answer: {_said(error)}", remedy="Try again in a minute."
        ) from error


def _said(error: Exception) -> str:
    text = error.message if isinstance(error, google.GoogleAPICallError) else str(error)
    first = (text or type(error).__name__).strip().splitlines()[0]
    return first[:300].rstrip(".")
