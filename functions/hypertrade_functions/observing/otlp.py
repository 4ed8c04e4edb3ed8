"""Telemetry over OTLP: a span for each request, a histogram of durations, a count of runs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypertrade import __version__
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade_functions.web.origin import Origin


class Exporting:
    """Sends spans to ``ENDPOINT/v1/traces`` and metrics to ``ENDPOINT/v1/metrics``."""

    def __init__(self, endpoint: str, image: str | None, *, interval: float) -> None:
        """Send to ``endpoint``, metrics every ``interval`` seconds; ``image`` names what runs."""
        base = endpoint.rstrip("/")
        resource = Resource.create(
            {
                "service.name": "hypertrade",
                "service.version": __version__,
                "container.image.name": image or "none",
            }
        )
        self._tracers = TracerProvider(resource=resource)
        self._tracers.add_span_processor(
            BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{base}/v1/traces"))
        )
        self._meters = MeterProvider(
            resource=resource,
            metric_readers=[
                PeriodicExportingMetricReader(
                    OTLPMetricExporter(endpoint=f"{base}/v1/metrics"),
                    export_interval_millis=interval * 1000,
                )
            ],
        )
        self._tracer = self._tracers.get_tracer("hypertrade")
        meter = self._meters.get_meter("hypertrade")
        self._durations = meter.create_histogram(
            "http.server.request.duration", unit="s", description="How long answers took"
        )
        self._runs = meter.create_counter(
            "hypertrade.runs.started", unit="{run}", description="Runs that were submitted"
        )

    @contextmanager
    def request(self, method: str, route: str, origin: Origin) -> Iterator[None]:
        """Trace what happens inside as one span, below the caller's."""
        parent = trace.SpanContext(
            trace_id=int(origin.trace, 16),
            span_id=int(origin.span, 16),
            is_remote=True,
            trace_flags=trace.TraceFlags(trace.TraceFlags.SAMPLED),
        )
        above = trace.set_span_in_context(trace.NonRecordingSpan(parent))
        with self._tracer.start_as_current_span(
            f"{method} {route}",
            context=above,
            kind=trace.SpanKind.SERVER,
            attributes={"http.request.method": method, "http.route": route},
            # An exception's text may hold what the user sent: the redacted log has it.
            record_exception=False,
        ):
            yield

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Record how long an answer took."""
        self._durations.record(
            seconds,
            {
                "http.request.method": method,
                "http.route": route,
                "http.response.status_code": status,
            },
        )

    def started(self, kind: str) -> None:
        """Count a run."""
        self._runs.add(1, {"hypertrade.run.kind": kind})

    def close(self) -> None:
        """Send what has been measured until now, and measure no more."""
        self._tracers.shutdown()
        self._meters.shutdown()
