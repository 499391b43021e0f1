"""How often the engine speaks, and how often it is right, on simulated couples."""
