"""Paths of this app under /api/v1/. Each module of views lists its own paths."""

from django.urls import URLPattern

from couples.api import account, devices, language, pocket, provider, views, way_in

urlpatterns: list[URLPattern] = [
    *views.urlpatterns,
    *account.urlpatterns,
    *provider.urlpatterns,
    *language.urlpatterns,
    *devices.urlpatterns,
    *way_in.urlpatterns,
    *pocket.urlpatterns,
]
