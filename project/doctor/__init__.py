"""`manage.py doctor`: check a set-up from inside and outside, and say in plain words what is wrong and what to do."""
