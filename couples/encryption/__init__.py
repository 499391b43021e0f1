"""The keys that seal what people write, the keys that wrap them, and the check that this server has these."""
