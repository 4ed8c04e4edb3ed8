"""What every process of the platform says of itself: structured logs, without secrets."""
