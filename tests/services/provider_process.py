"""A small OpenID Connect provider that runs in a separate process: `python -m tests.services.provider_process`.

It prints its issuer URL and then serves until its standard input ends. Like a strict provider, it requires PKCE with
S256, and the client's secret in a header. The request for tokens must name the same callback URL as the request to
sign in. Each authorization code works once. With `POST /test/says`, tests set who signs in at the provider and what
the provider does wrong (`ProviderAnswers`).
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "side-by-side", "the-secret-of-side-by-side"


@dataclass
class ProviderAnswers:
    """Settings of the test provider: the person who signs in there, and the faults of its responses."""

    #: The claims about the person.
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "robin"})
    #: Claims that replace those of the ID token. None removes the claim.
    token: dict[str, Any] = field(default_factory=dict)
    #: Claims that replace those of the userinfo endpoint.
    userinfo: dict[str, Any] = field(default_factory=dict)
    #: Entries that replace those of the discovery document (`/.well-known/openid-configuration`).
    document: dict[str, Any] = field(default_factory=dict)
    #: The key of the ID token: "own", "another" (an unpublished key), or "secret" (HS256 with the client's secret).
    signed_with: str = "own"
    #: Whether the ID token contains all claims about the person. If not, it contains only `sub`.
    address_in_token: bool = True
    #: Whether a page asks the person to agree. If not, the provider redirects at once.
    asks: bool = False
    denies: bool = False
    #: Paths for which the provider closes the connection without a response.
    away: list[str] = field(default_factory=list)


class Provider(ThreadingHTTPServer):
    """A fake OpenID Connect provider, as an HTTP server. In tests, people sign in to the app with it.

    It holds the keys that sign ID tokens, the codes and access tokens that it has issued, and its settings (`says`).
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.key = RSAKey.generate_key(2048, {"kid": "own", "use": "sig", "alg": "RS256"})
        self.other = RSAKey.generate_key(2048, {"kid": "own", "use": "sig", "alg": "RS256"})
        self.says = ProviderAnswers()
        self.codes: dict[str, dict[str, str]] = {}
        self.access: dict[str, dict[str, Any]] = {}

    def id_token(self, nonce: str) -> str:
        """Return a signed ID token about the person who signs in, issued to the client `CLIENT`."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        person = dict(self.says.person)
        if not self.says.address_in_token:
            person = {"sub": person["sub"]}
        claims = {
            name: value for name, value in (claims | person | self.says.token).items() if value is not None
        }
        if self.says.signed_with == "secret":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
        key = self.key if self.says.signed_with == "own" else self.other
        return jwt.encode({"alg": "RS256", "kid": "own"}, claims, key)


class _Handler(BaseHTTPRequestHandler):
    server: Provider
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Print no log lines."""

    def do_GET(self) -> None:
        path, query = self._asked(self.path)
        if path == "/.well-known/openid-configuration":
            self._json(self._document())
        elif path == "/keys":
            self._json({"keys": [self.server.key.as_dict(private=False)]})
        elif path == "/authorize":
            self._authorize(query)
        elif path == "/userinfo":
            held = self.headers.get("Authorization", "").removeprefix("Bearer ")
            found = self.server.access.get(held)
            self._json(found or {"error": "invalid_token"}, 200 if found else 401)
        else:
            self._json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        path, _query = self._asked(self.path)
        if path == "/test/says":
            self.server.says = ProviderAnswers(**json.loads(body))
            self._json(asdict(self.server.says))
        elif path == "/token":
            self._token({name: values[0] for name, values in parse_qs(body).items()})

    def _asked(self, target: str) -> tuple[str, dict[str, str]]:
        parts = urlsplit(target)
        if parts.path in self.server.says.away:
            self.close_connection = True
            return "", {}
        return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}

    def _document(self) -> dict[str, Any]:
        here = self.server.issuer
        return {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/userinfo",
            "jwks_uri": f"{here}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        } | self.server.says.document

    def _authorize(self, query: dict[str, str]) -> None:
        wanted = {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256"}
        if any(query.get(name) != value for name, value in wanted.items()) or not query.get("code_challenge"):
            self._json({"error": "invalid_request"}, 400)
            return
        if self.server.says.asks and "answer" not in query:
            self._page(query)
            return
        state = {"state": query["state"]}
        if self.server.says.denies or query.get("answer") == "no":
            self._redirect(query["redirect_uri"], {"error": "access_denied", **state})
            return
        code = secrets.token_urlsafe(12)
        self.server.codes[code] = query
        self._redirect(query["redirect_uri"], {"code": code, "iss": self.server.issuer, **state})

    def _token(self, form: dict[str, str]) -> None:
        given = f"{CLIENT}:{SECRET}"
        if self.headers.get("Authorization") != f"Basic {base64.b64encode(given.encode()).decode()}":
            self._json({"error": "invalid_client"}, 401)
            return
        begun = self.server.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            begun is None
            or form.get("redirect_uri") != begun["redirect_uri"]
            or challenge.decode().rstrip("=") != begun["code_challenge"]
        ):
            self._json({"error": "invalid_grant"}, 400)
            return
        access = secrets.token_urlsafe(12)
        self.server.access[access] = self.server.says.person | self.server.says.userinfo
        token = self.server.id_token(begun.get("nonce", ""))
        self._json({"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": token})

    def _page(self, query: dict[str, str]) -> None:
        links = "".join(
            f'<p><a href="/authorize?{urlencode({**query, "answer": answer}).replace("&", "&amp;")}">{words}</a></p>'
            for answer, words in (("yes", "Sign in as Robin"), ("no", "Cancel"))
        )
        self._send(200, f"<!doctype html><title>The provider</title>{links}".encode(), "text/html")

    def _json(self, found: dict[str, Any], status: int = 200) -> None:
        if not self.close_connection or not self.server.says.away:
            self._send(status, json.dumps(found).encode(), "application/json")

    def _redirect(self, to: str, query: dict[str, str]) -> None:
        self._send(302, b"", "text/plain", {"Location": f"{to}?{urlencode(query)}"})

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Run the provider until standard input ends. That also happens if the test run crashes."""
    with Provider() as provider:
        threading.Thread(target=provider.serve_forever, daemon=True).start()
        sys.stdout.write(provider.issuer + "\n")
        sys.stdout.flush()
        sys.stdin.read()
        provider.shutdown()


if __name__ == "__main__":
    main()
