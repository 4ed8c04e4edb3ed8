"""What every adapter refuses alike, before it asks anybody: names, sizes, impossible questions.

An adapter calls these first, so that the same request fails in the same words everywhere.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Invalid
from hypertrade.ports.documents import LARGEST_DOCUMENT, MOST_ALTERNATIVES, MOST_WRITES, Where
from hypertrade.ports.secrets import LARGEST_SECRET
from hypertrade.ports.tasks import LARGEST_PAYLOAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.ports.documents import Query, Write
    from hypertrade.ports.tasks import Task

DEEPEST_DOCUMENT = 100
"""Objects and lists within each other."""

_COLLECTION = re.compile(r"[A-Za-z0-9_.-]{1,400}", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,400}", re.ASCII)
_FIELD = re.compile(r"[A-Za-z0-9_]{1,200}", re.ASCII)
_BLOB = re.compile(r"[A-Za-z0-9_=-][A-Za-z0-9_.=-]*(/[A-Za-z0-9_=-][A-Za-z0-9_.=-]*)*", re.ASCII)
_LONGEST_BLOB = 500
_LONGEST_ADDRESS = timedelta(days=7)
_DOWNLOAD = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\"\\/]{1,200}")
_TASK = re.compile(r"[A-Za-z0-9_-]{1,200}", re.ASCII)
_RANGES = frozenset({"<", "<=", ">", ">="})


@dataclass(frozen=True, slots=True)
class Text:
    """A document's write with its fields as JSON; ``None`` deletes."""

    write: Write
    json: str | None


def is_document_name(collection: str, id: str) -> bool:  # noqa: A002 - the field's word
    """Return whether such a document can be; one that cannot is not there."""
    return bool(_is_collection(collection) and _is_id(id))


def checked_writes(writes: Sequence[Write]) -> list[Text]:
    """Return ``writes`` with their JSON.

    Raises:
        Invalid: as ``Documents.commit`` says.
    """
    if len(writes) > MOST_WRITES:
        raise Invalid(
            f"{len(writes)} writes in one commit",
            field="writes",
            remedy=f"Make at most {MOST_WRITES} together.",
        )
    seen = set()
    for write in writes:
        _collection(write.collection)
        if not _is_id(write.id):
            raise Invalid(
                f"{write.id[:80]!r} cannot be the id of a document",
                field="id",
                remedy="Use 1 to 400 letters, digits and _-.: but neither . nor .. nor __x__.",
            )
        if (write.collection, write.id) in seen:
            raise Invalid(
                f"{write.collection}/{write.id} is written twice in one commit",
                field="writes",
                remedy="Write each document once.",
            )
        seen.add((write.collection, write.id))
    return [Text(write, None if write.fields is None else _text(write)) for write in writes]


def checked_alternatives(
    collection: str, where: Sequence[Where], order: str | None = None
) -> list[tuple[Where, ...]]:
    """Return ``where`` without ``in``: a list of conditions, of which a document fits one at most.

    Raises:
        Invalid: the question breaks a rule of ``Where`` or ``Query``.
    """
    _collection(collection)
    if order is not None:
        _field(order)
    for condition in where:
        _condition(condition, order)
    lists = [condition.field for condition in where if condition.op == "contains"]
    if len(lists) > 1:
        raise Invalid(
            "a question may ask what one list contains",
            field=lists[1],
            remedy="Ask for one `contains`, and look through the answer for the others.",
        )
    plain = tuple(condition for condition in where if condition.op != "in")
    choices = [_choices(condition) for condition in where if condition.op == "in"]
    alternatives = [plain + chosen for chosen in product(*choices)]
    if len(alternatives) > MOST_ALTERNATIVES:
        raise Invalid(
            f"the question has {len(alternatives)} alternatives",
            field=next(condition.field for condition in where if condition.op == "in"),
            remedy=f"Ask for at most {MOST_ALTERNATIVES} at a time.",
        )
    return alternatives


