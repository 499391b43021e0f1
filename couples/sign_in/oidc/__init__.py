"""Signing in with an OpenID Connect provider, if the server's operator has set one up (docs/decisions/0079).

`adapter` tells django-allauth which provider is set up. `exchange` talks to the provider. `tokens` checks the
provider's tokens. `callback` is the page to which the provider sends people back.
"""
