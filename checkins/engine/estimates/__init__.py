"""What the engine estimates from all answers before it looks for findings. Pure."""
