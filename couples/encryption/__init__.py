"""The keys that seal what people write, what wraps them, and the check that this server has them."""
