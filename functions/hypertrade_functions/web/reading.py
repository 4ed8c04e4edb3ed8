"""Reading requests: bodies and queries become models, or one problem that names the field."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from hypertrade.domain.errors import Invalid, Unauthenticated
from pydantic import ValidationError
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from hypertrade_functions.web.answers import revisions
from hypertrade_functions.web.problems import (
    MALFORMED,
    MEDIA_TYPE,
    PRECONDITION,
    TOO_LARGE,
    Refusal,
)
from hypertrade_functions.web.routes import JSON, Revision

if TYPE_CHECKING:
    from flask import Request
    from pydantic import BaseModel

    from hypertrade_functions.web.routes import Route

LARGEST_BODY = 1 << 20
"""Bytes of a request's body."""
DEEPEST_JSON = 64
"""How many arrays and objects may stand inside each other; a strategy needs a dozen."""

JSON_TYPE = re.compile(r"application/(?:[\w.+-]+\+)?json\s*(?:;|$)", re.IGNORECASE)


def read_body(route: Route, request: Request) -> Any:
    """Return the JSON body as the model that ``route`` declares, ``None`` if it takes none.

    Raises:
        Refusal: it is too large, of another type, or no JSON.
        Invalid: a field will not do.
    """
    if route.body is None:
        return None
    content = read_bytes(request)
    if not JSON_TYPE.match(request.content_type or ""):
        if not content:
            raise Invalid("the request has no body", field="body", remedy="Send a JSON object.")
        raise Refusal(
            MEDIA_TYPE,
            f"a body of type {(request.content_type or 'nothing')[:80]} is not read here",
            field="Content-Type",
            remedy=f"Send {JSON}.",
            headers={"Accept-Post": JSON} if route.method == "POST" else None,
        )
    check_json(content)
    try:
        return route.body.model_validate_json(content, strict=True)
    except ValidationError as error:
        raise invalid(error, "body") from error


def read_upload(route: Route, request: Request) -> bytes:
    """Return the bytes of a body that is no JSON, empty if the route takes none.

    Raises:
        Refusal: it is too large.
        Invalid: there are none.
    """
    if route.upload is None:
        return b""
    content = read_bytes(request)
    if not content:
        raise Invalid("the request has no body", field="body", remedy="Send the file as the body.")
    return content


def read_bytes(request: Request) -> bytes:
    """Return the body, read no further than the limit.

    Raises:
        Refusal: it is too large, or broke off.
    """
    # One byte more than may be: a stream that is cut off at its limit does not say so.
    request.max_content_length = LARGEST_BODY + 1
    try:
        content = request.get_data(cache=True)
    except RequestEntityTooLarge as error:
        raise _too_large() from error
    except ClientDisconnected as error:
        raise _malformed("the body broke off") from error
    if len(content) > LARGEST_BODY:
        raise _too_large()
    return content


def check_json(content: bytes) -> None:
    """Return if a JSON text may be read.

    Raises:
        Refusal: it is no JSON, nests too deeply, or holds what no store keeps: NUL, lone
            surrogates, numbers that are none, an object with one name twice.
    """
    try:
        text = content.decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
    except (ValueError, RecursionError) as error:
        reason = "it nests too deeply" if isinstance(error, RecursionError) else str(error)
        raise _malformed(f"the body is no JSON: {reason[:200]}") from error
    _check_depth(value)
    if "\\u" in text or "\x00" in text:
        _check_texts(value)


def read_query(route: Route, request: Request) -> Any:
    """Return the query as the model that ``route`` declares, ``None`` if it takes none.

    Raises:
        Invalid: a parameter is unknown, given twice where one is meant, or will not do.
    """
    given = request.args.to_dict(flat=False) if request.query_string else {}
    if route.query is None:
        for name in given:
            raise Invalid(
                f"there is no parameter {name[:80]!r} here",
                field=name[:80],
                remedy="Leave it out: this address takes none.",
            )
        return None
    lists = _lists(route.query)
    values: dict[str, Any] = {}
    for name, texts in given.items():
        if any("\x00" in text for text in texts):
            raise Invalid("a NUL is no text", field=name, remedy="Leave it out.")
        if name in lists:
            values[name] = [part for text in texts for part in text.split(",") if part]
        elif len(texts) > 1:
            raise Invalid(f"{name[:80]} is given twice", field=name[:80], remedy="Give it once.")
        else:
            values[name] = texts[0]
    try:
        return route.query.model_validate(values)
    except ValidationError as error:
        raise invalid(error, "query") from error


@cache
def _lists(query: type[BaseModel]) -> frozenset[str]:
    """Return the parameters that take several values."""
    return frozenset(
        name
        for name, item in query.model_fields.items()
        if "tuple" in str(item.annotation) or "list" in str(item.annotation)
    )


def read_revision(route: Route, request: Request) -> str | None:
    """Return the revision that the change is based on, ``None`` if it names none and need not.

    Raises:
        Refusal: ``If-Match`` is missing, or names none or several.
    """
    if route.revision is not Revision.REQUIRED and route.revision is not Revision.TAKEN:
        return None
    header = request.headers.get("If-Match")
    if header is None and route.revision is Revision.TAKEN:
        return None
    if header is None:
        raise Refusal(
            PRECONDITION,
            "a change must say which revision it is based on",
            field="If-Match",
            remedy="Send the ETag that you read as If-Match.",
        )
    named = revisions(header)
    if named is None or len(named) != 1:
        raise Refusal(
            MALFORMED,
            "If-Match must name one revision",
            field="If-Match",
            remedy="Send the ETag that you read, in its quotes.",
        )
    return named.pop()


def bearer(request: Request) -> str:
    """Return the ``Authorization`` header.

    Raises:
        Unauthenticated: there is none.
    """
    header: str | None = request.headers.get("Authorization")
    if not header:
        raise Unauthenticated(
            "the request says not who asks",
            field="Authorization",
            remedy="Sign in, and send the ID token (or an API key) as a bearer token.",
        )
    return header


def invalid(error: ValidationError, where: str) -> Invalid:
    """Return what a model refuses, by the first field that it names."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part)[:80] for part in first["loc"])
    return Invalid(
        first["msg"].removeprefix("Value error, "),
        field=place or where,
        remedy="See /v1/reference for what it may be.",
    )


def _too_large() -> Refusal:
    return Refusal(
        TOO_LARGE,
        f"a body may have {LARGEST_BODY >> 20} MiB",
        field="body",
        remedy="Send less at once.",
    )


def _malformed(problem: str) -> Refusal:
    return Refusal(MALFORMED, problem, field="body", remedy="Send well-formed JSON (RFC 8259).")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        msg = f"{twice[:80]!r} is given twice"
        raise ValueError(msg)
    return made


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        msg = f"{text[:40]} is larger than any number"
        raise ValueError(msg)
    return number


def _no_number(name: str) -> NoReturn:
    msg = f"{name} is no number of JSON"
    raise ValueError(msg)


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST_JSON):
        level = [
            child
            for item in level
            for child in (
                item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
            )
        ]
        if not level:
            return
    raise _malformed(f"the body nests deeper than {DEEPEST_JSON}")


def _check_texts(value: Any) -> None:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, str) and UNSTORABLE.search(item):
            raise _malformed("the body holds a NUL or half a character, which no text may")


UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
