"""What the running app does when its parts are killed, wiped and cut off."""
