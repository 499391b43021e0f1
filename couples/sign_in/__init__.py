"""Signing in by e-mailed code, passkey, recovery code, link or OpenID Connect provider.

The steps are the same for e-mail addresses with and without an account. docs/decisions/0007-sign-in-is-one-flow.md
lists the requests in order.
"""
