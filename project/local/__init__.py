"""`make run`: everything on this machine, under a supervisor that leaves no process behind."""
