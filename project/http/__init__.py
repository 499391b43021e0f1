"""What every request and response goes through: middleware, parsing, limits, errors, pages."""
