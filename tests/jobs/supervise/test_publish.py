from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.results import publish

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = publish.partial(tmp_path / "out", "job")
    folder.mkdir()
    (folder / "result.json").write_text("new")
    return folder


def test_a_report_takes_an_empty_or_absent_place(report: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    publish.place(report, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "result.json").read_text() == "new"


@pytest.mark.parametrize("exchange", [True, False])
def test_a_former_report_is_swapped_out(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(publish, "_exchange", lambda *_: False)
    out = tmp_path / "out"
    out.mkdir()
    (out / "result.json").write_text("old")
    (out / "trades.csv").write_text("old")
    publish.place(report, out)
    assert {path.name: path.read_text() for path in out.iterdir()} == {"result.json": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_to_a_former_report_stays_a_link(report: Path, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "result.json").write_text("old")
    link = tmp_path / "latest"
    link.symlink_to(real)
    publish.place(report, link)
    assert link.is_symlink()
    assert (real / "result.json").read_text() == "new"


def test_what_came_to_stand_there_meanwhile_is_spared(report: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(Invalid, match=r"notes\.txt"):
        publish.place(report, tmp_path / "out")
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_a_file_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(Invalid, match="not a folder"):
        publish.check(tmp_path / "out")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Invalid, match="not a folder"):
        publish.check(tmp_path / "dangling")
    with pytest.raises(Invalid, match="cannot be written"):
        publish.check(tmp_path / "out" / "below")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_cannot_be_written_is_told_early(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Invalid, match="cannot be written"):
        publish.check(tmp_path / "out")
