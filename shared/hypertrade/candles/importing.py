"""Files into the store: read all, clean, merge; a wrong file changes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from hypertrade.candles.cleaning import Cleaned, clean
from hypertrade.candles.formats.reading import FileCandles, read_file
from hypertrade.candles.series import SourceRecord
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hypertrade.candles.series import SeriesKey
    from hypertrade.candles.store import CandleStore, Written
    from hypertrade.domain.quality import CandleQuality


@dataclass(frozen=True)
class Imported:
    """What an import did; ``formats`` says, file by file, how it was understood."""

    written: Written
    quality: CandleQuality
    formats: tuple[tuple[str, str], ...]
    tick: float | None


def import_files(
    store: CandleStore, paths: list[Path], key: SeriesKey, *, now: datetime
) -> Imported:
    """Merge the candles of ``paths`` into a series; later files win over earlier ones.

    Args:
        store: where to.
        paths: at least one file.
        key: whose candles they are.
        now: the present moment, UTC: the candle that is still open then is left out.

    Raises:
        NotFound: a file does not exist.
        Invalid: a file is wrong or does not fit the timeframe; nothing has changed then.
        Conflict: the series holds the demo market's candles.
    """
    files = [read_file(path, key.pair) for path in paths]
    each = [_clean_file(file, key, now) for file in files]
    cleaned = each[0]
    if len(files) > 1:
        together = pd.concat([file.frame for file in files], ignore_index=True)
        cleaned = clean(together, key, now=now)
    names = [file.path.name for file in files]
    source = SourceRecord(
        name=names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more",
        fingerprint=hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest(),
        taken_at=now,
        candles=len(cleaned.frame),
        quality=cleaned.quality,
    )
    written = store.write(key, cleaned.frame, source=source, tick=cleaned.tick)
    formats = tuple((file.path.name, file.format) for file in files)
    return Imported(written, cleaned.quality, formats, cleaned.tick)


def _clean_file(file: FileCandles, key: SeriesKey, now: datetime) -> Cleaned:
    """Clean one file by itself, so that an error names the file it stands in."""
    try:
        return clean(file.frame, key, now=now)
    except Invalid as error:
        raise Invalid(
            f"{file.path.name}: {error.problem}", field=error.field, remedy=error.remedy
        ) from error
