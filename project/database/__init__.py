"""Django's PostgreSQL backend, changed to check pooled connections without a query."""
