"""Tests of signing in on a server that sends no e-mail: by set-up links, device links and sign-in links."""
