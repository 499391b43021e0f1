"""Settings of the API: authentication, error format, rate limits, OpenAPI and sizes of bodies."""

from __future__ import annotations

from project.settings.base import TRUSTED_PROXIES

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["project.http.authentication.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["project.http.rendering.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["project.http.parsing.StrictJSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["project.http.throttles.Ceiling", "project.http.throttles.Scope"],
    "DEFAULT_THROTTLE_RATES": {
        "pairing": "20/hour",
        "redeem": "10/hour",
        "look": "20/hour",
        "way_in": "40/hour",
        "send": "6/hour",
        "snooze": "30/hour",
        "nudge": "12/hour",
        "export": "12/hour",
        "calendar": "60/hour",
        "propose": "20/hour",
        "demo": "10/hour",
    },
    # Without this, each forged X-Forwarded-For would count as a new visitor.
    "NUM_PROXIES": TRUSTED_PROXIES,
    "EXCEPTION_HANDLER": "project.http.envelope.exception_handler",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "COERCE_DECIMAL_TO_STRING": True,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Side by Side",
    "DESCRIPTION": (
        "A weekly check-in for couples. Session cookie; on each write the CSRF token in X-CSRFToken and your id in "
        "X-Person."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": [],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "project.http.description.add_error_responses",
    ],
    # Choices need an explicit name if their field has the same name as another but different values, or vice versa.
    "ENUM_NAME_OVERRIDES": {
        "CheckInState": "checkins.visibility.CheckInState.__args__",
        "SpaceState": "couples.queries.spaces.SpaceState.__args__",
        "PairingState": "couples.queries.spaces.PairingState.__args__",
        "OwnProgress": "checkins.queries.cards.OwnProgress.__args__",
        "Sharing": "couples.sharing.Sharing.__args__",
        "PromptKind": "checkins.asking.prompts.AskedKind.__args__",
        "PointKind": "checkins.talking.topics.PointKind.__args__",
        "LightKind": "content.values.LightKind.__args__",
        "WhenToTalk": "checkins.talking.points.WhenToTalk.__args__",
        "Helped": "checkins.talking.points.Helped.__args__",
        "Who": "checkins.talking.points.Who.__args__",
        "Dimension": "content.values.Dimension.__args__",
    },
}
# The largest body is a response: at most 13 notes of 2,000 characters, each of up to 12 bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 384 * 1024
#: Largest body in bytes, by the start of the path (project.http.middleware.BodySize). Other paths: LARGEST_BODY.
LARGEST_BODIES = {
    "/api/v1/check-ins/": DATA_UPLOAD_MAX_MEMORY_SIZE,
    # A mail provider reports many e-mails at once.
    "/api/mail/": DATA_UPLOAD_MAX_MEMORY_SIZE,
}
LARGEST_BODY = 32 * 1024
#: How deeply a body may be nested. The deepest body that the app sends is a draft, with three levels.
DEEPEST_BODY = 8
