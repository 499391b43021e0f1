"""Every environment variable is documented, and the app does not start if a variable is missing or wrong.

The production settings pass Django's deployment checks.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from project.home import first_start
from project.volume import Volume
from scripts import env
from tests.deploy import compose
from tests.deploy.fresh_process import FreshProcesses

pytestmark = pytest.mark.slow

ROOT = compose.ROOT
#: Variables that an operator fills in after `make env`.
FILLED_IN = {
    "ORIGIN": "https://side-by-side.example.org",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "hello@example.org",
    "VAPID_SUBJECT": "mailto:hello@example.org",
    "OPERATOR_NAME": "The example house",
}
_READ = re.compile(r"""(?:env\.\w+|secret|text|keys?_of_32_bytes)\(\s*["']([A-Z_]+)["']""")


@pytest.fixture(scope="module")
def operators_env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the variables of a `.env` file that `make env` wrote and that an operator completed."""
    file = tmp_path_factory.mktemp("operator") / ".env"
    env.write(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    pairs = [line.split("=", 1) for line in file.read_text().splitlines() if re.match(r"[A-Z_]+=", line)]
    return {name: value.strip("'") for name, value in pairs} | FILLED_IN


def test_the_example_lists_what_the_settings_read_and_no_more() -> None:
    read = {
        name
        for file in (ROOT / "project" / "settings").glob("*.py")
        for name in _READ.findall(file.read_text())
    }
    # The home edition's start reads OWN_TLS, and not the settings.
    assert compose.example_names() == read | compose.variables() | {"OWN_TLS"}
    assert set(compose.home()["environment"]) <= compose.example_names()


def test_compose_passes_on_only_what_is_read() -> None:
    passed = compose.read(dict.fromkeys(compose.variables(), "x"))["services"]["web"]["environment"]
    assert set(passed) <= compose.example_names()


def test_every_variable_is_explained() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    for number, line in enumerate(lines):
        if re.match(r"#?[A-Z][A-Z_]+=", line):
            assert re.match(r"# .*\w", lines[number - 1]), line


def test_the_settings_of_compose_pass_djangos_deployment_checks(
    processes: FreshProcesses, operators_env: dict[str, str]
) -> None:
    environment = compose.read(operators_env)["services"]["web"]["environment"]
    done = processes.manage(environment, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        "DATA_WRAPPING_KEY",
        "VAPID_PRIVATE_KEY",
        "VAPID_SUBJECT",
        "DATABASE_URL",
        "REDIS_URL",
        "EMAIL_URL",
        "DEFAULT_FROM_EMAIL",
        "OPERATOR_NAME",
        "ORIGIN",
    ],
)
def test_without_it_nothing_starts(
    processes: FreshProcesses, operators_env: dict[str, str], name: str
) -> None:
    environment = compose.read(operators_env)["services"]["web"]["environment"]
    done = processes.manage(environment | {name: ""}, "check")
    assert done.returncode != 0
    assert f"{name} is not set. " in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATA_WRAPPING_KEY", "c2hvcnQ=", "5 bytes instead of 32"),
        ("DATA_WRAPPING_KEY", "not base64!", "not base64"),
        ("DATA_WRAPPING_KEY", "schlüssel", "not base64"),
        ("DATA_WRAPPING_KEYS_PREVIOUS", "c2hvcnQ=", "5 bytes instead of 32"),
        ("DATA_WRAPPING_KEY_FILE", "/run/secrets/wrapping", "are both set"),
        ("SECRET_KEY_FILE", "/run/secrets/signing", "are both set"),
        ("ORIGIN", "http://side-by-side.example.org", "must begin with https://"),
        ("ORIGIN", "https://side-by-side.example.org.", "leave out the dot"),
        ("ORIGIN", "https://side-by-side.example.org:8443", "leave out the port"),
        ("ORIGIN", "https://side-by-side.example.org/app", "end with the host name"),
        ("ORIGIN", "https://me@side-by-side.example.org", "end with the host name"),
        ("ORIGIN", "https://", "name a host"),
        ("ORIGIN", "side-by-side.example.org", "must begin with https://"),
        ("ORIGIN", "https://side by side.example.org", "no host name"),
        ("ORIGIN", "https://side-by-side.example.org:port", "no address"),
        ("VAPID_PRIVATE_KEY", "nonsense", "not the PEM of a P-256 private key"),
        ("VAPID_SUBJECT", "mailto:me@localhost", "on a public domain"),
        ("EMAIL_URL", "anymail://postmark", "ANYMAIL is not set"),
        ("OIDC_ISSUER", "https://id.example.org", "Not set: OIDC_CLIENT_ID, OIDC_CLIENT_SECRET."),
        ("OIDC_NAME", "Pocket ID", "Not set: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET."),
        ("MODE", "debug", "must be production, home, demo, local or test"),
    ],
)
def test_a_wrong_value_is_refused_with_a_reason(
    processes: FreshProcesses, operators_env: dict[str, str], name: str, value: str, said: str
) -> None:
    environment = compose.read(operators_env)["services"]["web"]["environment"]
    done = processes.manage(environment | {name: value}, "check")
    assert done.returncode != 0
    assert said in done.stderr


@pytest.fixture(scope="module")
def demos_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a demo, with its keys."""
    folder = tmp_path_factory.mktemp("demo")
    assert first_start.prepare(Volume(folder))
    return folder


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("EMAIL_URL", "smtp://mail.example.org", "a demo sends no e-mail"),
        ("PUSH_HOSTS", "push.example.org", "a demo sends no push"),
        ("DATABASE_URL", "postgres://db/side-by-side", "a demo has a database of its own"),
        ("ORIGIN", "http://demo.example.org", "must begin with https://"),
    ],
)
def test_a_demo_sends_nothing_and_uses_no_database_of_others(
    processes: FreshProcesses, demos_folder: Path, name: str, value: str, said: str
) -> None:
    environment = {
        "MODE": "demo",
        "DATA_DIR": str(demos_folder),
        "ORIGIN": "https://demo.example.org",
        "OPERATOR_NAME": "Robin",
        "DEFAULT_FROM_EMAIL": "robin@example.org",
        name: value,
    }
    done = processes.manage(environment, "check")
    assert done.returncode != 0
    assert said in done.stderr


