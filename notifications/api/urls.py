"""Routes of this app under /api/v1/."""

from django.urls import URLPattern, path

from notifications.api import calendar, pages, views

urlpatterns: list[URLPattern] = [
    path("notifications/preferences", views.Preferences.as_view()),
    path("notifications/preview", views.Preview.as_view()),
    path("notifications/vapid", views.Vapid.as_view()),
    path("notifications/subscriptions", views.Subscriptions.as_view()),
    path("notifications/subscriptions/<uuid:subscription_id>", views.Subscription.as_view()),
    path("notifications/reminders/<uuid:reminder_id>/snooze", views.Snooze.as_view()),
    path("notifications/nudges/<uuid:check_in_id>", views.Nudge.as_view()),
    path("notifications/test", views.Test.as_view()),
    path("notifications/calendar", calendar.Calendar.as_view()),
    path("notifications/calendar/<str:token>.ics", calendar.Feed.as_view(), name="notifications-calendar"),
    path("notifications/unsubscribe/<str:token>", pages.unsubscribe_page, name="notifications-unsubscribe"),
]
