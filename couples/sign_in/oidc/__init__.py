"""Sign-in by an OpenID Connect provider, if the operator has set one up (docs/decisions/0079-…).

`adapter` tells allauth which provider is set up, `exchange` talks to the provider through allauth, `tokens` checks the
provider's tokens, and `callback` is the page to which the provider sends people back.
"""
