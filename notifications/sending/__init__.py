"""Delivery of due messages as pushes and e-mails. Start reading with `sender`, which calls the other modules."""
