"""Running the processes: checks at their start, the poller, health checks and metrics."""
