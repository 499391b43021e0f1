"""URL routes of the notifications app, relative to /api/v1/."""

from django.urls import URLPattern, path

from notifications.api import calendar, pages, views

urlpatterns: list[URLPattern] = [
    path("notifications/preferences", views.PreferencesView.as_view()),
    path("notifications/preview", views.PreviewView.as_view()),
    path("notifications/vapid", views.VapidKeyView.as_view()),
    path("notifications/subscriptions", views.SubscriptionsView.as_view()),
    path("notifications/subscriptions/<uuid:subscription_id>", views.SubscriptionView.as_view()),
    path("notifications/reminders/<uuid:reminder_id>/snooze", views.SnoozeView.as_view()),
    path("notifications/nudges/<uuid:check_in_id>", views.NudgeView.as_view()),
    path("notifications/test", views.TestReminderView.as_view()),
    path("notifications/calendar", calendar.CalendarView.as_view()),
    path(
        "notifications/calendar/<str:token>.ics",
        calendar.CalendarFeedView.as_view(),
        name="notifications-calendar",
    ),
    path("notifications/unsubscribe/<str:token>", pages.unsubscribe_page, name="notifications-unsubscribe"),
]
