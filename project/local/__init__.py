"""`make run`: everything on this machine, under one supervisor that leaves no process behind."""
