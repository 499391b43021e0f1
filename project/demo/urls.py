"""The routes of a demo server (MODE=demo): the app's routes, and two more for the demo's visitors."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from project import urls
from project.demo import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/demo/visit", views.VisitView.as_view()),
    path("api/v1/demo/switch", views.SwitchView.as_view()),
    *urls.urlpatterns,
]
handler400, handler404, handler500 = urls.handler400, urls.handler404, urls.handler500
