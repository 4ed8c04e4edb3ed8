"""Trades in BigQuery."""

from __future__ import annotations

import io
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import requests
from google.api_core import exceptions as google
from google.cloud.bigquery import (
    ArrayQueryParameter,
    LoadJobConfig,
    QueryJobConfig,
    ScalarQueryParameter,
    SourceFormat,
    Table,
)

from hypertrade.adapters.gcp.calling import CALL_SECONDS, patiently, talking_to
from hypertrade.adapters.gcp.trades_table import (
    COLUMNS,
    SCHEMA,
    json_lines,
    trade_row,
    trades_table,
)
from hypertrade.ports.analytics import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from google.cloud.bigquery import Client
    from google.cloud.bigquery.table import RowIterator

    from hypertrade.ports.analytics import TradeRow

_SERVICE = "BigQuery"
_NO_ANSWER = (requests.ConnectionError, requests.Timeout)
_JOB_SECONDS = 120.0
_MOST_BYTES = 20 * 1024**3
"""Bytes that one question may read: a question that forgot its owner is refused, not paid for."""
_STAGED = timedelta(hours=1)

_KEYS = {
    "run": "run",
    "pair": "pair",
    "exit_reason": "exit_reason",
    "month": "FORMAT_TIMESTAMP('%Y-%m', closed)",
}


class GoogleAnalytics:
    """Keeps trades in the table ``trades`` of one dataset, which is made when first needed.

    A run's rows are loaded into a table of their own first (load jobs are free, and limited by
    table), then put in place of the run's old rows by one MERGE: all or nothing, and the same rows
    twice are the same rows once.
    """

    def __init__(self, client: Client, dataset: str) -> None:
        """Keep rows in ``dataset`` of the client's project."""
        self._client = client
        self._dataset = f"{client.project}.{dataset}"
        self._table = f"{self._dataset}.trades"

    def store(self, owner: str, run: str, trades: Sequence[TradeRow]) -> None:
        """Keep the trades of a run, as ``Analytics.store`` says."""
        if not trades:
            self.forget(owner, run)
            return
        with talking_to(_SERVICE, *_NO_ANSWER):
            self._client.create_table(
                trades_table(self._table), exists_ok=True, retry=patiently(), timeout=CALL_SECONDS
            )
            staged = self._staged(json_lines(owner, trades))
            try:
                self._run(_replacing(self._table, staged), *_whose(owner, run))
            finally:
                self._client.delete_table(
                    staged, not_found_ok=True, retry=patiently(), timeout=CALL_SECONDS
                )

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
        wanted = "AND pair = @pair" if pair is not None else ""
        parameters = [
            *_whose(owner, run),
            ScalarQueryParameter("after", "INT64", after),
            ScalarQueryParameter("limit", "INT64", limit),
            *([ScalarQueryParameter("pair", "STRING", pair)] if pair is not None else []),
        ]
        rows = self._asked(
            f"SELECT {', '.join(f'`{name}`' for name in COLUMNS)} FROM `{self._table}` "  # noqa: S608 - names of our own, values are parameters
            f"WHERE owner = @owner AND run = @run AND number > @after {wanted} "
            "ORDER BY number LIMIT @limit",
            *parameters,
        )
        return [trade_row(row) for row in rows]

    def groups(
        self, owner: str, runs: Sequence[str], by: Literal["run", "pair", "exit_reason", "month"]
    ) -> list[Group]:
        """Return the trades of ``runs`` grouped, as ``Analytics.groups`` says."""
        rows = self._asked(
            f"SELECT {_KEYS[by]} AS key, COUNT(*) AS trades, COUNTIF(profit > 0) AS wins, "  # noqa: S608 - names of our own, values are parameters
            "SUM(profit) AS profit, IFNULL(SAFE_DIVIDE(SUM(profit), SUM(stake)), 0.0) AS ratio "
            f"FROM `{self._table}` WHERE owner = @owner AND run IN UNNEST(@runs) "
            "GROUP BY key ORDER BY key",
            ScalarQueryParameter("owner", "STRING", owner),
            ArrayQueryParameter("runs", "STRING", list(runs)),
        )
        return [
            Group(
                key=row["key"],
                trades=row["trades"],
                wins=row["wins"],
                profit=row["profit"],
                profit_ratio=row["ratio"],
            )
            for row in rows
        ]

    def forget(self, owner: str, run: str | None = None) -> None:
        """Delete the rows of a run, or all of an owner's."""
        which = "owner = @owner" if run is None else "owner = @owner AND run = @run"
        self._asked(f"DELETE FROM `{self._table}` WHERE {which}", *_whose(owner, run))  # noqa: S608 - names of our own, values are parameters

    def _asked(self, sql: str, *parameters: Any) -> list[Any]:
        """Return the rows of an answer, none where no table was made yet."""
        with talking_to(_SERVICE, *_NO_ANSWER):
            try:
                return list(self._run(sql, *parameters))
            except google.NotFound:
                # Either nothing was ever stored, or there is no dataset: the next line tells.
                self._client.get_dataset(self._dataset, retry=patiently(), timeout=CALL_SECONDS)
                return []

    def _run(self, sql: str, *parameters: Any) -> RowIterator:
        config = QueryJobConfig(query_parameters=parameters, maximum_bytes_billed=_MOST_BYTES)
        return self._client.query_and_wait(
            sql,
            job_config=config,
            api_timeout=CALL_SECONDS,
            wait_timeout=_JOB_SECONDS,
            retry=patiently(),
        )

    def _staged(self, rows: bytes) -> str:
        name = f"{self._dataset}.staged_{uuid.uuid4().hex}"
        table = Table(name, schema=SCHEMA)
        table.expires = datetime.now(UTC) + _STAGED  # if we die before it is deleted
        self._client.create_table(table, retry=patiently(), timeout=CALL_SECONDS)
        job = self._client.load_table_from_file(
            io.BytesIO(rows),  # no size is given: a resumable upload, which survives interruptions
            name,
            job_config=LoadJobConfig(
                schema=SCHEMA,
                source_format=SourceFormat.NEWLINE_DELIMITED_JSON,
                write_disposition="WRITE_TRUNCATE",
            ),
            timeout=CALL_SECONDS,
        )
        job.result(timeout=_JOB_SECONDS, retry=patiently())
        return name


def _whose(owner: str, run: str | None) -> list[ScalarQueryParameter]:
    asked = [ScalarQueryParameter("owner", "STRING", owner)]
    return asked if run is None else [*asked, ScalarQueryParameter("run", "STRING", run)]


def _replacing(table: str, staged: str) -> str:
    columns = ", ".join(f"`{name}`" for name in COLUMNS)
    values = ", ".join(f"staged.`{name}`" for name in COLUMNS)
    return (  # names of our own, values are parameters
        f"MERGE `{table}` AS kept USING `{staged}` AS staged ON FALSE "  # noqa: S608 - the same
        "WHEN NOT MATCHED BY SOURCE AND kept.owner = @owner AND kept.run = @run THEN DELETE "
        f"WHEN NOT MATCHED BY TARGET THEN INSERT ({columns}) VALUES ({values})"
    )
