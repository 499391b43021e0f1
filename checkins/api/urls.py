"""Paths of this app under /api/v1/. Each module of views lists its own."""

from django.urls import URLPattern

from checkins.api import agreement_views, talking_views, views

urlpatterns: list[URLPattern] = [
    *views.urlpatterns,
    *talking_views.urlpatterns,
    *agreement_views.urlpatterns,
]
