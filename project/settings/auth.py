"""Settings of sign-in by e-mailed code and passkey, with django-allauth's headless API."""

from __future__ import annotations

from project.settings.base import TRUSTED_PROXIES
from project.settings.environment import LOCAL, MODE

AUTH_USER_MODEL = "couples.User"
AUTHENTICATION_BACKENDS = ["couples.backends.CodeOrPasskey"]  # no one has a password, not even staff

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ["browser"]

ACCOUNT_ADAPTER = "couples.sign_in.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Ten minutes and five attempts: a code must work even if the e-mail is slow, but must not be guessed.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
# The same response for known and unknown addresses: an unknown one also gets a code (couples.sign_in).
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# We send account alerts ourselves, to all devices and by e-mail.
ACCOUNT_EMAIL_NOTIFICATIONS = False
#: Limits in allauth's notation: number, period, and what is counted.
SIGN_IN_LIMITS = {
    # Without a suffix, a limit is per e-mail address. `_near` and `_wide` are the shares of one network and of the
    # larger network around it. `_first` and `_reserve`: when the limit is used up, a network that has not tried yet
    # still has one attempt. `_known` is for a browser that has signed in with this address before
    # (couples.sign_in.limits.trusted_browsers).
    "request_login_code": "5/m/key,12/h/key",
    # "ip" counts all e-mail addresses together. It is part of this limit because the reserve does not apply to it.
    "request_login_code_near": "20/m/ip,100/h/ip,6/h/key",
    "request_login_code_wide": "8/h/key",
    "request_login_code_first": "1/h/key",
    "request_login_code_reserve": "12/h/key",
    "request_login_code_known": "5/m/key,20/h/key",
    "recovery": "100/h/key",
    "recovery_near": "20/h/ip,10/h/key",
    "recovery_wide": "15/h/key",
    "recovery_first": "1/h/key",
    "recovery_reserve": "20/h/key",
    "recovery_known": "10/h/key",
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
}
ACCOUNT_RATE_LIMITS = SIGN_IN_LIMITS if MODE != "test" else False

SOCIALACCOUNT_ADAPTER = "couples.sign_in.oidc.adapter.ProviderAdapter"
#: Seconds to wait for the sign-in provider. A request is blocked meanwhile.
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

MFA_ADAPTER = "couples.sign_in.accounts.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Face, finger or PIN each time: someone else with the unlocked phone must not be able to change the account.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A recovery code can be enough to sign in (couples.sign_in.recovery), so it must be impossible to guess.
MFA_RECOVERY_CODE_DIGITS = 16
# Shown only when they are created. If someone could look them up later, they could sign in without causing an alert.
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL  # http://localhost

ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
#: Number of bits of an IPv6 address by which allauth's "ip" limits count, as in couples.sign_in.limits.networks.near.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 56

#: Sessions are in the database, found by a hash of their key. couples.models.Device lists who is signed in where.
SESSION_ENGINE = "couples.signed_in.sessions"
#: A distinct name: cookies ignore ports, and other programs on a developer's machine use "session".
SESSION_COOKIE_NAME = "sbs_session"
#: Seconds after which a person has to sign in again in any case.
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
#: Seconds without opening the app after which a session ends: two check-ins of a couple that has one every two weeks.
SESSION_UNUSED_AGE = 60 * 60 * 24 * 30
#: Seconds that a session lasts while no one is signed in. Longer than a code is valid, or than using a passkey takes.
SESSION_BEGUN_AGE = 60 * 60
#: Passkey sign-ins that a network may begin per hour, as each one stores a session (couples.sign_in.limits.attempts).
SESSIONS_BEGUN_MOST = 60
#: The same limits for support staff, whose sessions count as used when they open a page of the admin.
STAFF_SESSION_AGE = 60 * 60 * 8
STAFF_SESSION_UNUSED_AGE = 60 * 30
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/sign-in"
