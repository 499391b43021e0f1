"""A small model of decision 0086: a seal that also holds against the server's operator. The app does not use it."""
