"""Real services on this machine for tests: PostgreSQL and Valkey from wheels, mail and push sinks on loopback."""
