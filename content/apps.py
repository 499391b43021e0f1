"""The library as a Django app: no tables."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    label = "content"
