"""Calendar feed: a secret link from which calendar apps load the check-ins, without signing in."""
