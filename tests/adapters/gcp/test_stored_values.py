"""Values in Firestore: what it can be asked for is its own, the rest is exact JSON."""

from __future__ import annotations

import json
from typing import Any

from google.cloud.firestore_v1.types import Document
from hypertrade.adapters.gcp.documents.values import MARK, REST, decoded, encoded
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner),
    max_leaves=12,
)
FIELDS = st.dictionaries(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True), JSON)


def stored(fields: dict[str, Any]) -> Any:
    return Document.pb(Document(fields=encoded(fields, "mark"))).fields


@given(FIELDS)
def test_json_comes_back_exactly(fields: dict[str, Any]) -> None:
    read = decoded(stored(fields))
    assert json.dumps(read, sort_keys=True) == json.dumps(fields, sort_keys=True)


def test_what_rules_and_questions_read_is_firestores_own() -> None:
    fields = {
        "owner": "ann",
        "tags": ["a", "b"],
        "progress": {"done": 3, "of": 10, "note": None},
        "deep": {"a": {"b": 1}},
        "curve": [[1, 2], [3, 4]],
        "many": {f"k{n}": n for n in range(100)},
        "huge": 2**64,
    }
    kept = stored(fields)
    assert set(kept) == {"owner", "tags", "progress", REST, MARK}
    assert set(json.loads(kept[REST].string_value)) == {"deep", "curve", "many", "huge"}
