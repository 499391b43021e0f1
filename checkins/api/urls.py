"""Routes of this app under /api/v1/."""

from django.urls import URLPattern, path

from checkins.api import views

urlpatterns: list[URLPattern] = [
    path("home", views.HomeView.as_view()),
    path("check-ins/<uuid:check_in_id>", views.CheckInView.as_view()),
    path("check-ins/<uuid:check_in_id>/draft", views.DraftView.as_view()),
    path("check-ins/<uuid:check_in_id>/submit", views.SubmitView.as_view()),
    path("check-ins/<uuid:check_in_id>/reveal", views.RevealView.as_view()),
    path("talking-points", views.PointsView.as_view()),
    path("talking-points/<uuid:point_id>/voice", views.VoiceView.as_view()),
    path("talking-points/<uuid:point_id>/talked", views.TalkedView.as_view()),
    path("talking-points/<uuid:point_id>/helped", views.HelpedView.as_view()),
    path("starters", views.StartersView.as_view()),
    path("starters/<str:key>/saved", views.SavedStarterView.as_view()),
    path("history", views.HistoryView.as_view()),
    path("history/<uuid:check_in_id>", views.OwnPastView.as_view()),
    path("schedule", views.ScheduleView.as_view()),
    path("schedule/pause", views.PauseView.as_view()),
    path("schedule/resume", views.ResumeView.as_view()),
]
