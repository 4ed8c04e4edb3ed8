"""The folder of the embedded platform: private, of one machine, and loud about it."""

from __future__ import annotations

import logging
import stat
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.place import Place
from hypertrade.bootstrap.local import LocalParts
from hypertrade.domain.errors import Denied, Invalid
from hypertrade.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_says_once_that_it_is_for_one_machine(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        place = Place(tmp_path / "platform")
        assert caplog.records == []
        place.file("a")
        place.folder("b")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "one machine" in caplog.text
    assert str(tmp_path) in caplog.text


def test_nothing_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    parts = LocalParts(Settings(data=tmp_path / "data"))
    assert not (tmp_path / "data").exists()
    assert parts.documents
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["platform"]


def test_it_is_refused_in_production(tmp_path: Path) -> None:
    with pytest.raises(Denied, match="production") as caught:
        Place(tmp_path, production=True)
    assert caught.value.field == "HYPERTRADE_PLATFORM"
    production = Settings.model_construct(data=tmp_path, env="production")
    with pytest.raises(Denied, match="production"):
        LocalParts(production)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "ceph"])
def test_a_file_system_of_several_machines_is_refused(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    shared = tmp_path / "shared disk"
    shared.mkdir()
    point = str(shared.resolve()).replace(" ", "\\040")
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {point} {kind} rw 0 0\n")
    with pytest.raises(Invalid, match=kind) as caught:
        Place(shared / "platform", mounts=mounts).file("a")
    assert caught.value.field == "HYPERTRADE_DATA"
    Place(tmp_path / "platform", mounts=mounts).file("a")
    Place(tmp_path / "other", mounts=tmp_path / "none").file("a")


def test_only_its_owner_may_enter(tmp_path: Path) -> None:
    parts = LocalParts(Settings(data=tmp_path / "data"))
    parts.blobs.put("a/b", b"1")
    parts.secrets.put("a", b"1")
    key = parts.place.folder("keys") / "secrets.key"
    assert mode(parts.place.root) == 0o700
    assert mode(parts.place.folder("keys")) == 0o700
    assert mode(key) == 0o600
    assert {mode(path) for path in parts.place.folder("secrets").iterdir()} == {0o600}
    assert {mode(path) for path in parts.place.folder("blobs").glob("objects/*/*")} == {0o600}


def test_keys_are_random_and_stay(tmp_path: Path) -> None:
    place = Place(tmp_path / "platform")
    one = place.key("one")
    assert len(one) == 32
    assert place.key("one") == one == Place(tmp_path / "platform").key("one")
    assert place.key("two") != one
    assert len(list(place.folder("keys").iterdir())) == 2


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    place = Place(tmp_path / "platform")
    place.key("one")
    path = place.folder("keys") / "one.key"
    path.chmod(0o640)
    with pytest.raises(Denied, match="others may read") as caught:
        place.key("one")
    assert "chmod 600" in caught.value.remedy


def test_a_damaged_key_is_refused_and_never_made_anew(tmp_path: Path) -> None:
    place = Place(tmp_path / "platform")
    place.key("one")
    path = place.folder("keys") / "one.key"
    path.write_bytes(b"short")
    with pytest.raises(Denied, match="damaged"):
        place.key("one")
    assert path.read_bytes() == b"short"
