"""Requests drawn from the served document: no failure of ours, nothing that is not described.

``SCHEMATHESIS_EXAMPLES`` draws more of them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
import schemathesis
from hypertrade.domain.accounts import Visit
from hypertrade.settings import Settings
from hypertrade_functions.app import described
from hypertrade_functions.web.crowd import Crowd
from schemathesis.generation.stateful import APIStateMachine

from tests.functions.world import PASSWORD, World, make_world

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "6"))
SCENARIOS = max(EXAMPLES * 2, 10)
STEPS = 10

CONFIG = schemathesis.Config.from_dict(
    {
        # No text may hold a NUL: other tests say so, for a schema cannot.
        "generation": {"allow-x00": False},
        # A journey follows links, which mend what was wrong on purpose.
        "phases": {"stateful": {"generation": {"mode": "positive"}}},
        "checks": {
            # What a schema cannot say: that words are a strategy, that a revision is the present
            # one, that a cursor is one of ours. The problem says it, with the field.
            "positive_data_acceptance": {
                "expected-statuses": ["2xx", 304, 401, 403, 404, 409, 412, 422, 429]
            },
            "negative_data_rejection": {
                "expected-statuses": [400, 401, 403, 404, 406, 412, 413, 415, 422, 428]
            },
            "missing_required_header": {"expected-statuses": [401, 404, 422, 428]},
        },
    }
)

ENDS_SESSIONS = ["sign_out", "change_password", "leave", "suspend", "set_roles"]


PLAIN = {"Accept-Encoding": "identity"}
"""In process nobody decompresses what is asked for compressed."""

schema = schemathesis.openapi.from_dict(described(Settings()), config=CONFIG)
serving: list[Any] = []


def served(environ: Any, start_response: Any) -> Any:
    """Pass a request on to the API; the cases are made before there is one."""
    return serving[-1](environ, start_response)


schema.app = served


class Drawn:
    """The API, and who asks it what."""

    def __init__(self, folder: Path) -> None:
        self.world: World = make_world(folder, crowd=Crowd(longest_stream=0.1))
        serving.append(self.world.client.application)
        self._count = 0
        self._known: dict[str, dict[str, str]] = {}

    def newcomer(self) -> dict[str, str]:
        """Return the headers of somebody who has just signed up."""
        self._count += 1
        session = self.world.platform.accounts.sign_ins.sign_up(
            f"n{self._count}@example.org", PASSWORD, "", Visit()
        )
        return {"Authorization": f"Bearer {session.id_token}"}

    def headers(self, operation: Any) -> dict[str, str]:
        """Return the headers of somebody who may call ``operation``."""
        schemes = {name for need in operation.definition.raw.get("security", []) for name in need}
        if "platform" in schemes:
            callers: Any = self.world.platform.parts.callers
            return {"Authorization": callers.authorization()}
        if operation.path.startswith("/v1/admin"):
            return self.world.operator().headers
        if not schemes:
            return {}
        name = operation.definition.raw["operationId"]
        if name in ENDS_SESSIONS or name not in self._known:
            self._known[name] = self.newcomer()
        return self._known[name]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    return Drawn(tmp_path_factory.mktemp("drawn"))


@schema.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_every_operation_is_as_described(case: Any, drawn: Drawn) -> None:
    case.call_and_validate(headers={**drawn.headers(case.operation), **PLAIN})


def test_what_links_lead_to_is_as_described(drawn: Drawn) -> None:
    calm = schema.exclude(operation_id=ENDS_SESSIONS)

    machine: Any = calm.as_state_machine()

    class Journey(machine):  # type: ignore[misc]  # made from the document
        def setup(self) -> None:
            self.who = drawn.newcomer()

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            schemes = {name for need in case.operation.definition.raw["security"] for name in need}
            if "platform" in schemes or case.operation.path.startswith("/v1/admin"):
                return {"headers": {**drawn.headers(case.operation), **PLAIN}}
            return {"headers": {**(self.who if schemes else {}), **PLAIN}}

        def validate_response(self, response: Any, case: Any, **kwargs: Any) -> None:
            # That the credentials are ours, and meant to hold, is for one check to know.
            case.validate_response(response, headers=kwargs["headers"], recorder=self.recorder)

    assert issubclass(Journey, APIStateMachine)
    Journey.run(
        settings=hypothesis.settings(
            max_examples=SCENARIOS,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )
    )
