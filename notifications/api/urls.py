"""URL patterns of this app under /api/v1/, collected from its modules of views."""

from django.urls import URLPattern

from notifications.api import calendar, pages, views

urlpatterns: list[URLPattern] = [
    *views.urlpatterns,
    *calendar.urlpatterns,
    *pages.urlpatterns,
]
