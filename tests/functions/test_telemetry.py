"""Traces and metrics go where a setting says, and nowhere otherwise."""

from __future__ import annotations

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from hypertrade_functions.observing.otlp import Exporting
from hypertrade_functions.observing.telemetry import Silent, telemetry
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.functions.toys import toys
from tests.functions.world import make_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def collector() -> Iterator[tuple[str, dict[str, list[bytes]]]]:
    """Return the address of something that takes OTLP, and what it was sent by path."""
    taken: dict[str, list[bytes]] = {}

    class Taker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            import gzip

            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            taken.setdefault(self.path, []).append(body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", taken
    server.shutdown()
    thread.join()
    server.server_close()


def test_requests_and_runs_are_exported(
    tmp_path: Path, collector: tuple[str, dict[str, list[bytes]]]
) -> None:
    address, taken = collector
    world = make_world(tmp_path, toys=[toys], otlp_endpoint=address)
    headers = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
    assert world.client.get("/open", headers=headers).status_code == 200
    assert world.client.get("/nowhere/with/an-id").status_code == 404
    exporting = telemetry(world.platform.settings)
    assert isinstance(exporting, Exporting)
    exporting.started("backtest")
    exporting.close()
    spans = [
        span
        for body in taken["/v1/traces"]
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    assert {span.name for span in spans} >= {"GET /open", "GET (none)"}
    assert any(span.trace_id.hex() == TRACE for span in spans)
    metrics = {
        metric.name: metric
        for body in taken["/v1/metrics"]
        for resource in ExportMetricsServiceRequest.FromString(body).resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    }
    points = metrics["http.server.request.duration"].histogram.data_points
    routes = {
        attribute.value.string_value
        for point in points
        for attribute in point.attributes
        if attribute.key == "http.route"
    }
    assert routes >= {"/open", "(none)"}
    assert not any("an-id" in route for route in routes), "metrics must not grow with addresses"
    [runs] = metrics["hypertrade.runs.started"].sum.data_points
    assert runs.as_int == 1


def test_unset_it_costs_nothing(tmp_path: Path) -> None:
    world = make_world(tmp_path, toys=[toys])
    silent = telemetry(world.platform.settings)
    assert isinstance(silent, Silent)
    silent.started("backtest")
    program = (
        "import sys; from hypertrade.settings import Settings;"
        "from hypertrade_functions.observing.telemetry import telemetry; telemetry(Settings());"
        "sys.exit(any(name.startswith('opentelemetry') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
