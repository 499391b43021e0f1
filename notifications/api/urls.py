"""Paths of this app under /api/v1/. Each module of views lists its own."""

from django.urls import URLPattern

from notifications.api import calendar, pages, views

urlpatterns: list[URLPattern] = [
    *views.urlpatterns,
    *calendar.urlpatterns,
    *pages.urlpatterns,
]
