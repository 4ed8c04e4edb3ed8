"""What a strategy says, what is wrong with one, and how it comes in and goes out."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.domain.paging import Asked
from hypertrade.domain.strategies import NewStrategy

from tests.services.shelf.samples import ANN, BOB, CODE, WORDS, by_code, by_spec, spec

if TYPE_CHECKING:
    from tests.services.shelf.conftest import Desk


def test_it_is_explained_and_compiled(desk: Desk) -> None:
    typed = desk.strategies.create(ANN, NewStrategy(words=WORDS)).strategy.value.id
    assert "Stop loss at 5%." in desk.strategies.explain(ANN, typed)
    name, source = desk.strategies.source(ANN, typed)
    assert name.endswith(".py")
    assert "class " in source
    code = desk.strategies.create(ANN, by_code()).strategy.value.id
    assert "Strategy Dip, Freqtrade code." in desk.strategies.explain(ANN, code)
    assert "Stop loss: 0.1 of the price." in desk.strategies.explain(ANN, code)
    assert desk.strategies.source(ANN, code) == ("Dip.py", CODE)


def test_words_are_understood_or_asked_about(desk: Desk) -> None:
    read = desk.strategies.understand(WORDS)
    assert read.spec is not None
    assert "RSI(7)" in read.explained
    asked = desk.strategies.understand("buy when it looks cheap").question
    assert asked is not None
    assert all(choice.label and choice.text for choice in asked.choices)


@pytest.mark.parametrize(
    ("new", "fields"),
    [
        (by_spec(), []),
        (NewStrategy(spec={}), ["name", "timeframe", "entries"]),
        (
            NewStrategy(
                spec=spec(stop=3, leverage=900, take_profit={"param": "nope"}, name="two")
                | {"exits": [{"name": "b", "side": "short", "when": spec()["entries"][0]["when"]}]}
            ),
            ["exits[0].side", "take_profit", "stop_loss", "leverage"],
        ),
        (NewStrategy(words="buy when it looks cheap"), ["words"]),
        (NewStrategy(words=WORDS), []),
        (by_code(), []),
        (by_code("import os"), ["code"]),
    ],
)
def test_every_problem_is_told_with_its_field_and_remedy(
    desk: Desk, new: NewStrategy, fields: list[str]
) -> None:
    verdict = desk.strategies.validate(new)
    assert [one.field for one in verdict.problems] == fields
    assert all(one.problem and one.remedy for one in verdict.problems)
    assert verdict.valid == (not fields)


def test_lookahead_in_code_is_told_with_its_line(desk: Desk) -> None:
    peeking = CODE.replace('dataframe["close"] < 10', 'dataframe["close"].shift(-1) > 10')
    verdict = desk.strategies.validate(by_code(peeking))
    assert not verdict.valid
    assert verdict.problems[0].line == 12
    assert CODE.splitlines()[11].strip().startswith("dataframe.loc")


def _exported(desk: Desk) -> bytes:
    made = desk.strategies.create(
        ANN, NewStrategy(words=WORDS, description="Buys dips.", tags=("dips",))
    )
    id_ = made.strategy.value.id
    content, number = desk.strategies.content_of(ANN, id_, None)
    desk.documents.commit(desk.strategies.freezing(ANN, id_, number, content))
    desk.strategies.save(ANN, id_, by_spec("Second", stop=0.02), note="a second thought")
    return desk.strategies.export(ANN, id_)


def test_an_archive_brings_back_what_was_exported(desk: Desk) -> None:
    data = _exported(desk)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert set(archive.namelist()) == {
            "meta.json",
            "spec.json",
            "strategy.py",
            "versions/1.json",
            "versions/2.json",
        }
        assert json.loads(archive.read("spec.json"))["name"] == "Second"
        assert b"class " in archive.read("strategy.py")
    brought = desk.strategies.bring(BOB, data)
    mine = brought.strategy.value
    assert (mine.owner, mine.description, mine.tags, mine.latest) == (
        "bob",
        "Buys dips.",
        ("dips",),
        2,
    )
    versions = desk.strategies.versions(BOB, mine.id, Asked()).items
    assert [(one.number, one.owner, one.note) for one in versions] == [
        (2, "bob", "a second thought"),
        (1, "bob", ""),
    ]
    assert versions[1].content.words == WORDS  # type: ignore[union-attr]
    assert desk.strategies.export(BOB, mine.id)
    assert desk.strategies.bring(BOB, data, id="f" * 32) == desk.strategies.bring(
        BOB, data, id="f" * 32
    )


def test_a_spec_and_a_freqtrade_file_are_brought(desk: Desk) -> None:
    by_json = desk.strategies.bring(ANN, json.dumps(spec("From JSON")).encode())
    assert by_json.strategy.value.name == "From JSON"
    by_file = desk.strategies.bring(ANN, b"\xef\xbb\xbf" + CODE.encode(), name="Mine")
    assert (by_file.strategy.value.name, by_file.strategy.value.kind) == ("Mine", "code")
    assert by_file.version.value.content.source == CODE  # type: ignore[union-attr]


def _zipped(**files: Any) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".json", content)
    return target.getvalue()


_META = json.dumps({"format": 1, "name": "x", "versions": [1]})
_ONE = {"number": 1, "created": "2026-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"{not json",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"x" * 5_000_001,
        b"PK nonsense",
        _zipped(other="{}"),
        _zipped(meta=_META),
        _zipped(meta='{"format": 2}'),
        _zipped(meta=_META.replace("[1]", str(list(range(1, 300))))),
        _zipped(meta=_META, versions__1=json.dumps(_ONE | {"content": {"kind": "spec"}})),
        _zipped(
            meta=_META,
            versions__1=json.dumps(_ONE | {"content": {"kind": "spec", "spec": {"name": "x"}}}),
        ),
        _zipped(
            meta=_META,
            versions__1=json.dumps(_ONE | {"content": {"kind": "code", "source": "import os"}}),
        ),
        _zipped(meta=_META, versions__1=b" " * 20_000_000),
        _zipped(meta=_META, versions__1=b" " * 2_000_000),
    ],
    ids=[
        "nothing",
        "no text",
        "no JSON",
        "deep list",
        "deep object",
        "too large",
        "no zip",
        "another zip",
        "no version",
        "another format",
        "too many versions",
        "content without a spec",
        "a spec that is none",
        "code that is no strategy",
        "a bomb",
        "a large part",
    ],
)
def test_what_is_none_of_these_is_refused(desk: Desk, data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        desk.strategies.bring(ANN, data)
    assert refused.value.field
    assert refused.value.remedy
    assert desk.strategies.page(ANN, Asked()).items == ()
