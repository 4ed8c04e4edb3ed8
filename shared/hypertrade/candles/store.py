"""Candles on disk: Parquet in a hive layout that DuckDB and BigQuery read as it stands.

``ROOT/exchange=bitfinex/timeframe=1h/pair=BTC_USD/year=2018/candles.parquet``, with the series'
metadata beside the years in ``_series.json``.
"""

from __future__ import annotations

import fcntl
import os
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pyarrow as pa
from pydantic import ValidationError

from hypertrade.candles import parquet
from hypertrade.candles.columns import CandleColumns, frame_of, joined
from hypertrade.candles.schema import (
    Kind,
    dates_ms,
    empty_frame,
    from_ms,
    normalise,
    to_ms,
)
from hypertrade.candles.series import (
    SeriesInfo,
    SeriesKey,
    SeriesMeta,
    SourceRecord,
    pair_from_filename,
)
from hypertrade.domain.errors import Conflict, Invalid
from hypertrade.domain.market import MINUTES_OF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    import pandas as pd


FILE = "candles.parquet"
META = "_series.json"


@dataclass(frozen=True)
class Written:
    """What a write did, in candles: ``replaced`` existed with other values, the new ones won."""

    added: int
    replaced: int
    unchanged: int
    total: int
    replaced_dates: tuple[datetime, ...] = ()


class CandleStore:
    """All series under one folder, which is created by the first write."""

    def __init__(self, root: Path) -> None:
        """Open the store at ``root``; nothing is touched."""
        self.root = root

    def read(  # noqa: PLR0913 - the five names of a range, and its kind
        self,
        exchange: str,
        pair: str,
        timeframe: str,
        start: datetime | None = None,
        stop: datetime | None = None,
        *,
        kind: Kind = "candles",
    ) -> pd.DataFrame:
        """Return the candles that open in ``[start, stop)``, as stored: clean, ordered, unfilled.

        Args:
            exchange: ccxt's name of the exchange.
            pair: such as ``BTC/USD``.
            timeframe: such as ``1h``.
            start: UTC; ``None`` from the first candle.
            stop: UTC; ``None`` to the last candle.
            kind: candles, mark price or funding rate.

        Returns:
            A frame of the kind's schema, without rows when nothing is stored.
        """
        return frame_of(self.read_columns(exchange, pair, timeframe, start, stop, kind=kind))

    def read_columns(  # noqa: PLR0913 - the five names of a range, and its kind
        self,
        exchange: str,
        pair: str,
        timeframe: str,
        start: datetime | None = None,
        stop: datetime | None = None,
        *,
        kind: Kind = "candles",
    ) -> CandleColumns:
        """Return what ``read`` returns, as columns and without pandas."""
        key = SeriesKey(exchange, pair, timeframe, kind)
        low = to_ms(start) if start else None
        high = to_ms(stop) if stop else None
        parts = []
        for year, path in self._years(key):
            if (low is not None and year < from_ms(low).year) or (
                high is not None and year > from_ms(high).year
            ):
                continue
            parts.append(parquet.read(path, kind))
        return joined(parts, kind).between(low, high)

    def write(  # noqa: PLR0913 - each says one thing about the candles
        self,
        key: SeriesKey,
        frame: pd.DataFrame,
        *,
        source: SourceRecord,
        synthetic: bool = False,
        tick: float | None = None,
        replace: bool = False,
    ) -> Written:
        """Merge ``frame`` into the series: new candles win, and what they replaced is reported.

        Every touched year is written to a temporary file first and renamed at the end, so a
        failure leaves the store as it was.

        Args:
            key: which series.
            frame: clean candles, at most one per opening time.
            source: where they come from; remembered beside the series.
            synthetic: made up, not traded.
            tick: the tick that prices were rounded to, in quote currency.
            replace: forget what the series holds instead of merging.

        Raises:
            Invalid: the folder cannot be written.
            Conflict: real and synthetic candles would mix in one series.
        """
        new = normalise(frame, key.kind).sort_values("date", ignore_index=True)
        folder = self.root / key.folder()
        with _writable(self.root), _locked(folder):
            meta = self._checked_meta(key, synthetic=synthetic)
            old = empty_frame(key.kind)
            if not replace:
                old = self.read(key.exchange, key.pair, key.timeframe, kind=key.kind)
            merged, written = _merge(old, new)
            years = _years_of(new)
            by_year = merged["date"].dt.year
            staged: list[tuple[Path, Path]] = []
            try:
                for year in years:
                    part = merged[by_year == year]
                    staged.append(_stage_parquet(folder / f"year={year}" / FILE, part, key.kind))
                meta = _updated(meta, source, synthetic=synthetic, tick=tick, replace=replace)
                staged.append(_stage_text(folder / META, meta.model_dump_json(indent=2) + "\n"))
                for temporary, final in staged:
                    temporary.replace(final)
                if replace:
                    self._forget(key, keep=years)
            finally:
                for temporary, _ in staged:
                    temporary.unlink(missing_ok=True)
        return written

    def list(self) -> list[SeriesInfo]:
        """Return every series, ordered by exchange, pair and timeframe's length."""
        folders = {path.parent.parent for path in self.root.glob(f"exchange=*/*/*/year=*/{FILE}")}
        folders |= {path.parent.parent for path in self.root.glob(f"kind=*/*/*/*/year=*/{FILE}")}
        infos = [info for folder in folders if (info := self._info(folder))]
        return sorted(
            infos, key=lambda i: (i.kind, i.exchange, i.pair, MINUTES_OF.get(i.timeframe, 0))
        )

    def info(self, key: SeriesKey) -> SeriesInfo | None:
        """Return one series' line, or ``None`` when nothing is stored."""
        return self._info(self.root / key.folder())

    def meta(self, key: SeriesKey) -> SeriesMeta:
        """Return what is remembered of a series; an empty record when nothing is."""
        path = self.root / key.folder() / META
        if not path.exists():
            return SeriesMeta(
                exchange=key.exchange, pair=key.pair, timeframe=key.timeframe, kind=key.kind
            )
        try:
            return SeriesMeta.model_validate_json(path.read_text("utf-8"))
        except ValidationError as error:
            raise Invalid(
                f"{path} is damaged",
                field="data",
                remedy="Remove the pair's folder and import its candles again.",
            ) from error

    def _checked_meta(self, key: SeriesKey, *, synthetic: bool) -> SeriesMeta:
        meta = self.meta(key)
        exists = next(self._years(key), None) is not None
        if exists and meta.synthetic != synthetic:
            held, offered = ("demo", "real") if meta.synthetic else ("real", "demo")
            raise Conflict(
                f"{key} already holds {held} candles; {offered} candles cannot be mixed in",
                field="data",
                remedy=f"Use another --data folder, or remove {self.root / key.folder()} first.",
            )
        return meta

    def _forget(self, key: SeriesKey, *, keep: Collection[int]) -> None:
        for year, path in list(self._years(key)):
            if year not in keep:
                path.unlink()
                path.parent.rmdir()

    def _years(self, key: SeriesKey) -> Iterator[tuple[int, Path]]:
        folder = self.root / key.folder()
        for path in sorted(folder.glob(f"year=*/{FILE}")):
            yield int(path.parent.name.removeprefix("year=")), path

    def _info(self, folder: Path) -> SeriesInfo | None:
        values = dict(part.split("=", 1) for part in folder.parts if "=" in part)
        key = SeriesKey(
            values["exchange"],
            pair_from_filename(values["pair"]),
            values["timeframe"],
            cast("Kind", values.get("kind", "candles")),
        )
        count, firsts, lasts = 0, [], []
        for _, path in self._years(key):
            rows, low, high = parquet.rows_and_ends(path)
            if rows:
                count += rows
                firsts.append(low)
                lasts.append(high)
        if not count:
            return None
        meta = self.meta(key)
        return SeriesInfo(
            exchange=key.exchange,
            pair=key.pair,
            timeframe=key.timeframe,
            kind=key.kind,
            candles=count,
            first=from_ms(min(firsts)),
            last=from_ms(max(lasts)),
            synthetic=meta.synthetic,
            tick=meta.tick,
            source=", ".join(source.name for source in meta.sources),
        )


