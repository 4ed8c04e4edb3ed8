"""What the platform calls itself: tasks, as the queue delivers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import NotFound
from pydantic import BaseModel, RootModel

from hypertrade_functions.web.answers import Answer
from hypertrade_functions.web.routes import Access, Area

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("tasks", "What the platform calls itself")


class Payload(RootModel[dict[str, Any]]):
    """What a task is about."""


class Handled(BaseModel):
    """What was done, counted."""

    counts: dict[str, int]


@area.post(
    "/v1/tasks/<queue:queue>",
    access=Access.INTERNAL,
    body=Payload,
    answers={200: Handled},
    problems=(NotFound,),
    example={},
)
def handle_task(call: Call) -> Answer:
    """Take a task of a queue.

    Any answer but success has it delivered again. It may come twice, late, or never.
    """
    counts = call.platform.handle_task(call.path["queue"], call.body.root)
    return Answer(Handled(counts=counts))
