"""All routes of the server. Any other path shows the front end, or 404 below a reserved folder such as /api."""

from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from notifications.channels import mail_events
from project import help_lines
from project.export.views import ExportView
from project.http import description, envelope, pages
from project.http.client_routes import SIGN_IN_SETTINGS
from project.running import health, seen_from_outside
from project.settings.environment import MODE

_by_others: Any = csp_replace(settings.CSP_OF_PAGES_BY_OTHERS)

api: list[URLPattern | URLResolver] = [
    # The check-ins' routes come first: everyone requests them on the same evening.
    path("", include("checkins.api.urls")),
    path("", include("couples.api.urls")),
    path("", include("notifications.api.urls")),
    path("me/export", ExportView.as_view()),
    re_path(r"^.*$", envelope.not_found),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(api)),
    path("api/schema", description.SchemaView.as_view(), name="schema"),
    path("api/docs", _by_others(description.DocsView.as_view(url_name="schema")), name="docs"),
    path("_allauth/", include("couples.sign_in.urls")),
    path("admin/", admin.site.urls),
    path("admin", RedirectView.as_view(url="/admin/")),
    path("help.json", help_lines.lines),
    # Password managers open this path. The app has no passwords, so redirect to the page with the passkeys.
    path(".well-known/change-password", RedirectView.as_view(url=SIGN_IN_SETTINGS)),
    path("health", health.version),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("health/outside", seen_from_outside.outside),
]
if provider := mail_events.routes():
    urlpatterns.append(path("api/mail/", include(provider)))
if MODE == "local":
    from project.local.local_mail import page as sent_mail

    urlpatterns.append(path("_mail", sent_mail))

urlpatterns += [
    re_path(
        r"^(?:api|_allauth|_mail|admin|accounts|health|static|assets|\.well-known)(?:/.*)?$",
        envelope.not_found,
    ),
    re_path(r"^(?P<path>.*)$", pages.frontend),
]

handler400 = "project.http.envelope.bad_request"
handler404 = "project.http.envelope.not_found"
handler500 = "project.http.envelope.server_error"
