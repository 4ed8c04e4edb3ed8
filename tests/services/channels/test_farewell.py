"""Who leaves is told so, last of all; then their channels, secrets and notices are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import NotFound
from hypertrade.services.channels.farewell import PATIENCE
from hypertrade.stores.users import Users

from tests.services.channels.office import VISIT, said
from tests.stand_ins.receiver import Answer

if TYPE_CHECKING:
    from tests.services.channels.office import Office


def _gone(office: Office, channel: str) -> None:
    documents = office.platform.parts.documents
    assert Users(documents).find("ann") is None
    for collection in ("channels", "tallies", "notices", "outbox"):
        from hypertrade.ports.documents import Query

        assert not documents.find(Query(collection)), collection
    with pytest.raises(NotFound):
        office.platform.parts.secrets.get(f"channel-{channel}")


def test_the_deletion_waits_until_the_channels_were_told(office: Office) -> None:
    id_ = office.webhook(events=["account.security"]).shown.kept.value.id
    deletion = office.platform.account_deletion
    assert not deletion.delete(office.principal(), "ann@example.com", VISIT)
    assert Users(office.platform.parts.documents).require("ann").value.leaving is not None
    office.deliver()
    [taken] = office.web.taken
    assert said(taken)["data"]["what"] == "account.deleted"
    assert deletion.resume() == 1
    _gone(office, id_)
    assert office.deliver() == 0


def test_but_not_for_ever(office: Office) -> None:
    id_ = office.webhook(events=["account.security"]).shown.kept.value.id
    office.web.always = Answer(500)
    deletion = office.platform.account_deletion
    assert not deletion.delete(office.principal(), "ann@example.com", VISIT)
    office.deliver()
    assert deletion.resume() == 0
    office.clock.move(PATIENCE.total_seconds() + 1)
    assert deletion.resume() == 1
    _gone(office, id_)
    before = len(office.web.taken)
    office.deliver()
    assert len(office.web.taken) == before, "what is still queued finds nothing"


def test_whoever_is_told_nothing_goes_at_once(office: Office) -> None:
    id_ = office.webhook(events=["run.failed"]).shown.kept.value.id
    office.end_run("waiting")
    deletion = office.platform.account_deletion
    assert deletion.delete(office.principal(), "ann@example.com", VISIT)
    _gone(office, id_)