@pytest.mark.parametrize(
    ("given", "host"),
    [
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("https://Bücher.Example/", "xn--bcher-kva.example"),
        ("HTTPS://Side.Example.ORG:443", "side.example.org"),
    ],
)
def test_an_origin_may_be_spelt_as_people_spell_it(
    processes: FreshProcesses, operators_env: dict[str, str], given: str, host: str
) -> None:
    environment = compose.read(operators_env | {"ORIGIN": given, "ALLOWED_HOSTS": "other.example"})
    code = (
        "from django.conf import settings; from django.core.mail.utils import DNS_NAME; "
        "print(settings.ORIGIN, DNS_NAME, settings.CSRF_TRUSTED_ORIGINS[0], *settings.ALLOWED_HOSTS)"
    )
    done = processes.manage(
        environment["services"]["web"]["environment"], "shell", "--no-imports", "--command", code
    )
    origin = f"https://{host}"
    assert done.stdout.split() == [origin, host, origin, host, "other.example", "localhost", "127.0.0.1"], (
        done.stderr
    )


def test_mail_may_go_through_a_provider_who_must_not_count_opens(
    processes: FreshProcesses, operators_env: dict[str, str]
) -> None:
    environment = dict(compose.read(operators_env)["services"]["web"]["environment"])
    environment |= {"EMAIL_URL": "anymail://postmark", "ANYMAIL": '{"POSTMARK_SERVER_TOKEN": "x"}'}
    unguarded = processes.manage(environment, "check")
    assert unguarded.returncode != 0
    assert "ANYMAIL has no WEBHOOK_SECRET" in unguarded.stderr
    environment["ANYMAIL"] = '{"POSTMARK_SERVER_TOKEN": "x", "WEBHOOK_SECRET": "us:guess"}'
    code = (
        "from django.conf import settings; from django.core.mail import get_connection; "
        "from django.urls import resolve; "
        "print(type(get_connection()).__module__, settings.ANYMAIL['SEND_DEFAULTS'], "
        "resolve('/api/mail/postmark/tracking/').url_name)"
    )
    done = processes.manage(environment, "shell", "--no-imports", "--command", code)
    assert done.stdout.strip() == (
        "anymail.backends.postmark {'track_opens': False, 'track_clicks': False} postmark_tracking_webhook"
    ), done.stderr


