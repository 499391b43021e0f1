"""The page behind the unsubscribe link of an e-mail. It needs neither a session nor JavaScript.

A GET request changes nothing, because spam filters open every link. A POST request unsubscribes. E-mail programs
also send this POST themselves (List-Unsubscribe-Post, RFC 8058), without cookies. Such a request can't carry a CSRF
token, so the signed token in the URL authorises the request instead.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
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
    """Show a page with a button on GET, and turn reminders by e-mail off on POST. 404 if the token is not valid."""
    user_id = unsubscribe.user_of(token)
    if user_id is None:
        raise Http404
    done = request.method == "POST"
    if done:
        actions.mail_off(user_id)
    # The page has the language of the e-mail, not that of the browser.
    with translation.override(queries.language_of(user_id)):
        return render(request, "notifications/unsubscribe.html", {"done": done})


urlpatterns: list[URLPattern] = [
    path("notifications/unsubscribe/<str:token>", unsubscribe_page, name="notifications-unsubscribe"),
]
