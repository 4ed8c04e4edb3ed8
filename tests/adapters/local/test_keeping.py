"""What is special about each embedded adapter: its files, what it survives, what it forgets."""

from __future__ import annotations

import json
import math
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
from hypertrade.adapters.local.analytics import LocalAnalytics
from hypertrade.adapters.local.blobs import LocalBlobs
from hypertrade.adapters.local.buckets import LocalBuckets
from hypertrade.adapters.local.events import KEPT, LocalEvents
from hypertrade.adapters.local.secrets import LocalSecrets
from hypertrade.domain.errors import Denied, Invalid, Unavailable
from hypertrade.ports.analytics import TradeRow
from hypertrade.ports.events import Event

from tests.adapters.local.contender import SlowBuckets
from tests.ports.clocks import Hands

if TYPE_CHECKING:
    from pathlib import Path

KEY = b"k" * 32


def blobs_in(folder: Path, clock: Hands, key: bytes = KEY) -> LocalBlobs:
    folder.mkdir(exist_ok=True)
    return LocalBlobs(folder, key=key, public_url="http://localhost:8080", clock=clock)


def test_generations_grow_over_restarts_and_clocks_set_back(tmp_path: Path) -> None:
    clock = Hands()
    seen = []
    for seconds in (0, 5, -3600, -86400, 0):
        clock.move(seconds)
        blobs = blobs_in(tmp_path / "blobs", clock)
        seen.append(blobs.put("a", b"1").generation)
        blobs.delete("a")
    assert seen == sorted(set(seen))


def test_what_a_death_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    clock = Hands(datetime.now(UTC))
    blobs = blobs_in(tmp_path / "blobs", clock)
    kept = blobs.put("a", b"1").generation
    objects = tmp_path / "blobs" / "objects"
    orphans = [objects / f"{n:02x}" / str(64_000 + n) for n in range(64)]
    for path in (*orphans, objects / ".left.draft", objects / ".fresh.draft"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    for path in (*orphans[:-1], objects / ".left.draft", *objects.glob(f"*/{kept}")):
        os.utime(path, times=(time.time() - 7200,) * 2)
    again = blobs_in(tmp_path / "blobs", clock)
    for n in range(1000):
        again._sweep(objects / f"{n % 64:02x}")
    again.put("b", b"2")
    left = {path.name for path in objects.rglob("*") if path.is_file()}
    stat = again.stat("b")
    assert stat is not None
    assert left == {str(kept), str(stat.generation), ".fresh.draft", orphans[-1].name}
    assert again.get("a") == b"1"


def test_what_was_replaced_between_look_and_read_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = blobs_in(tmp_path / "blobs", Hands())
    looked = [blobs.put("a", b"1")]
    blobs.put("a", b"2")
    now = blobs.stat
    monkeypatch.setattr(blobs, "stat", lambda name: looked.pop() if looked else now(name))
    assert blobs.get("a") == b"2"
    assert looked == []


def test_a_list_longer_than_a_page_holds_each_blob_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hypertrade.adapters.local.blobs._PAGE", 3)
    blobs = blobs_in(tmp_path / "blobs", Hands())
    for n in range(9):
        blobs.put(f"a/{n}", b"1")
    assert [blob.name for blob in blobs.list("a/")] == [f"a/{n}" for n in range(9)]


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    blobs = blobs_in(tmp_path / "blobs", Hands())
    generation = blobs.put("a", b"1").generation
    blobs._file(generation).unlink()
    with pytest.raises(Unavailable, match="missing"):
        blobs.get("a")


def test_a_source_that_is_not_there_leaves_nothing(tmp_path: Path) -> None:
    blobs = blobs_in(tmp_path / "blobs", Hands())
    with pytest.raises(FileNotFoundError):
        blobs.put("a", tmp_path / "none")
    assert blobs.stat("a") is None
    assert list((tmp_path / "blobs" / "objects").iterdir()) == []


def test_an_address_holds_to_its_second_and_under_its_key(tmp_path: Path) -> None:
    clock = Hands()
    blobs = blobs_in(tmp_path / "blobs", clock)
    url = blobs.signed_url("a/b=c.html", lasts=timedelta(seconds=60), download_as="a b.html")
    assert url.startswith("http://localhost:8080/v1/blobs/a/b=c.html?expires=")
    parameters = dict(part.split("=", 1) for part in url.split("?")[1].split("&"))
    parameters["download"] = "a b.html"
    clock.move(59)
    assert blobs.verified("a/b=c.html", parameters) == "a b.html"
    with pytest.raises(Denied, match="not signed"):
        blobs_in(tmp_path / "others", clock, b"o" * 32).verified("a/b=c.html", parameters)
    with pytest.raises(Denied, match="not signed"):
        blobs.verified("a/b", parameters)
    clock.move(1)
    with pytest.raises(Denied, match="over"):
        blobs.verified("a/b=c.html", parameters)


def test_a_secret_is_nowhere_in_the_clear(tmp_path: Path) -> None:
    secrets = LocalSecrets(tmp_path, key=KEY)
    secrets.put("a", b"the exchange's secret")
    path = tmp_path / "a.json"
    before = path.read_bytes()
    assert b"exchange" not in before
    secrets.put("a", b"the exchange's secret")
    assert json.loads(before)["key"] != json.loads(path.read_bytes())["key"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_another_machines_secrets_are_refused(tmp_path: Path) -> None:
    LocalSecrets(tmp_path, key=KEY).put("a", b"1")
    with pytest.raises(Denied):
        LocalSecrets(tmp_path, key=b"o" * 32).get("a")


@pytest.mark.parametrize(
    "change",
    [
        {"form": "hypertrade-secret-0"},
        {"key": ""},
        {"key": 5},
        {"value": "AAAA"},
        {"value": None},
        {"value": "AA"},
        {"key": "é"},
    ],
)
def test_any_change_of_a_secrets_file_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    secrets = LocalSecrets(tmp_path, key=KEY)
    secrets.put("a", b"1")
    path = tmp_path / "a.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(Denied):
        secrets.get("a")


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "{", "\0" * 50])
def test_a_file_that_is_no_secret_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(Denied):
        LocalSecrets(tmp_path, key=KEY).get("a")


