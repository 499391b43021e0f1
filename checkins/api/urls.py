"""The URL paths of this app under /api/v1/. Each module of views defines the paths of its own views."""

from django.urls import URLPattern

from checkins.api import agreement_views, talking_views, views

urlpatterns: list[URLPattern] = [
    *views.urlpatterns,
    *talking_views.urlpatterns,
    *agreement_views.urlpatterns,
]
