"""Files as people have them are read to the bit; wrong ones are answered with place and remedy."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypertrade.candles.formats.reading import read_file
from hypertrade.candles.schema import dates_ms
from hypertrade.domain.errors import Invalid, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., pd.DataFrame]
    Rows = list[list[float]]


@pytest.fixture
def frame(make: Make) -> pd.DataFrame:
    made: pd.DataFrame = make(40)
    return made


def rows_of(frame: pd.DataFrame, divisor: int = 1) -> Rows:
    table = frame.drop(columns="date").to_numpy().tolist()
    return [[int(at) // divisor, *row] for at, row in zip(dates_ms(frame), table, strict=True)]


def lines(rows: Rows, separator: str = ",") -> str:
    return "".join(separator.join(repr(cell) for cell in row) + "\n" for row in rows)


def check(tmp_path: Path, content: str | bytes, frame: pd.DataFrame, name: str = "x.csv") -> str:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    read = read_file(path, "BTC/USD")
    pd.testing.assert_frame_equal(read.frame, frame, check_exact=True)
    return read.format


HEADER = "timestamp,open,high,low,close,volume\n"


@pytest.mark.parametrize("divisor", [1, 1000])
@pytest.mark.parametrize("header", [HEADER, ""])
def test_csv_with_and_without_header(
    tmp_path: Path, frame: pd.DataFrame, header: str, divisor: int
) -> None:
    check(tmp_path, header + lines(rows_of(frame, divisor)), frame)


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_csv_separators(tmp_path: Path, frame: pd.DataFrame, separator: str) -> None:
    text = HEADER.replace(",", separator) + lines(rows_of(frame), separator)
    check(tmp_path, text, frame)


@pytest.mark.parametrize(
    "form", ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S+00:00", "%Y-%m-%d %I-%p"]
)
@pytest.mark.parametrize("header", ["date,open,high,low,close,volume\n", ""])
def test_csv_with_dates(tmp_path: Path, frame: pd.DataFrame, form: str, header: str) -> None:
    texts = frame["date"].dt.strftime(form)
    body = "".join(
        f"{text},{','.join(repr(cell) for cell in row[1:])}\n"
        for text, row in zip(texts, rows_of(frame), strict=True)
    )
    check(tmp_path, header + body, frame)


def test_csv_of_other_column_order_names_and_case(tmp_path: Path, frame: pd.DataFrame) -> None:
    header = "Symbol,Volume USD,Volume BTC,Close,Low,High,Open,Date,Unix\n"
    body = "".join(
        f"BTCUSD,9,{r[5]!r},{r[4]!r},{r[3]!r},{r[2]!r},{r[1]!r},whenever,{r[0]}\n"
        for r in rows_of(frame)
    )
    check(tmp_path, header + body, frame)


def test_cryptodatadownload_with_its_comment_and_mixed_units(
    tmp_path: Path, frame: pd.DataFrame
) -> None:
    header = "https://www.CryptoDataDownload.com\n"
    header += "unix,date,symbol,open,high,low,close,Volume BTC,Volume USD\n"
    body = "".join(
        f"{r[0] // (1 if at % 2 else 1000)},2020-01-06,BTC/USD,"
        + ",".join(repr(cell) for cell in r[1:])
        + ",0\n"
        for at, r in enumerate(rows_of(frame))
    )
    check(tmp_path, header + body, frame)


@pytest.mark.parametrize("multiple", [1, 1000])
def test_binance_vision_twelve_columns_without_header(
    tmp_path: Path, frame: pd.DataFrame, multiple: int
) -> None:
    body = "".join(
        f"{r[0] * multiple},{','.join(repr(cell) for cell in r[1:])},"
        f"{(r[0] + 3_599_999) * multiple},1.0,5,0.5,0.5,0\n"
        for r in rows_of(frame)
    )
    assert "Binance" in check(tmp_path, body, frame)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("BTCUSDT-1h-2020-01.csv", body)
    check(tmp_path, packed.getvalue(), frame, "BTCUSDT-1h-2020-01.zip")


def test_krakens_download_and_api(tmp_path: Path, frame: pd.DataFrame) -> None:
    rows = rows_of(frame, 1000)
    assert "Kraken" in check(tmp_path, lines([[*row, 7] for row in rows]), frame)
    ohlc = [[row[0], *map(str, row[1:5]), "1.0", str(row[5]), 7] for row in rows]
    answer = {"error": [], "result": {"XXBTZUSD": ohlc, "last": 1}}
    assert "Kraken" in check(tmp_path, json.dumps(answer), frame, "x.json")


def test_orders_without_header_are_told_apart(tmp_path: Path, frame: pd.DataFrame) -> None:
    rows = rows_of(frame)
    bitfinex = [[r[0], r[1], r[4], r[2], r[3], r[5]] for r in rows]
    assert "Bitfinex" in check(tmp_path, json.dumps(bitfinex), frame, "x.json")
    coinbase = [[r[0], r[3], r[2], r[1], r[4], r[5]] for r in rows]
    assert "Coinbase" in check(tmp_path, lines(coinbase), frame)


def test_json_of_ccxt_freqtrade_and_objects(tmp_path: Path, frame: pd.DataFrame) -> None:
    rows = rows_of(frame)
    names = ("time", "open", "high", "low", "close", "volume")
    objects = [dict(zip(names, row, strict=True)) for row in rows]
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    assert "ccxt" in check(tmp_path, json.dumps(rows), frame, "x.json")
    for value in (objects, {"data": objects}, columns):
        check(tmp_path, json.dumps(value), frame, "x.json")
    check(tmp_path, "\n".join(json.dumps(item) for item in objects), frame, "x.jsonl")
    check(tmp_path, gzip.compress(json.dumps(rows).encode()), frame, "BTC_USD-1h.json.gz")


def test_numbers_given_as_texts_are_exact(tmp_path: Path, frame: pd.DataFrame) -> None:
    frame = frame.assign(volume=np.random.default_rng(1).uniform(0, 1, len(frame)))
    rows = [[row[0], *map(repr, row[1:])] for row in rows_of(frame)]
    check(tmp_path, json.dumps(rows), frame, "x.json")
    check(tmp_path, HEADER + lines(rows_of(frame)), frame)


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_feather_and_parquet(tmp_path: Path, frame: pd.DataFrame, unit: str) -> None:
    other = frame.assign(date=frame["date"].dt.as_unit(unit))
    other.to_feather(tmp_path / "x.feather")
    check(tmp_path, (tmp_path / "x.feather").read_bytes(), frame, "misnamed.csv")
    other.to_parquet(tmp_path / "x.parquet")
    check(tmp_path, (tmp_path / "x.parquet").read_bytes(), frame, "x.parquet")
    naive = other.assign(date=other["date"].dt.tz_localize(None)).set_index("date")
    naive.to_parquet(tmp_path / "x.parquet")
    check(tmp_path, (tmp_path / "x.parquet").read_bytes(), frame, "x.parquet")


def test_csv_gz_bom_crlf_and_blank_lines(tmp_path: Path, frame: pd.DataFrame) -> None:
    text = HEADER + lines(rows_of(frame)) + "\n\n"
    check(tmp_path, gzip.compress(text.encode()), frame, "x.csv.gz")
    check(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), frame)


def test_trailing_separators_do_no_harm(tmp_path: Path, frame: pd.DataFrame) -> None:
    text = (HEADER + lines(rows_of(frame))).replace("\n", ",\n")
    check(tmp_path, text, frame)


GOOD = "1578268800000,1.0,2.0,0.5,1.5,10\n1578272400000,1.0,2.0,0.5,1.5,10\n"


@pytest.mark.parametrize(
    ("content", "problem", "place"),
    [
        (HEADER + GOOD + "1578276000000,1,2,1,oops,10\n", "'oops' is", "line 4, column 'close'"),
        (HEADER + GOOD + '\n1578276000000,"1,0",2,1,1,10\n', "'1,0' is", "line 5, column 'open'"),
        (HEADER + GOOD + "now,1,2,0.5,1,10\n", "'now' is not a time", "line 4, column 'timestamp'"),
        (GOOD + "1578276000000,1.0,2.0,0.5,x,10\n", "'x' is not a number", "line 3, column 5"),
        (HEADER + GOOD + "1578276000000,1,2,0.5,1,10,11,12\n", "too many cells", "line 4"),
        ("timestamp,open,high,low,volume,x\n" + GOOD, "no column close among", "timestamp, open"),
        ("a,b,c,d,e,f,g,h,i\n1,2,3,4,5,6,7,8,9\n", "neither a header nor a candle", "line 1"),
        ("1578268800000,1,2,0.5,1,10,1,1,1\n", "9 columns and no header", ""),
        ("1578268800000,5,2,0.5,3,10\n", "no known order", ""),
        ("hello\nworld\n", "no line of it looks like a row of candles", ""),
        (HEADER, "holds no candle", ""),
        ("", "it is empty", ""),
        ("[[1578268800000, 1, 2], [1]]", "row 2 has 1 values where the first has 3", ""),
        ('[{"time": 1578268800000, "open": 1}, {"time": 2}]', "row 2 has no 'open'", ""),
        ('{"error": "no such pair"}', "no list of candles", ""),
        ("[[1578268800000, 1, 2", "not JSON", "line 1, column"),
        ("[1, 2, 3]", "neither lists nor objects", ""),
        (b"\xff\xfe\x00\x01" * 20, "neither text nor a known binary format", ""),
        (b"PAR1" + b"\0" * 40, "damaged Parquet file", ""),
        (b"ARROW1\0\0" + b"\0" * 40, "damaged Feather file", ""),
        (b"\x1f\x8b" + b"\0" * 40, "does not unpack", ""),
    ],
)  # fmt: skip
def test_a_wrong_file_is_named_with_its_place_and_a_remedy(
    tmp_path: Path, content: str | bytes, problem: str, place: str
) -> None:
    path = tmp_path / "candles.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(Invalid) as caught:
        read_file(path, "BTC/USD")
    assert caught.value.field == "candles.csv"
    assert problem in caught.value.problem
    assert place in caught.value.problem
    assert caught.value.remedy


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        read_file(tmp_path / "nothing.csv", "BTC/USD")
    with pytest.raises(Invalid, match="cannot be read"):
        read_file(tmp_path, "BTC/USD")


def test_an_archive_of_several_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.csv", GOOD)
        archive.writestr("b.csv", GOOD)
    with pytest.raises(Invalid, match="holds 2 files"):
        read_file(tmp_path / "x.zip", "BTC/USD")