def test_a_destroyed_secrets_bytes_are_overwritten(tmp_path: Path) -> None:
    secrets = LocalSecrets(tmp_path / "secrets", key=KEY)
    (tmp_path / "secrets").mkdir()
    secrets.put("a", b"1")
    (tmp_path / "held").hardlink_to(tmp_path / "secrets" / "a.json")
    secrets.destroy("a")
    assert set((tmp_path / "held").read_bytes()) == {0}


def told(events: LocalEvents, id_: str) -> None:
    events.publish(Event(id_, "run.succeeded", "ann", "r1", datetime(2026, 3, 1, tzinfo=UTC), {}))


def test_a_listener_goes_on_where_it_was(tmp_path: Path) -> None:
    clock = Hands()
    events = LocalEvents(tmp_path / "events.sqlite", clock=clock)
    for id_ in ("e1", "e2", "e3"):
        told(events, id_)
    first = events.since(0, limit=2)
    assert [heard.event.id for heard in first] == ["e1", "e2"]
    again = LocalEvents(tmp_path / "events.sqlite", clock=clock)
    told(again, "e4")
    rest = again.since(first[-1].position)
    assert [heard.event.id for heard in rest] == ["e3", "e4"]
    assert again.since(rest[-1].position) == []
    told(again, "e1")
    assert again.since(rest[-1].position) == []


def test_old_events_are_forgotten_and_positions_never_come_back(tmp_path: Path) -> None:
    clock = Hands()
    events = LocalEvents(tmp_path / "events.sqlite", clock=clock)
    for n in range(5):
        told(events, f"old{n}")
    last = events.since(0)[-1].position
    clock.move(KEPT.total_seconds() - 1)
    told(events, "mid")
    assert len(events.since(0)) == 6
    clock.move(2)
    told(events, "new")
    heard = events.since(0)
    assert [one.event.id for one in heard] == ["mid", "new"]
    assert heard[0].position > last


def test_tokens_come_back_at_their_rate(tmp_path: Path) -> None:
    now = [1000.0]
    buckets = LocalBuckets(tmp_path / "buckets", now=lambda: now[0])
    assert buckets.take("a", rate=2, burst=4, cost=4) == (0, 0)
    assert buckets.take("a", rate=2, burst=4) == (0, 0.5)
    now[0] += 0.25
    assert buckets.take("a", rate=2, burst=4) == (0.5, 0.25)
    now[0] += 0.25
    assert buckets.take("a", rate=2, burst=4) == (0, 0)
    now[0] += 100
    assert buckets.take("a", rate=2, burst=4) == (3, 0)
    assert buckets.take("a", rate=2, burst=4, cost=5) == (3, math.inf)
    assert buckets.take("a", rate=0, burst=4, cost=3.5) == (3, math.inf)


