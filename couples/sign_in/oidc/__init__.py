"""Sign-in by an OpenID Connect provider, if the operator has set one up (docs/decisions/0079-…).

`adapter` tells allauth which provider there is, `tokens` checks what the provider says, `exchange` talks to it through
allauth, and `callback` is the page that the provider sends people back to.
"""
