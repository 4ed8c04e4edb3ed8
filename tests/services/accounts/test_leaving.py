"""Export my data and delete my data: all of it, of nobody else, whatever dies meanwhile."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypertrade.bootstrap.runs import RunServices
from hypertrade.domain.errors import Denied, Invalid, Stale, Unauthenticated
from hypertrade.domain.paging import Asked
from hypertrade.domain.principals import KEYS_NEVER, Scope
from hypertrade.domain.quotas import Cost
from hypertrade.domain.runs import DownloadWork, Run, RunState
from hypertrade.ports.analytics import TradeRow
from hypertrade.ports.documents import ANY, Write
from hypertrade.ports.executions import ExecutionState
from hypertrade.services.accounts.deletion import Deletion
from hypertrade.services.accounts.exports import LASTS, Exports
from hypertrade.services.accounts.holdings import BLOBS, HOLDINGS
from hypertrade.stores.runs import RunTable

from tests.ports.faults import KILLED_AFTER, KILLED_BEFORE, Fault, How, Killed, faulty
from tests.services.accounts.conftest import PASSWORD, VISIT
from tests.stand_ins.authenticator import App

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.principals import Principal
    from hypertrade.services.channels.farewell import Farewell

    from tests.services.accounts.conftest import House

MARK = "ADA-WAS-HERE"
ADA, EVE = "ada.lovelace@example.com", "eve@example.com"


def run_of(owner: str, state: RunState = RunState.SUCCEEDED) -> Run:
    work = DownloadWork(exchange="binance", pairs=("BTC/USDT",), timeframe="1h", since="20240101")
    return Run(
        id=f"run-of-{owner}",
        owner=owner,
        work=work,
        title=MARK,
        state=state,
        attempt=int(state is not RunState.QUEUED),
        cost=Cost(candles=1, candle_years=1, seconds=1),
        created=datetime(2026, 1, 1, tzinfo=UTC),
    )


def furnish(house: House, who: Principal, state: RunState = RunState.SUCCEEDED) -> None:
    """Leave something of ``who`` wherever anything is kept, more of it than one page."""
    documents = house.parts.documents
    RunTable(documents).create(run_of(who.id, state))
    house.accounts.keys.create(who, MARK, [Scope.RUNS_READ], VISIT)
    house.accounts.profiles.rename(who, MARK)
    for holding in HOLDINGS:
        if holding.collection not in {"runs", "audit", "api_keys"}:
            fields = {"owner": who.id, "text": MARK}
            for part in range(2):
                documents.commit(
                    [
                        Write(holding.collection, f"{who.id}-{part}-{number}", fields, ANY)
                        for number in range(150)
                    ]
                )
    for number, prefix in enumerate(BLOBS):
        house.parts.blobs.put(f"{prefix.format(user=who.id)}x/file{number}.txt", MARK.encode())
    house.parts.analytics.store(who.id, "run-1", [trade()])


def trade() -> TradeRow:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return TradeRow(
        *("run", 1, "BTC/USDT", "long", at, at, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0),
        *(MARK, "roi"),
    )


def deletion_of(house: House, **ports: Any) -> Deletion:
    parts = {
        name: ports.get(name) or getattr(house.parts, name)
        for name in ("blobs", "analytics", "executions", "events")
    }
    return Deletion(house.accounts, **parts, farewell=farewell_of(house), sleep=lambda _: None)


def farewell_of(house: House) -> Farewell:
    return RunServices(house.parts.settings, house.parts).farewell


def found(folder: Path, *texts: str) -> list[str]:
    """Return the files that hold one of ``texts``, once SQLite has let go of what it deleted."""
    import sqlite3

    for file in [*folder.rglob("*.sqlite"), *folder.rglob("*.db")]:
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    return [
        f"{text} in {file.name}"
        for file in folder.rglob("*")
        for text in texts
        if file.is_file() and (text.encode() in file.read_bytes() or text in str(file))
    ]


def test_deleting_leaves_nothing_but_a_pseudonym_in_the_audit_log(house: House) -> None:
    ada, eve = house.somebody(ADA), house.somebody(EVE)
    furnish(house, ada)
    assert found(house.folder, MARK, ADA, ada.id)
    assert deletion_of(house).delete(ada, f" {ADA.upper()} ", VISIT)
    assert found(house.folder, MARK, ADA) == []
    entries = house.audit(ada.id)
    assert {entry.what for entry in entries} >= {"account.signed_up", "account.deleted"}
    assert {(entry.address, str(entry.details)) for entry in entries} == {("", "{}")}
    assert {entry.address for entry in house.audit(eve.id)} == {VISIT.address}
    # What happened is told to whoever else keeps something, by the same pseudonym.
    kept = {one.split(" in ")[1].split("-")[0] for one in found(house.folder, ada.id)}
    assert kept <= {"documents.sqlite", "events.sqlite"}
    assert house.accounts.profiles.users.find(ada.id) is None
    with pytest.raises(Unauthenticated):
        house.accounts.sign_ins.sign_in(ADA, PASSWORD, VISIT)


def test_deleting_takes_nothing_of_anybody_else(house: House) -> None:
    ada, eve = house.somebody(ADA), house.somebody(EVE)
    furnish(house, eve)
    furnish(house, ada)
    before = [house.parts.documents.count(one.collection, []) for one in HOLDINGS]
    assert deletion_of(house).delete(ada, ADA, VISIT)
    after = [house.parts.documents.count(one.collection, []) for one in HOLDINGS]
    assert after != before
    for holding, count in zip(HOLDINGS, after, strict=True):
        assert count, holding
    assert len(list(house.parts.blobs.list(""))) == len(BLOBS)
    assert house.parts.analytics.trades(eve.id, "run-1")
    assert house.accounts.sign_ins.sign_in(EVE, PASSWORD, VISIT).user == eve.id


def test_deleting_ends_sessions_and_keys(house: House) -> None:
    session = house.sign_up(ADA)
    ada, other = house.come_in(session), house.again()
    key = house.accounts.keys.create(ada, "bot", [Scope.RUNS_READ], VISIT)
    for view in (house, other):
        view.come_in(session)
        view.accounts.authenticate(f"Bearer {key.text}")
    deletion_of(house).delete(ada, ADA, VISIT)
    with pytest.raises(Unauthenticated):
        house.come_in(session)
    house.clock.move(6)
    for text in (session.id_token, key.text):
        with pytest.raises(Unauthenticated):
            other.accounts.authenticate(f"Bearer {text}")
    assert house.accounts.profiles.users.find(ada.id) is None


def test_deleting_takes_the_address_typed_and_a_sign_in(house: House) -> None:
    ada = house.somebody(ADA)
    with pytest.raises(Invalid) as invalid:
        deletion_of(house).delete(ada, "yes", VISIT)
    assert invalid.value.field == "confirmation"
    key = house.accounts.keys.create(ada, "bot", frozenset(Scope) - KEYS_NEVER, VISIT)
    with pytest.raises(Denied):
        deletion_of(house).delete(house.accounts.authenticate(f"Bearer {key.text}"), ADA, VISIT)
    house.clock.move(601)
    with pytest.raises(Unauthenticated):
        deletion_of(house).delete(ada, ADA, VISIT)
    assert house.accounts.profiles.read(ada).value.leaving is None


def test_work_is_stopped_before_anything_is_deleted(house: House) -> None:
    ada = house.somebody(ADA)
    furnish(house, ada, RunState.RUNNING)
    key = house.accounts.keys.create(ada, "bot", [Scope.RUNS_READ], VISIT)
    executions = house.parts.executions
    name = executions.start(f"run-of-{ada.id}", 1)
    others = executions.start("another-run", 1)
    taken = executions.take()
    assert taken is not None
    # The process is told to end, and takes its time.
    assert not Deletion(
        house.accounts,
        house.parts.blobs,
        house.parts.analytics,
        executions,
        house.parts.events,
        farewell_of(house),
        sleep=house.clock.move,
        patience=0.05,
    ).delete(ada, ADA, VISIT)
    kept = RunTable(house.parts.documents).require(f"run-of-{ada.id}").value
    assert kept.state is RunState.CANCELLED
    with pytest.raises(Unauthenticated):
        house.come_in(house.accounts.sign_ins.sign_in(ADA, PASSWORD, VISIT))
    with pytest.raises(Unauthenticated):
        house.accounts.authenticate(f"Bearer {key.text}")
    executions.note_end(name, ExecutionState.CANCELLED)
    assert deletion_of(house).resume() == 1
    assert executions.state(others) is not ExecutionState.CANCELLED
    assert house.accounts.profiles.users.find(ada.id) is None
    assert found(house.folder, MARK, ADA) == []
    assert deletion_of(house).resume() == 0


PORTS = ("documents", "identity", "blobs", "analytics", "executions", "events")


@pytest.mark.parametrize("how", [KILLED_BEFORE, KILLED_AFTER])
@pytest.mark.parametrize("port", PORTS)
def test_deletion_survives_being_killed_at_any_call(house: House, port: str, how: How) -> None:
    for at in range(1, 200):
        house.clock.move(1)
        ada = house.come_in(house.sign_up(ADA))
        RunTable(house.parts.documents).create(run_of(ada.id, RunState.QUEUED))
        house.parts.blobs.put(f"artifacts/{ada.id}/file.txt", MARK.encode())
        house.parts.analytics.store(ada.id, "run-1", [trade()])
        try:
            _delete_with(house, ada, port, Fault(at=at, how=how))
        except Killed:
            deletion_of(house.again()).resume()
            if house.accounts.profiles.users.find(ada.id) is not None:
                # It died before anything was promised: nothing has changed, and it is asked again.
                assert list(house.parts.blobs.list(f"artifacts/{ada.id}/"))
                assert deletion_of(house.again()).delete(ada, ADA, VISIT)
        else:
            assert at > 1
            return
        finally:
            house.accounts.profiles.forget(ada.id)
        assert house.parts.documents.count("users", []) == 0
        assert list(house.parts.blobs.list("")) == []
        assert house.parts.analytics.trades(ada.id, "run-1") == []
        assert house.parts.documents.count("runs", []) == 0
    pytest.fail("it never came through")


def _delete_with(house: House, ada: Principal, port: str, fault: Fault) -> None:
    """Delete in another process, one of whose ports dies."""
    real = house.again()
    view = house.again(
        documents=faulty(real.parts.documents, fault) if port == "documents" else None,
        identity=faulty(real.accounts.identity, fault) if port == "identity" else None,
    )
    others = {}
    if port not in {"documents", "identity"}:
        others[port] = faulty(getattr(view.parts, port), fault)
    assert deletion_of(view, **others).delete(ada, ADA, VISIT)


def test_a_change_meanwhile_deletes_nothing_by_halves(house: House) -> None:
    ada = house.somebody(ADA)
    documents = faulty(house.parts.documents, Fault("commit", how=How.CONFLICTS))
    with pytest.raises(Stale):
        deletion_of(house.again(documents=documents)).delete(ada, ADA, VISIT)
    assert house.accounts.profiles.read(ada).value.leaving is None


def read_export(house: House, address: str) -> zipfile.ZipFile:
    parts = urlsplit(address)
    name = parts.path.removeprefix("/v1/blobs/")
    saved_as = house.parts.blobs.verified(name, dict(parse_qsl(parts.query)))
    assert saved_as == f"hypertrade-{house.clock.now():%Y-%m-%d}.zip"
    return zipfile.ZipFile(io.BytesIO(house.parts.blobs.get(name)))


def test_an_export_holds_everything_of_one_user(house: House) -> None:
    ada, eve = house.somebody(ADA), house.somebody(EVE)
    furnish(house, ada)
    furnish(house, eve)
    made = Exports(house.accounts, house.parts.blobs).make(ada, VISIT)
    assert made.expires == house.clock.now() + LASTS
    with read_export(house, made.address) as archive:
        assert archive.testzip() is None
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert json.loads(texts["profile.json"])["email"] == ADA
    for holding in HOLDINGS:
        lines = texts.get(f"{holding.collection}.jsonl", "").splitlines()
        assert bool(lines) is holding.exported, holding
        for line in lines:
            document = json.loads(line)
            assert document["owner"] == ada.id
            assert not holding.hidden & set(document)
    assert len(texts["strategies.jsonl"].splitlines()) == 300
    assert sum(name.startswith("files/") for name in texts) == len(BLOBS)
    assert "account.exported" in texts["audit.jsonl"]
    assert "secret_digest" not in texts["api_keys.jsonl"]
    assert eve.id not in "".join(texts.values())


def test_an_export_tells_of_a_second_factor_and_not_its_secret(house: House) -> None:
    ada = house.somebody(ADA)
    factor = house.accounts.second_factor
    begun = factor.begin(ada)
    recovery = factor.confirm(ada, App(begun.secret, house.clock).code(), VISIT)
    made = Exports(house.accounts, house.parts.blobs).make(ada, VISIT)
    with read_export(house, made.address) as archive:
        told = json.loads(archive.read("second-factor.json"))
        texts = [archive.read(name).decode() for name in archive.namelist()]
    assert (told["enabled"], told["recovery_left"]) == (True, 10)
    assert told["since"].startswith(f"{house.clock.now():%Y-%m-%d}")
    assert not [text for text in texts for secret in (begun.secret, *recovery) if secret in text]


def test_an_export_is_the_only_one_of_its_user(house: House) -> None:
    ada = house.somebody(ADA)
    exports = Exports(house.accounts, house.parts.blobs)
    exports.make(ada, VISIT)
    house.clock.move(1)
    made = exports.make(ada, VISIT)
    (blob,) = house.parts.blobs.list("exports/")
    assert blob.size == made.size
    assert house.accounts.log.own(ada, Asked()).items[0].what == "account.exported"


def test_an_export_takes_a_person_who_signed_in_lately(house: House) -> None:
    ada = house.somebody(ADA)
    exports = Exports(house.accounts, house.parts.blobs)
    key = house.accounts.keys.create(ada, "bot", frozenset(Scope) - KEYS_NEVER, VISIT)
    with pytest.raises(Denied):
        exports.make(house.accounts.authenticate(f"Bearer {key.text}"), VISIT)
    house.clock.move(601)
    with pytest.raises(Unauthenticated):
        exports.make(ada, VISIT)
    assert list(house.parts.blobs.list("exports/")) == []
