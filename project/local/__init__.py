"""`make run`: all processes of the app on one machine, under a supervisor that leaves none behind."""
