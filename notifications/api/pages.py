"""The page behind the unsubscribe link of an e-mail. It works without signing in, without JavaScript, and from an
e-mail program.

A GET changes nothing, since spam filters open every link. The POST is what List-Unsubscribe-Post (RFC 8058) sends
without cookies, so there is no CSRF token to ask for; the signed token in the address is what permits it.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from couples import queries
from notifications import actions
from notifications.messages import unsubscribe


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once, then turn reminders by e-mail off. 404 for a token that this server did not make."""
    user_id = unsubscribe.user_of(token)
    if user_id is None:
        raise Http404
    done = request.method == "POST"
    if done:
        actions.mail_off(user_id)
    # The language of the e-mail, not of the browser that opens its link.
    with translation.override(queries.language_of(user_id)):
        return render(request, "notifications/unsubscribe.html", {"done": done})