def test_a_key_may_come_from_a_file(
    processes: FreshProcesses, operators_env: dict[str, str], tmp_path: Path
) -> None:
    environment = dict(compose.read(operators_env)["services"]["web"]["environment"])
    key, file = environment.pop("DATA_WRAPPING_KEY"), tmp_path / "wrapping-key"
    code = (
        "import base64; from django.conf import settings; "
        "print(base64.b64encode(settings.DATA_WRAPPING_KEY).decode(), len(settings.DATA_WRAPPING_KEYS_PREVIOUS))"
    )
    command = ("shell", "--no-imports", "--command", code)
    environment |= {"DATA_WRAPPING_KEY_FILE": str(file), "DATA_WRAPPING_KEYS_PREVIOUS": f"{key}, {key}"}
    missing = processes.manage(environment, *command)
    assert missing.returncode != 0
    assert "DATA_WRAPPING_KEY_FILE can't be read" in missing.stderr
    file.write_text(f"{key}\n")
    assert processes.manage(environment, *command).stdout.split() == [key, "2"]


def test_addresses_with_passwords_may_come_from_files(
    processes: FreshProcesses, operators_env: dict[str, str], tmp_path: Path
) -> None:
    environment = dict(compose.read(operators_env)["services"]["web"]["environment"])
    given = {
        "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
        "DATABASE_URL": "postgres://user:password@db.example.org:5432/both",
        "REDIS_URL": "redis://:password@redis.example.org:6379/0",
    }
    for name, address in given.items():
        (tmp_path / name).write_text(f"{address}\n")
        environment |= {name: "", f"{name}_FILE": str(tmp_path / name)}
    code = (
        "from django.conf import settings as s; "
        "print(s.EMAIL_HOST, s.DATABASES['default']['HOST'], s.CACHES['default']['LOCATION'])"
    )
    command = ("shell", "--no-imports", "--command", code)
    done = processes.manage(environment, *command)
    assert done.stdout.split() == ["mail.example.org", "db.example.org", given["REDIS_URL"]], done.stderr
    (tmp_path / "EMAIL_URL").write_text("anymail://postmark")
    environment["ANYMAIL"] = '{"POSTMARK_SERVER_TOKEN": "x", "WEBHOOK_SECRET": "us:guess"}'
    code = "from django.conf import settings; print(settings.EMAIL_BACKEND)"
    done = processes.manage(environment, "shell", "--no-imports", "--command", code)
    assert done.stdout.split() == ["anymail.backends.postmark.EmailBackend"], done.stderr


def test_no_mode_means_production(processes: FreshProcesses, operators_env: dict[str, str]) -> None:
    environment = compose.read(operators_env)["services"]["web"]["environment"]
    del environment["MODE"]
    code = "from django.conf import settings; print(settings.MODE, settings.DEBUG, settings.SESSION_COOKIE_SECURE)"
    assert processes.manage(environment, "shell", "--no-imports", "--command", code).stdout.split() == [
        "production",
        "False",
        "True",
    ]


def test_make_env_overwrites_nothing(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=mine")
    with pytest.raises(FileExistsError):
        env.write(file)
    assert file.read_text() == "SECRET_KEY=mine"
