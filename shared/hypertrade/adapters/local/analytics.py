"""Trades in Parquet files, one for each run, which DuckDB answers questions about."""

from __future__ import annotations

import glob
import os
import re
import shutil
import threading
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from hypertrade.adapters.local.files import replacing
from hypertrade.domain.errors import Invalid, Unavailable
from hypertrade.ports.analytics import Group, TradeRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = tuple(field.name for field in fields(TradeRow))
_KEYS = {
    "run": "run",
    "pair": "pair",
    "exit_reason": "exit_reason",
    "month": "strftime(make_timestamp(epoch_us(closed)), '%Y-%m')",
}


class LocalAnalytics:
    """Keeps rows of trades, as ``ports.analytics.Analytics`` says, for one machine.

    ``owner=ID/run=ID.parquet`` holds the columns that BigQuery has: ``owner``, and those of a
    ``TradeRow``. Any program that reads Parquet reads them as they stand.
    """

    def __init__(self, folder: Path) -> None:
        """Keep rows below ``folder``."""
        self._folder = folder
        self._lock = threading.Lock()
        self._process = 0
        self._shared: Any = None

    def store(self, owner: str, run: str, trades: Sequence[TradeRow]) -> None:
        """Keep the trades of a run, as ``Analytics.store`` says."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self._file(owner, run)
        columns = {
            "owner": [owner] * len(trades),
            **{name: [getattr(trade, name) for trade in trades] for name in _COLUMNS},
        }
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with replacing(path, f"the trades of {run}") as file:
            pq.write_table(pa.table(columns, schema=_schema()), file)

    def trades(
        self,
        owner: str,
        run: str,
        *,
        pair: str | None = None,
        after: int = -1,
        limit: int = 100,
    ) -> list[TradeRow]:
        """Return trades of a run, as ``Analytics.trades`` says."""
        columns = ", ".join(map(_column, _COLUMNS))
        rows = self._asked(
            f"SELECT {columns} FROM read_parquet($files) WHERE owner = $owner"  # noqa: S608 - names that were checked, marks for values
            " AND number > $after AND ($pair IS NULL OR pair = $pair)"
            " ORDER BY number LIMIT $limit",
            owner,
            [run],
            {"after": after, "pair": pair, "limit": limit},
        )
        return [_trade(row) for row in rows]

    def groups(
        self, owner: str, runs: Sequence[str], by: Literal["run", "pair", "exit_reason", "month"]
    ) -> list[Group]:
        """Return the trades of ``runs`` grouped, as ``Analytics.groups`` says."""
        rows = self._asked(
            f"SELECT {_KEYS[by]} AS key, count(*), count(*) FILTER (profit > 0), sum(profit),"  # noqa: S608 - names that were checked, marks for values
            " CASE WHEN sum(stake) > 0 THEN sum(profit) / sum(stake) ELSE 0 END"
            " FROM read_parquet($files) WHERE owner = $owner GROUP BY key ORDER BY key",
            owner,
            runs,
            {},
        )
        return [Group(*row) for row in rows]

    def forget(self, owner: str, run: str | None = None) -> None:
        """Delete the rows of a run, or all of an owner's."""
        if run is not None:
            self._file(owner, run).unlink(missing_ok=True)
        elif self._place(owner).exists():
            shutil.rmtree(self._place(owner))

    def _asked(
        self, sql: str, owner: str, runs: Sequence[str], values: dict[str, Any]
    ) -> list[tuple[Any, ...]]:
        import duckdb

        for _ in range(3):
            kept = [
                path for run in dict.fromkeys(runs) if (path := self._file(owner, run)).exists()
            ]
            if not kept:
                return []
            files = [glob.escape(str(path)) for path in kept]
            try:
                with self._cursor() as cursor:
                    return list(
                        cursor.execute(sql, {"files": files, "owner": owner, **values}).fetchall()
                    )
            except duckdb.Error as error:
                problem = error  # replaced or forgotten since we looked: look again
        raise Unavailable(
            f"the trades of {', '.join(runs)} cannot be read: {problem}",
            remedy="Try again; if it stays, run them again.",
        ) from problem

    def _cursor(self) -> Any:
        """Return a cursor of this process's DuckDB, which must not cross a fork."""
        import duckdb

        with self._lock:
            if self._process != os.getpid():
                self._shared = duckdb.connect(config={"threads": 2, "memory_limit": "512MB"})
                self._process = os.getpid()
            return self._shared.cursor()

    def _place(self, owner: str) -> Path:
        return self._folder / f"owner={_checked(owner, 'owner')}"

    def _file(self, owner: str, run: str) -> Path:
        return self._place(owner) / f"run={_checked(run, 'run')}.parquet"


def _checked(name: str, field: str) -> str:
    if not _NAME.fullmatch(name):
        raise Invalid(
            f"{name[:80]!r} cannot be the id of anything",
            field=field,
            remedy="Use 1 to 200 letters, digits and _-. of which a dot is not the first.",
        )
    return name


def _schema() -> Any:
    import pyarrow as pa

    kinds = {"int": pa.int64(), "float": pa.float64(), "datetime": pa.timestamp("us", "UTC")}
    return pa.schema(
        [("owner", pa.string())]
        + [(field.name, kinds.get(str(field.type), pa.string())) for field in fields(TradeRow)]
    )


def _column(name: str) -> str:
    # As numbers: DuckDB needs another package to make dates with a zone.
    return f"epoch_us({name})" if name in {"opened", "closed"} else name


def _trade(row: tuple[Any, ...]) -> TradeRow:
    values = dict(zip(_COLUMNS, row, strict=True))
    for name in ("opened", "closed"):
        values[name] = _EPOCH + timedelta(microseconds=values[name])
    return TradeRow(**values)
