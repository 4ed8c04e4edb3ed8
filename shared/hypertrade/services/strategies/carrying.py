"""Strategies in and out as files: our own archive, a spec as JSON, a Freqtrade file."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError

from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.base import Document, Moment
from hypertrade.domain.errors import Invalid
from hypertrade.domain.strategies import Content, NewStrategy, Tag
from hypertrade.services.strategies.contents import Made, made_of
from hypertrade.services.strategies.telling import source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.strategies import Strategy, Version

LARGEST_FILE = 5_000_000
"""Bytes of a file that is brought."""
_LARGEST_UNPACKED = 8_000_000
_LARGEST_PACKED = 3_000_000
_LARGEST_PART = 1_000_000
MOST_VERSIONS = 200
"""Versions that an archive holds: the newest ones."""

_META, _SPEC, _CODE = "meta.json", "spec.json", "strategy.py"
_DATE = (1980, 1, 1, 0, 0, 0)
"""Every entry has one date, so that equal strategies give equal archives."""


class Packed(Document):
    """One version in an archive."""

    number: int = Field(ge=1)
    note: str = Field(default="", max_length=500)
    created: Moment
    content: Content


class Meta(Document):
    """What an archive says about itself."""

    format: int = Field(default=1, ge=1, le=1)
    name: str = Field(min_length=1, max_length=120)
    description: str = Field(default="", max_length=4000)
    tags: tuple[Tag, ...] = ()
    versions: tuple[int, ...] = Field(min_length=1, max_length=MOST_VERSIONS)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds: a strategy's own words about itself, and contents, oldest first."""

    name: str
    description: str
    tags: tuple[str, ...]
    contents: tuple[tuple[Content, str], ...]


def fitting(newest_first: Sequence[Version]) -> list[Version]:
    """Return the newest versions that one archive can hold, oldest first."""
    size = 0
    kept: list[Version] = []
    for version in newest_first[:MOST_VERSIONS]:
        size += len(version.content.canonical_json())
        if kept and size > _LARGEST_PACKED:
            break
        kept.append(version)
    return kept[::-1]


def packed(strategy: Strategy, versions: Sequence[Version]) -> bytes:
    """Return the archive of a strategy, its versions oldest first."""
    newest = versions[-1]
    meta = Meta(
        name=strategy.name,
        description=strategy.description,
        tags=strategy.tags,
        versions=tuple(version.number for version in versions),
    )
    files = {_META: _text(meta.model_dump(mode="json"))}
    if not isinstance(newest.content, CodeStrategy):
        files[_SPEC] = _text(newest.content.spec)
    files[_CODE] = source_of(newest.content)[1]
    for version in versions:
        one = Packed(
            number=version.number,
            note=version.note,
            created=version.created,
            content=version.content,
        )
        files[_version(version.number)] = _text(one.model_dump(mode="json"))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _text(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _version(number: int) -> str:
    return f"versions/{number}.json"


def brought(data: bytes) -> Brought:
    """Return what a file holds: our archive, a spec as JSON, or a Freqtrade file.

    Raises:
        Invalid: it is none of these, or too large.
    """
    if len(data) > LARGEST_FILE:
        raise _refused(
            f"the file has {len(data):,} bytes", f"Bring one of at most {LARGEST_FILE:,}."
        )
    if data.startswith(b"PK"):
        return _archive(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("the file is no text", _ACCEPTED) from error
    made = made_of(_new(text))
    return Brought(made.name, "", (), ((made.content, ""),))


_ACCEPTED = "Bring an archive exported here, a spec as JSON, or a Freqtrade strategy file (.py)."


def _new(text: str) -> NewStrategy:
    if not text.lstrip().startswith("{"):
        return NewStrategy(code=CodeStrategy(source=text))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused("the file is no JSON", _ACCEPTED) from error
    return NewStrategy(spec=found)


def _archive(data: bytes) -> Brought:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _LARGEST_UNPACKED:
                raise _refused("the archive unpacks to too much", _ACCEPTED)
            meta = Meta.model_validate_json(_part(archive, _META))
            versions = [
                Packed.model_validate_json(_part(archive, _version(number)))
                for number in sorted(set(meta.versions))
            ]
    except (zipfile.BadZipFile, KeyError, ValidationError, RuntimeError, OSError) as error:
        raise _refused("the archive is none that was exported here", _ACCEPTED) from error
    contents = [(_checked(one.content), one.note) for one in versions]
    return Brought(
        meta.name,
        meta.description,
        meta.tags,
        tuple((made.content, note) for made, note in contents),
    )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one file of an archive; what it says about its own size is not believed."""
    with archive.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise _refused(f"{name} is too large", _ACCEPTED)
    return content


def _checked(content: Content) -> Made:
    """Return a content after the checks that it would go through if it were brought alone.

    Raises:
        Invalid: it is no strategy.
    """
    if isinstance(content, CodeStrategy):
        return made_of(NewStrategy(code=content))
    made = made_of(NewStrategy(spec=content.spec))
    beside = {"words": content.words, "assumptions": content.assumptions}
    return Made(made.content.model_copy(update=beside), made.name)


def _refused(problem: str, remedy: str) -> Invalid:
    return Invalid(problem, field="file", remedy=remedy)
