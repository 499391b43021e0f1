"""Routes of this app under /api/v1/."""

from django.urls import URLPattern, path

from couples.api import account, devices, language, pocket, provider, views, way_in

urlpatterns: list[URLPattern] = [
    path("me", views.MeView.as_view()),
    path("me/privacy", views.PrivacyView.as_view()),
    path("me/sign-in", account.SignInView.as_view()),
    path("me/provider", provider.ProviderConnectionView.as_view()),
    path("me/email", account.EmailView.as_view()),
    path("me/email/confirm", account.ConfirmEmailView.as_view()),
    path("language", language.LanguageView.as_view()),
    path("me/devices", devices.DevicesView.as_view()),
    path("me/devices/<uuid:device_id>", devices.DeviceView.as_view()),
    path("me/devices/link", way_in.DeviceLinkView.as_view()),
    path("me/sign-in-link", way_in.SignInLinkView.as_view()),
    path("me/sign-out-others", devices.SignOutOthersView.as_view()),
    path("me/sign-out-everywhere", devices.SignOutEverywhereView.as_view()),
    path("me/erase", views.EraseView.as_view()),
    path("pocket", pocket.PocketView.as_view()),
    path("pocket/<uuid:note_id>", pocket.PocketNoteView.as_view()),
    path("space/alone", views.StartAloneView.as_view()),
    path("space/leave", views.LeaveView.as_view()),
    path("space/acknowledge-closed", views.AcknowledgeClosedView.as_view()),
    path("pairing", views.PairingView.as_view()),
    path("pairing/invitations", views.InvitationsView.as_view()),
    path("pairing/look", views.LookView.as_view()),
    path("pairing/account", way_in.InvitedView.as_view()),
    path("pairing/redeem", views.RedeemView.as_view()),
    path("pairing/confirm", views.ConfirmView.as_view()),
    path("pairing/decline", views.DeclineView.as_view()),
    path("pairing/withdraw", views.WithdrawView.as_view()),
    path("way-in", way_in.WayInView.as_view()),
    path("way-in/set-up", way_in.SetUpView.as_view()),
    path("way-in/use", way_in.UseLinkView.as_view()),
    path("way-in/provider", provider.ProviderSignInView.as_view()),
]
