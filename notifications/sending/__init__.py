"""Delivery of due rows as pushes and e-mails. Start with `sender`: it calls the other modules."""
