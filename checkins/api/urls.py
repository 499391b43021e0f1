"""Routes of this app under /api/v1/."""

from django.urls import URLPattern, path

from checkins.api import agreement_views, talking_views, views

urlpatterns: list[URLPattern] = [
    path("home", views.HomeView.as_view()),
    path("check-ins/<uuid:check_in_id>", views.CheckInView.as_view()),
    path("check-ins/<uuid:check_in_id>/draft", views.DraftView.as_view()),
    path("check-ins/<uuid:check_in_id>/submit", views.SubmitView.as_view()),
    path("check-ins/<uuid:check_in_id>/take-back", views.TakeBackView.as_view()),
    path("check-ins/<uuid:check_in_id>/reveal", views.RevealView.as_view()),
    path("talking-points", talking_views.PointsView.as_view()),
    path("talking-points/voices", talking_views.VoicesView.as_view()),
    path("talking-points/<uuid:point_id>", talking_views.PointView.as_view()),
    path("talking-points/<uuid:point_id>/turns", talking_views.TurnsView.as_view()),
    path("talking-points/<uuid:point_id>/voice", talking_views.VoiceView.as_view()),
    path("talking-points/<uuid:point_id>/talked", talking_views.TalkedView.as_view()),
    path("talking-points/<uuid:point_id>/tried", talking_views.TriedView.as_view()),
    path("talking-points/<uuid:point_id>/helped", talking_views.HelpedView.as_view()),
    path("talking-points/<uuid:point_id>/told", talking_views.ToldView.as_view()),
    path("agreements", agreement_views.AgreementsView.as_view()),
    path("agreements/<uuid:agreement_id>", agreement_views.AgreementView.as_view()),
    path("agreements/<uuid:agreement_id>/yes", agreement_views.AgreementYesView.as_view()),
    path("starters", talking_views.StartersView.as_view()),
    path("starters/<str:key>/saved", talking_views.SavedStarterView.as_view()),
    path("starters/<str:key>/talked", talking_views.TalkedStarterView.as_view()),
    path("history", views.HistoryView.as_view()),
    path("history/<uuid:check_in_id>", views.OwnPastView.as_view()),
    path("jar", views.JarView.as_view()),
    path("schedule", views.ScheduleView.as_view()),
    path("schedule/pause", views.PauseView.as_view()),
    path("schedule/resume", views.ResumeView.as_view()),
    path("schedule/rest", views.RestView.as_view()),
]
