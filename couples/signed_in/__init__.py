"""Sessions of signed-in people, the middleware that reads them, and the names of devices."""
