"""What operators see: structured logs without secrets, traces, metrics."""