def checked_query(query: Query) -> list[tuple[Where, ...]]:
    """Return the conditions of a query, as ``checked_alternatives`` does.

    Raises:
        Invalid: the query breaks a rule of ``Where`` or ``Query``.
    """
    if query.limit < 1:
        raise Invalid(f"a limit of {query.limit}", field="limit", remedy="Ask for at least 1.")
    if query.descending and query.order is None:
        raise Invalid(
            "ids can be had in rising order alone",
            field="descending",
            remedy="Order by a field, or ask for the ids rising.",
        )
    return checked_alternatives(query.collection, query.where, query.order)


def checked_count(
    collection: str, where: Sequence[Where]
) -> tuple[list[tuple[Where, ...]], str | None]:
    """Return the conditions of a count, and the field whose range is asked for, ``None``: of none.

    Raises:
        Invalid: the question breaks a rule of ``Where``, or asks for ranges of two fields.
    """
    order = next((condition.field for condition in where if condition.op in _RANGES), None)
    return checked_alternatives(collection, where, order), order


def is_blob_name(name: str) -> bool:
    """Return whether such a blob can be; one that cannot is not there."""
    return len(name) <= _LONGEST_BLOB and bool(_BLOB.fullmatch(name))


def checked_blob_name(name: str) -> None:
    """Return if a blob can have this name.

    Raises:
        Invalid: it cannot.
    """
    if not is_blob_name(name):
        raise Invalid(
            f"{name[:80]!r} cannot be the name of a blob",
            field="name",
            remedy="Use 1 to 500 letters, digits and _-.= in parts divided by /, "
            "none of which is empty or starts with a dot.",
        )


def checked_address(name: str, lasts: timedelta, download_as: str | None) -> None:
    """Return if a signed address can be had.

    Raises:
        Invalid: as ``Blobs.signed_url`` says.
    """
    checked_blob_name(name)
    if not timedelta(seconds=1) <= lasts <= _LONGEST_ADDRESS:
        raise Invalid(
            f"an address that lasts {lasts}",
            field="lasts",
            remedy="Ask for a second to a week.",
        )
    if download_as is not None and not _DOWNLOAD.fullmatch(download_as):
        raise Invalid(
            f"{download_as[:80]!r} cannot be the name of a file to save",
            field="download_as",
            remedy="Use 1 to 200 characters without quotes, slashes and control characters.",
        )


def checked_payload(task: Task) -> str:
    """Return the payload of a task as JSON.

    Raises:
        Invalid: it is too large, or the task's name is not allowed.
    """
    if not _TASK.fullmatch(task.name):
        raise Invalid(
            f"{task.name[:80]!r} cannot be the name of a task",
            field="name",
            remedy="Use 1 to 200 letters, digits, _ and -.",
        )
    text = _json(task.payload, "payload")
    if len(text.encode()) > LARGEST_PAYLOAD:
        raise Invalid(
            f"the payload of {task.name} takes {len(text.encode()):,} bytes",
            field="payload",
            remedy=f"Send at most {LARGEST_PAYLOAD:,}: a document's id, not the document.",
        )
    return text


def is_secret_name(name: str) -> bool:
    """Return whether such a secret can be; one that cannot is not there."""
    return bool(_TASK.fullmatch(name))


def checked_secret(name: str, value: bytes) -> None:
    """Return if a secret can be kept.

    Raises:
        Invalid: its name is not allowed, or it is too large.
    """
    if not is_secret_name(name):
        raise Invalid(
            f"{name[:80]!r} cannot be the name of a secret",
            field="name",
            remedy="Use 1 to 200 letters, digits, _ and -.",
        )
    if len(value) > LARGEST_SECRET:
        raise Invalid(
            f"the secret {name} takes {len(value):,} bytes",
            field="value",
            remedy=f"Keep at most {LARGEST_SECRET:,}.",
        )


