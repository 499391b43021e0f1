"""`make run`: all processes of the app on one machine, under a supervisor that ends all of them when it stops."""