def _merge(old: pd.DataFrame, new: pd.DataFrame) -> tuple[pd.DataFrame, Written]:
    if old.empty:
        return new, Written(added=len(new), replaced=0, unchanged=0, total=len(new))
    old_dates, new_dates = dates_ms(old), dates_ms(new)
    common, at_old, at_new = np.intersect1d(
        old_dates, new_dates, assume_unique=True, return_indices=True
    )
    import pandas as pd

    values = [name for name in new.columns if name != "date"]
    differs = (old[values].to_numpy()[at_old] != new[values].to_numpy()[at_new]).any(axis=1)
    kept = old[~np.isin(old_dates, new_dates, assume_unique=True)]
    merged = pd.concat([kept, new], ignore_index=True).sort_values("date", ignore_index=True)
    return merged, Written(
        added=len(new) - len(common),
        replaced=int(differs.sum()),
        unchanged=int((~differs).sum()),
        total=len(merged),
        replaced_dates=tuple(from_ms(int(stamp)) for stamp in common[differs][:20]),
    )


def _years_of(frame: pd.DataFrame) -> list[int]:
    return [int(year) for year in sorted(frame["date"].dt.year.unique())]


def _updated(
    meta: SeriesMeta, source: SourceRecord, *, synthetic: bool, tick: float | None, replace: bool
) -> SeriesMeta:
    before = () if replace else meta.sources
    ticks = [value for value in (tick, None if replace else meta.tick) if value is not None]
    return meta.model_copy(
        update={
            "synthetic": synthetic,
            "tick": min(ticks, default=None),
            # The same content taken twice is one source: its counts are not added up twice.
            "sources": (*(old for old in before if old.fingerprint != source.fingerprint), source),
        }
    )


def _temporary(final: Path) -> Path:
    final.parent.mkdir(parents=True, exist_ok=True)
    return final.with_name(f".{final.name}.{uuid.uuid4().hex}.tmp")


def _stage_parquet(final: Path, frame: pd.DataFrame, kind: Kind) -> tuple[Path, Path]:
    import pyarrow.parquet as pq

    schema = parquet.schema(kind)
    columns = [pa.array(dates_ms(frame)).cast(schema.field("date").type)]
    columns += [pa.array(frame[name].to_numpy()) for name in schema.names[1:]]
    temporary = _temporary(final)
    try:
        pq.write_table(pa.Table.from_arrays(columns, schema=schema), temporary, compression="zstd")
        _flush(temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary, final


def _stage_text(final: Path, text: str) -> tuple[Path, Path]:
    temporary = _temporary(final)
    temporary.write_text(text, "utf-8")
    _flush(temporary)
    return temporary, final


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _writable(root: Path) -> Iterator[None]:
    """Say clearly that the folder cannot be written.

    Raises:
        Invalid: a file system's error came up.
    """
    try:
        yield
    except OSError as error:
        raise Invalid(
            f"{root} cannot be written: {error.strerror or error}",
            field="data",
            remedy="Name a folder with --data that you may write, on a disk with room.",
        ) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process at a time merge into a series: a lost update would lose candles."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / ".lock"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
