"""Running the processes: checks at their start, a poller that stands in for Celery, health checks and metrics."""
