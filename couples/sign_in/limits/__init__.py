"""How often anyone may try to sign in: by address, by network and by browser."""
