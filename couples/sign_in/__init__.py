"""Sign-in: one flow for known and for new addresses.

docs/decisions/0007-sign-in-is-one-flow.md lists the requests in order.
"""
