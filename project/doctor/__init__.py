"""`manage.py doctor`: check how the app is set up, and say in plain words what is wrong and what to do."""
