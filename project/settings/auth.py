"""Sign-in: a mailed code first, a passkey offered after. Kept by django-allauth, spoken to without pages."""

from __future__ import annotations

from project.settings.base import ORIGIN, TRUSTED_PROXIES
from project.settings.environment import MODE

AUTH_USER_MODEL = "couples.User"
AUTHENTICATION_BACKENDS = ["couples.backends.CodeOrPasskey"]  # nobody has a password, staff neither

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ["browser"]
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{ORIGIN}/sign-in",
    "account_reset_password": f"{ORIGIN}/sign-in",
    "account_reset_password_from_key": f"{ORIGIN}/sign-in",
    "account_signup": f"{ORIGIN}/sign-in",
}

ACCOUNT_ADAPTER = "couples.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Ten minutes and five tries: a code that comes by slow mail must still work, a guess must not.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
# The same answer whether an address is known or not; the mail to an unknown one is a code too (couples.sign_in).
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# What happens to an account is told by ourselves, on all devices and by mail (notifications.notices).
ACCOUNT_EMAIL_NOTIFICATIONS = False
#: How often each may be asked for: number, period, and what is counted (allauth's own notation).
SIGN_IN_LIMITS = {
    # By address; `_near` and `_wide`: the share of one network and of the larger one around it; `_first` and
    # `_reserve`: one attempt per network that has not tried yet, when the rest is used up; `_known`: a browser that has
    # signed in with this address before (couples.sign_in.trusted_browsers).
    "request_login_code": "5/m/key,12/h/key",
    # By "ip" also for all addresses together. Here, where no reserve goes past it.
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
    "signup": "20/m/ip",
    "confirm_email": "5/10m/key",
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
}
ACCOUNT_RATE_LIMITS = SIGN_IN_LIMITS if MODE != "test" else False

MFA_ADAPTER = "couples.accounts.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Face, finger or PIN each time: an unlocked phone in somebody else's hand is not enough to change the account.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A recovery code can be the only thing asked for (couples.sign_in.recovery), so it has to be beyond guessing.
MFA_RECOVERY_CODE_DIGITS = 16
# Shown when they are made and never again: looked up unseen, they would be a way in that nobody is told of.
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "production"  # http://localhost

ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
#: Bits of an IPv6 address that allauth's limits by "ip" look at: as couples.networks.near.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 56

#: In the database, found by a hash of their key. Who is signed in where: couples.models.Device.
SESSION_ENGINE = "couples.sessions"
#: A name of our own: cookies know no ports, and other programs on a developer's machine call theirs "session".
SESSION_COOKIE_NAME = "sbs_session"
#: The name before it. A session that comes by it goes on, under the new name (couples.middleware.Sessions).
FORMER_SESSION_COOKIE_NAME = "session"
#: Seconds after which one has to sign in again, whatever one did meanwhile.
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
#: Seconds in which the app has to be opened once, or the session ends: two rounds of a check-in every two weeks.
SESSION_UNUSED_AGE = 60 * 60 * 24 * 30
#: Seconds that a session lasts while nobody is signed in: longer than a code and a passkey take.
SESSION_BEGUN_AGE = 60 * 60
#: Sign-ins by passkey that one network may begin within an hour: each stores such a session (couples.sign_in.attempts).
SESSIONS_BEGUN_MOST = 60
#: The same for support staff, who use it by asking for a page of the admin.
STAFF_SESSION_AGE = 60 * 60 * 8
STAFF_SESSION_UNUSED_AGE = 60 * 30
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/sign-in"