def test_threads_take_one_after_the_other(tmp_path: Path) -> None:
    buckets = SlowBuckets(tmp_path / "buckets")
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: buckets.take("a", rate=1e-9, burst=10)[1], range(40)))
    assert waits.count(0) == 10


def test_a_bucket_is_full_after_the_machines_clock_began_again(tmp_path: Path) -> None:
    now = [1000.0]
    buckets = LocalBuckets(tmp_path / "buckets", now=lambda: now[0])
    assert buckets.take("a", rate=1e-9, burst=4, cost=4)[1] == 0
    assert buckets.take("a", rate=1e-9, burst=4, cost=4)[1] > 0
    now[0] = 5.0
    assert buckets.take("a", rate=1e-9, burst=4, cost=4) == (0, 0)
    assert buckets.take("a", rate=1e-9, burst=4, cost=4)[1] > 0


def test_many_keys_share_a_small_file(tmp_path: Path) -> None:
    buckets = LocalBuckets(tmp_path / "buckets")
    for n in range(20_000):
        assert buckets.take(f"user-{n}", rate=1e-9, burst=1)[1] == 0
    # Those that were counted are still counted, but for a few that had to give way.
    full = sum(buckets.take(f"user-{n}", rate=1e-9, burst=1)[1] == 0 for n in range(20_000))
    assert full < 200
    assert (tmp_path / "buckets").stat().st_size < 2_000_000


def test_the_key_used_longest_ago_gives_way(tmp_path: Path) -> None:
    now = [0.0]
    buckets = LocalBuckets(tmp_path / "buckets", now=lambda: now[0])
    for n in range(200_000):
        now[0] = n
        buckets.take(f"user-{n}", rate=1e-9, burst=1)
    assert buckets.take("user-199999", rate=1e-9, burst=1)[1] > 0
    assert buckets.take("user-0", rate=1e-9, burst=1)[1] == 0


def row(run: str) -> TradeRow:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    numbers = (1.0, 2.0, 3.0, 4.0, 1.0, 0.1, 0.5, 0.1)
    return TradeRow(run, 0, "BTC/USDT", "long", at, at, *numbers, "tag", "roi")


def test_trades_are_plain_parquet_in_a_hive_layout(tmp_path: Path) -> None:
    LocalAnalytics(tmp_path).store("ann", "r1", [row("r1")])
    path = tmp_path / "owner=ann" / "run=r1.parquet"
    table = pq.read_table(path, partitioning=None)
    assert table.column_names[:4] == ["owner", "run", "number", "pair"]
    assert str(table.schema.field("closed").type) == "timestamp[us, tz=UTC]"
    assert str(table.schema.field("number").type) == "int64"
    assert str(table.schema.field("profit").type) == "double"
    assert str(table.schema.field("side").type) == "string"


def test_a_folder_with_the_letters_of_a_pattern_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "a[1]*?'"
    folder.mkdir()
    analytics = LocalAnalytics(folder)
    analytics.store("ann", "r1", [row("r1")])
    assert analytics.trades("ann", "r1") == [row("r1")]


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", ".a", "a*", "a" * 201, "é"])
def test_ids_that_are_paths_are_refused(tmp_path: Path, name: str) -> None:
    analytics = LocalAnalytics(tmp_path)
    with pytest.raises(Invalid):
        analytics.store(name, "r1", [])
    with pytest.raises(Invalid):
        analytics.trades("ann", name)
    with pytest.raises(Invalid):
        analytics.forget(name)


def test_a_file_that_is_no_parquet_is_said(tmp_path: Path) -> None:
    analytics = LocalAnalytics(tmp_path)
    analytics.store("ann", "r1", [row("r1")])
    (tmp_path / "owner=ann" / "run=r1.parquet").write_bytes(b"PAR1 but not really PAR1")
    with pytest.raises(Unavailable, match="r1"):
        analytics.trades("ann", "r1")
