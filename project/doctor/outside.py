"""Checks of `manage.py doctor` on the app's surroundings: address, certificate, proxy, clock, push and mail servers."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import smtplib
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection

from project.doctor.results import CheckResult, fault, ok, warning
from project.running import seen_from_outside

#: Seconds to wait for a response.
PATIENCE = 8
#: How wrong the clock may be. With a larger error, certificates and the signatures of pushes are refused.
CLOCK_MAY_BE_OFF = dt.timedelta(minutes=1)


def address() -> Iterator[CheckResult]:
    """Check that ORIGIN leads to this app over https, and that the proxies set the headers that the app needs."""
    host = urlsplit(settings.ORIGIN).hostname or ""
    try:
        socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):  # UnicodeError: a part of the name is empty or too long
        yield fault(
            "address",
            f"the name {host} leads nowhere",
            "Correct ORIGIN, or add the name at your domain's provider.",
        )
        return
    request = urllib.request.Request(
        settings.ORIGIN + "/health/outside", headers={seen_from_outside.HEADER: seen_from_outside.proof()}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            seen = json.loads(answer.read(10_000))
            secure, hops = bool(seen["secure"]), int(seen["hops"])
    except urllib.error.HTTPError as error:
        yield _not_ours(f"it answers with {error.code}")
    except ssl.SSLError as error:
        yield _bad_certificate(error)
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLError):
            yield _bad_certificate(error.reason)
        else:
            yield fault(
                "address",
                f"nothing answers at {settings.ORIGIN}",
                "Is the proxy running, does the name lead to this machine, and is its port open?",
            )
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError, OverflowError):
        yield _not_ours("it returns something else")
    else:
        yield from _proxies(secure, hops)


def _not_ours(how: str) -> CheckResult:
    return fault(
        "address",
        f"another program answers at {settings.ORIGIN}: {how}",
        "Point the proxy to this app, and check that ORIGIN is spelt as people open it.",
    )


def _bad_certificate(error: ssl.SSLError) -> CheckResult:
    reason = getattr(error, "verify_message", "") or "it can't be checked"
    return fault(
        "certificate",
        f"browsers will refuse it: {reason}",
        "Get one for this name from an authority that browsers know; a proxy such as Caddy does it by itself.",
    )


def _proxies(secure: bool, hops: int) -> Iterator[CheckResult]:
    if not secure:
        yield fault(
            "proxy",
            "it does not say that the request came over https",
            "Let it set X-Forwarded-Proto to https. docs/proxy.md has the lines for Caddy, nginx and Traefik.",
        )
    elif hops < settings.TRUSTED_PROXIES:
        yield fault(
            "proxy",
            f"TRUSTED_PROXIES is {settings.TRUSTED_PROXIES}, and requests come through {hops}",
            f"Set TRUSTED_PROXIES={hops}, or let the proxy set X-Forwarded-For. Visitors can escape the limits.",
        )
    elif hops > settings.TRUSTED_PROXIES:
        yield fault(
            "proxy",
            f"TRUSTED_PROXIES is {settings.TRUSTED_PROXIES}, and requests come through {hops}",
            f"Set TRUSTED_PROXIES={hops}. As it is, all visitors share the limits of one.",
        )
    else:
        yield ok("address", f"{settings.ORIGIN} leads here over https")


def pushes_and_clock() -> Iterator[CheckResult]:
    """Check that the first service in PUSH_HOSTS can be reached, and that this machine's clock agrees with its clock.

    If PUSH_HOSTS names no service, yield nothing.
    """
    hosts = [host for host in settings.PUSH_HOSTS if host != "*"]
    if not hosts:
        return
    host = hosts[0]
    scheme = "http" if settings.PUSH_ALLOW_LOOPBACK else "https"
    try:
        with urllib.request.urlopen(f"{scheme}://{host}/", timeout=PATIENCE) as answer:
            date = answer.headers.get("Date", "")
    except urllib.error.HTTPError as error:
        date = error.headers.get("Date", "")  # an error status is enough: the service answers
    except (OSError, http.client.HTTPException, UnicodeError):
        yield fault(
            "push",
            f"the push service {host} can't be reached",
            "Let this machine connect to the internet on port 443. Until then, no push arrives.",
        )
        return
    try:
        off = abs(dt.datetime.now(dt.UTC) - parsedate_to_datetime(date))
    except (TypeError, ValueError):
        off = dt.timedelta(0)
    if off > CLOCK_MAY_BE_OFF:
        yield fault(
            "clock",
            f"this machine's clock is off by {int(off.total_seconds() // 60)} minutes",
            "Switch on time synchronisation (timedatectl set-ntp true). Push services refuse what a wrong clock signs.",
        )
    else:
        yield ok("push", f"{host} can be reached, and the clock agrees with it")


def mail() -> Iterator[CheckResult]:
    """Check that the mail server accepts a connection with our user and password, if this server sends e-mail.

    Warn if e-mails come from a placeholder address.
    """
    if settings.DEMO:
        yield ok("mail", "there is none, and no push: this is a demo")
        return
    if not settings.MAIL:
        yield ok("mail", "there is none: people sign in by passkey, and reminders come as pushes")
        return
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield ok("mail", "it does not go through a mail server of yours")
        return
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = get_connection(fail_silently=False)
    try:
        with closing(server):
            server.open()
    except smtplib.SMTPAuthenticationError:
        yield fault(
            "mail",
            f"{where} refuses user or password",
            "Correct them in EMAIL_URL. A special character is written as its code: @ is %40.",
        )
    except ssl.SSLError:
        yield fault(
            "mail",
            f"{where} does not speak TLS as EMAIL_URL says",
            "Use smtp+tls:// for port 587, and smtp+ssl:// for port 465.",
        )
    except UnicodeError:
        yield fault(
            "mail",
            f"host, user or password for {where} has a letter that can't be sent",
            "Check the host in EMAIL_URL, and choose a user and password without accents or umlauts.",
        )
    except (OSError, smtplib.SMTPException) as error:
        yield fault(
            "mail",
            f"{where} can't be reached ({type(error).__name__})",
            "Check host and port in EMAIL_URL, and that this machine may connect to it.",
        )
    else:
        if "example" in settings.DEFAULT_FROM_EMAIL or "localhost" in settings.DEFAULT_FROM_EMAIL:
            yield warning(
                "mail",
                f"e-mails come from {settings.DEFAULT_FROM_EMAIL}",
                "Set DEFAULT_FROM_EMAIL to an address of yours.",
            )
        else:
            yield ok("mail", f"{where} takes our e-mails")
