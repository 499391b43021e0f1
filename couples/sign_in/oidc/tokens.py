"""Check an ID token as OpenID Connect Core 1.0 requires (3.1.3.7), and read who has signed in at the provider.

django-allauth checks less. It does not check the signature of a token that it fetched itself, compares the issuer
only with the provider's own configuration, and uses no nonce. The functions are pure, except that PyJWT reads the
clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

#: Accepted signature algorithms. All use a private key that only the provider has, not the client secret that we share.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
#: Seconds by which the provider's clock may differ from ours.
LEEWAY = 60
#: The longest subject that the standard allows.
_LONGEST_SUBJECT = 255


class TokenRefused(Exception):
    """Raised when the provider's answer can't be trusted.

    The error's text names the failed check, but no personal data.
    """


@dataclass(frozen=True, slots=True)
class ProviderIdentity:
    """The identity of a person at the OpenID Connect provider.

    `issuer` is the provider's address. `subject` is the person's id at the provider. `email` is None unless the
    provider has verified the address. The address is not normalised yet.
    """

    issuer: str
    subject: str
    email: str | None


def claims(
    id_token: object, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str
) -> Mapping[str, Any]:
    """Check an ID token and return its claims, which say who has signed in at the provider.

    Raises TokenRefused unless the token comes from this `issuer`, is meant for our `client_id`, has the `nonce` of
    this sign-in, is signed with one of the provider's `keys`, and passes all other checks.
    """
    if not isinstance(id_token, str):
        raise TokenRefused("no ID token")
    try:
        found: Mapping[str, Any] = jwt.decode(
            id_token,
            key=_key(keys, jwt.get_unverified_header(id_token)),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise TokenRefused(type(error).__name__) from error
    if found.get("nonce") != nonce:
        raise TokenRefused("nonce")
    audiences = found["aud"] if isinstance(found["aud"], list) else [found["aud"]]
    if found.get("azp", client_id if len(audiences) == 1 else None) != client_id:
        raise TokenRefused("azp")
    if not isinstance(found["sub"], str) or not 0 < len(found["sub"]) <= _LONGEST_SUBJECT:
        raise TokenRefused("sub")
    return found


def identity(found: Mapping[str, Any], userinfo: Mapping[str, Any] | None) -> ProviderIdentity:
    """Return who has signed in at the provider, from `found` (the checked claims of an ID token) and `userinfo`.

    `userinfo` is the response of the provider's userinfo address, or None. Many providers send the e-mail address only
    in this response. Raises TokenRefused if `userinfo` is about another person.
    """
    if userinfo is not None and userinfo.get("sub") != found["sub"]:
        raise TokenRefused("userinfo")
    source = found if "email" in found or userinfo is None else userinfo
    email = source.get("email")
    # Some providers send the text "false", which counts as true in Python.
    is_verified = isinstance(email, str) and source.get("email_verified") is True
    return ProviderIdentity(str(found["iss"]), str(found["sub"]), str(email) if is_verified else None)


def _key(keys: Mapping[str, Any], header: Mapping[str, Any]) -> Any:
    """Return the provider's key with which the token must be signed.

    The token's header names this key. If the header names no key, the provider must have only one public key for
    signatures, which is returned. Raises KeyError unless exactly one key fits.
    """
    usable = [key for key in keys["keys"] if key.get("use", "sig") == "sig" and key.get("kty") != "oct"]
    wanted = header.get("kid")
    chosen = [key for key in usable if key.get("kid") == wanted] if wanted is not None else usable
    if len(chosen) != 1:
        raise KeyError("kid")
    # A key that names an algorithm is used only with that. For a key without one, the header's algorithm is used.
    own = chosen[0].get("alg") or (header.get("alg") if header.get("alg") in ALGORITHMS else None)
    return jwt.PyJWK(dict(chosen[0]), algorithm=own)
