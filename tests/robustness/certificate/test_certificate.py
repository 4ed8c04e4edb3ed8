from __future__ import annotations

import base64
import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.base import canonical_json
from hypertrade.domain.errors import Denied, Invalid
from hypertrade.robustness import signing
from hypertrade.robustness.certificate import differences, issue, verify

from tests.robustness.certificate.reports import PLAN, examined

if TYPE_CHECKING:
    from hypertrade.robustness.report import Report

NOW = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)

OLDER = Path(__file__).parent / "kept" / "before_told.json"
"""A certificate of the toy strategy, signed before verdicts were told as data as well."""


@pytest.fixture(scope="module")
def report() -> Report:
    return examined().report


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def text(report: Report, keys: Path) -> str:
    return issue(report, keys, NOW)


def test_what_was_signed_is_read_back_whole(text: str, report: Report, keys: Path) -> None:
    found = verify(text)
    assert found.report == report
    assert found.created == NOW
    assert found.public_key == signing.own_key(keys)


def test_the_key_is_made_once_and_is_its_owners_alone(text: str, keys: Path) -> None:
    path = keys / signing.FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in keys.iterdir()] == [signing.FILE]
    again, _ = signing.sign(keys, b"another")
    assert again == json.loads(text)["public_key"]
    assert signing.own_key(keys / "nowhere") is None


def test_layout_does_not_matter_and_content_does(text: str) -> None:
    whole = json.loads(text)
    assert verify(json.dumps(whole, sort_keys=True)).sha256 == whole["sha256"]


def _set(whole: dict[str, Any], *path: str | int, value: Any) -> dict[str, Any]:
    changed: Any = json.loads(json.dumps(whole))
    node = changed
    for name in path[:-1]:
        node = node[name]
    node[path[-1]] = value
    assert changed != whole
    result: dict[str, Any] = changed
    return result


FORGERIES: list[tuple[tuple[str | int, ...], Any]] = [
    (("report", "overall"), "splendid"),
    (("report", "base", "profit"), 9.99),
    (("report", "checks", 0, "verdict", "level"), "unheard of"),
    (("report", "significance", "trials"), 1),
    (("report", "identity", "candles"), "f" * 64),
    (("created",), "2020-01-01T00:00:00+00:00"),
    (("report", "sweep", "table", "profit", 0), 0.5),
    (("sha256",), "0" * 64),
]


@pytest.mark.parametrize(("path", "value"), FORGERIES, ids=lambda one: str(one)[:40])
def test_every_change_is_found(text: str, path: tuple[str | int, ...], value: Any) -> None:
    with pytest.raises(Denied, match="changed after it was signed"):
        verify(json.dumps(_set(json.loads(text), *path, value=value)))


def _rehashed(whole: dict[str, Any]) -> dict[str, Any]:
    import hashlib

    signed = {name: whole[name] for name in ("format", "version", "created", "report")}
    return whole | {"sha256": hashlib.sha256(canonical_json(signed).encode()).hexdigest()}


def test_a_forger_who_writes_a_new_hash_lacks_the_key(text: str) -> None:
    forged = _rehashed(_set(json.loads(text), "report", "base", "profit", value=9.99))
    with pytest.raises(Denied, match="signature is not its key's"):
        verify(json.dumps(forged))


def test_a_forger_who_signs_anew_is_not_this_installation(
    text: str, keys: Path, tmp_path: Path
) -> None:
    forged = _rehashed(_set(json.loads(text), "report", "base", "profit", value=9.99))
    key, signature = signing.sign(tmp_path, forged["sha256"].encode())
    found = verify(json.dumps(forged | {"public_key": key, "signature": signature}))
    assert found.public_key != signing.own_key(keys)


@pytest.mark.parametrize("name", ["public_key", "signature"])
@pytest.mark.parametrize("value", ["", "!!", base64.b64encode(b"short").decode(), None, 7])
def test_a_broken_key_or_signature_is_refused(text: str, name: str, value: Any) -> None:
    with pytest.raises(Denied):
        verify(json.dumps(json.loads(text) | {name: value}))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": "x"}', "[" * 100_000])
def test_what_is_no_certificate_is_said(text: str) -> None:
    with pytest.raises(Invalid):
        verify(text, field="file.json")


def test_a_part_left_out_is_found(text: str) -> None:
    whole = json.loads(text)
    del whole["report"]["significance"]
    with pytest.raises(Denied):
        verify(json.dumps(whole))


def test_a_file_that_holds_no_key_is_said(tmp_path: Path) -> None:
    (tmp_path / signing.FILE).write_text("nothing", encoding="utf-8")
    with pytest.raises(Invalid, match="holds no key"):
        signing.sign(tmp_path, b"message")


def test_reports_are_compared_part_by_part(report: Report) -> None:
    assert differences(report, examined(jobs=2).report) == []
    base = report.base.model_copy(update={"trades": 7})
    other = report.model_copy(update={"base": base, "overall": "doubtful", "noise": None})
    assert set(differences(report, other)) - {"overall"} == {"base", "noise"}


def test_an_older_certificate_is_verified_and_its_figures_come_out_again() -> None:
    older = verify(OLDER.read_text(encoding="utf-8")).report
    assert older.reasons_told == ()
    plan = PLAN.model_copy(update={"checks": older.plan.checks, "trials": older.plan.trials})
    plan = plan.model_copy(update={"paths": older.plan.paths})
    again = examined(plan=plan).report
    assert again.checks[0].verdict.told
    assert differences(older, again) == []


def test_sentences_are_compared_as_they_read_in_english(report: Report) -> None:
    first = report.checks[0]
    verdict = first.verdict.model_copy(update={"text": "Trust me."})
    checks = (first.model_copy(update={"verdict": verdict}), *report.checks[1:])
    assert differences(report, report.model_copy(update={"checks": checks})) == ["checks"]
