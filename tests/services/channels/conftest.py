"""An office, and the servers that its channels lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.channels.office import Office, open_office
from tests.stand_ins.mailbox import Mailbox, running_mailbox
from tests.stand_ins.receiver import Receiver, running_receiver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def web() -> Iterator[Receiver]:
    with running_receiver() as running:
        yield running


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with running_mailbox() as running:
        yield running


@pytest.fixture
def office(tmp_path: Path, web: Receiver, box: Mailbox) -> Office:
    return open_office(tmp_path, web, box)
