"""The demo couple: invented people with a history, for `make run`, and for a server with MODE=demo, where every visitor
gets a copy of their own."""
