"""The table of trades in BigQuery: columns, partitions, and rows as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from google.cloud.bigquery import SchemaField, Table, TimePartitioning, TimePartitioningType

from hypertrade.domain.base import moment_text
from hypertrade.ports.analytics import TradeRow

if TYPE_CHECKING:
    from collections.abc import Sequence

_TYPES = {"str": "STRING", "int": "INT64", "float": "FLOAT64", "datetime": "TIMESTAMP"}
_TEXT = "STRING"

COLUMNS = ("owner", *(field.name for field in fields(TradeRow)))
SCHEMA = (
    SchemaField("owner", _TEXT, mode="REQUIRED"),
    *(
        SchemaField(field.name, _TYPES.get(str(field.type), _TEXT), mode="REQUIRED")
        for field in fields(TradeRow)
    ),
)


def trades_table(name: str) -> Table:
    """Return the table as it is made: a partition for each month of ``closed``.

    Rows lie together by owner and run, so that a question reads what belongs to them alone.
    """
    table = Table(name, schema=SCHEMA)
    table.time_partitioning = TimePartitioning(type_=TimePartitioningType.MONTH, field="closed")
    table.clustering_fields = ["owner", "run"]
    return table


def json_lines(owner: str, trades: Sequence[TradeRow]) -> bytes:
    """Return the rows of ``trades`` as a load job reads them."""
    lines = []
    for trade in trades:
        row = {"owner": owner, **asdict(trade)}
        row["opened"], row["closed"] = moment_text(trade.opened), moment_text(trade.closed)
        lines.append(json.dumps(row, ensure_ascii=False))
    return "\n".join(lines).encode()


def trade_row(row: Any) -> TradeRow:
    """Return a row of an answer as a trade."""
    return TradeRow(**{field.name: row[field.name] for field in fields(TradeRow)})
