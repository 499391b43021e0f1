"""Limits on how often anyone may try to sign in, by e-mail address, by network and by browser."""
