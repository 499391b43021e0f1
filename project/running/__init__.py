"""What keeps the processes working, and shows that they do."""
