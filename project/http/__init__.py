"""HTTP handling for all requests and responses: middleware, parsing, rate limits, errors and pages."""
