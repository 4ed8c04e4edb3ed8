"""Charts of runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import Conflict
from hypertrade.domain.principals import Scope

from hypertrade_functions.shapes.charts import ChartQuery, ChartView
from hypertrade_functions.web.answers import Answer
from hypertrade_functions.web.routes import Area

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("charts", "Charts of runs")

KEPT = {"Cache-Control": "private, max-age=60"}


@area.get(
    "/v1/runs/<id:run>/chart",
    scope=Scope.RUNS_READ,
    query=ChartQuery,
    answers={200: ChartView},
    problems=(Conflict,),
)
def run_chart(call: Call) -> Answer:
    """Show candles of a run with the indicators of its strategy, thinned to what a screen shows.

    Wider bars keep the first open, the highest high, the lowest low, the last close and the sum of
    the volume. Strategies in code have no indicators here.
    """
    chart = call.platform.charts.chart(call.principal, call.path["run"], call.query.window())
    return Answer(ChartView.of(chart), headers=KEPT)