def _is_id(id: str) -> bool:  # noqa: A002 - the field's word
    return bool(_ID.fullmatch(id)) and not _is_reserved(id)


def _is_collection(name: str) -> bool:
    return bool(_COLLECTION.fullmatch(name)) and not _is_reserved(name)


def _is_reserved(name: str) -> bool:
    """Return whether a name means something else to a path, or to Firestore."""
    return name in {".", ".."} or (name.startswith("__") and name.endswith("__"))


def _collection(name: str) -> None:
    if not _is_collection(name):
        raise Invalid(
            f"{name[:80]!r} cannot be the name of a collection",
            field="collection",
            remedy="Use 1 to 400 letters, digits and _-. but neither . nor .. nor __x__.",
        )


def _field(name: str) -> None:
    if not _FIELD.fullmatch(name) or _is_reserved(name):
        raise Invalid(
            f"{name[:80]!r} cannot be the name of a field",
            field="field",
            remedy="Use 1 to 200 letters, digits and _, but not __x__.",
        )


def _text(write: Write) -> str:
    text = _json(write.fields, "fields")
    for name in write.fields or ():
        _field(name)
    size = len(text.encode())
    if size > LARGEST_DOCUMENT:
        raise Invalid(
            f"{write.collection}/{write.id} takes {size:,} bytes",
            field="fields",
            remedy=f"Keep a document below {LARGEST_DOCUMENT:,} bytes.",
        )
    if _depth(text) > DEEPEST_DOCUMENT:
        raise Invalid(
            f"{write.collection}/{write.id} is nested too deeply",
            field="fields",
            remedy=f"Put at most {DEEPEST_DOCUMENT} lists and objects within each other.",
        )
    return text


def _json(value: Any, field: str) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        text.encode()  # a lone surrogate is no text
    except (ValueError, TypeError, RecursionError) as error:
        raise Invalid(
            f"this is not JSON: {error}", field=field, remedy="Use JSON values alone."
        ) from error
    return text


def _depth(text: str) -> int:
    """Return how deeply a JSON text is nested, or what is certainly not less."""
    if text.count("{") + text.count("[") <= DEEPEST_DOCUMENT:
        return 0
    deepest = depth = 0
    for bracket in re.sub(r'"(?:[^"\\]|\\.)*"|[^][{}"]+', "", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _condition(condition: Where, order: str | None) -> None:
    _field(condition.field)
    if condition.op == "in":
        listed = condition.value
        if not isinstance(listed, list | tuple) or not 1 <= len(listed) <= MOST_ALTERNATIVES:
            raise Invalid(
                "`in` needs a list of values",
                field=condition.field,
                remedy=f"List 1 to {MOST_ALTERNATIVES}.",
            )
    asked = condition.value if condition.op == "in" else (condition.value,)
    if not all(value is None or isinstance(value, str | int | float) for value in asked):
        raise Invalid(
            f"{condition.field} cannot be compared with {type(condition.value).__name__}",
            field=condition.field,
            remedy="Compare with a text, a number, a boolean or null.",
        )
    if condition.op == "contains" and condition.value is None:
        raise Invalid(
            f"whether {condition.field} contains null cannot be asked",
            field=condition.field,
            remedy="Compare with a text, a number or a boolean.",
        )
    if condition.op in _RANGES and condition.field != order:
        raise Invalid(
            f"a range of {condition.field} in the order of {order or 'ids'}",
            field=condition.field,
            remedy="Order by the field whose range is asked for.",
        )
    if condition.op in _RANGES and (condition.value is None or isinstance(condition.value, bool)):
        raise Invalid(
            f"a range of {condition.field} needs a text or a number",
            field=condition.field,
            remedy="Compare with a text or a number.",
        )


def _choices(condition: Where) -> list[Where]:
    """Return one condition for each value of an ``in``, equal values once."""
    distinct = {(isinstance(value, bool), value): value for value in condition.value}
    return [Where(condition.field, "==", value) for value in distinct.values()]
