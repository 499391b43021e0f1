"""docker-compose.yml runs the commands that the tests run, gives containers few rights, and opens few ports."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from project.local import commands
from project.settings import environment
from tests.deploy import compose

ROOT = compose.ROOT
ENV = {name: f"a-{name.lower()}" for name in compose.variables()}
SERVICES: dict[str, dict[str, Any]] = compose.read(ENV)["services"]
APP = ["migrate", "web", "worker", "beat", "poller"]


def _dockerfile(instruction: str) -> str:
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    found: list[str] = re.findall(rf"^{instruction} (.*)$", text, re.MULTILINE)
    return found[-1]


def test_every_process_is_the_one_that_the_tests_run() -> None:
    assert json.loads(_dockerfile("CMD")) == commands.web(host="0.0.0.0", port=8000, workers=2, threads=4)
    assert "command" not in SERVICES["web"]
    assert SERVICES["worker"]["command"] == commands.worker(concurrency=2)
    assert SERVICES["beat"]["command"] == commands.beat(schedule=Path("/tmp/beat-schedule"))
    assert SERVICES["poller"]["command"] == commands.poll(alive=Path("/tmp/poller-alive"))


@pytest.mark.parametrize("name", APP)
def test_app_processes_can_do_no_more_than_they_need(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["environment"] == SERVICES["web"]["environment"]
    assert "ports" not in service


def test_the_home_edition_can_do_no_more_than_it_needs() -> None:
    service = compose.home()
    for name in ("read_only", "tmpfs", "cap_drop", "security_opt", "init"):
        assert service[name] == SERVICES["web"][name], name
    assert service["volumes"] == ["data:/data"]
    assert service["ports"] == ["127.0.0.1:8000:8000"], "the app itself is for a proxy on the same machine"
    assert service["command"] == ["python", "-m", "project.home"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}
    for name in ("db", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]
    assert compose.read(ENV)["networks"]["inside"]["internal"]


def test_figures_are_told_inside_the_pollers_container_alone() -> None:
    environment = SERVICES["poller"]["environment"]
    assert (
        compose.read({**ENV, "METRICS_HOST": ""})["services"]["poller"]["environment"]["METRICS_HOST"]
        == "0.0.0.0"
    )
    assert environment["METRICS_HOST"] == ENV["METRICS_HOST"]
    assert "ports" not in SERVICES["poller"]


def test_whoever_runs_for_long_says_whether_it_is_well() -> None:
    for name, service in SERVICES.items():
        if name not in {"migrate", "web"}:
            assert service["healthcheck"]["test"], name
    assert "/health/ready" in _dockerfile("HEALTHCHECK")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_neither_logs_nor_a_fault_fill_the_machine(name: str) -> None:
    options = SERVICES[name]["logging"]["options"]
    assert options["max-size"]
    assert int(options["max-file"]) > 1
    assert re.fullmatch(r"\d+[mg]", SERVICES[name]["mem_limit"])


def test_the_worker_is_asked_how_it_is_without_starting_the_app() -> None:
    assert "celery" not in json.dumps(SERVICES["worker"]["healthcheck"])


def test_nothing_starts_before_the_tables_are_there() -> None:
    for name in ("web", "worker", "beat", "poller"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_what_stands_in_for_the_queue_does_not_wait_for_it() -> None:
    assert "redis" not in SERVICES["poller"]["depends_on"]


@pytest.mark.parametrize("name", sorted(compose.required()))
def test_a_missing_variable_stops_the_start_and_says_which(name: str) -> None:
    with pytest.raises(compose.Missing, match=rf"^{name} is missing\. \w"):
        compose.read({**ENV, name: ""})


FROM_FILES = ("SECRET_KEY", "DATA_WRAPPING_KEY", "VAPID_PRIVATE_KEY", "EMAIL_URL")


def test_no_secret_has_a_default() -> None:
    for name in (*FROM_FILES, "POSTGRES_PASSWORD"):
        assert not re.search(rf"\$\{{{name}(:-[^}}]+)?\}}", compose.raw())


@pytest.mark.parametrize("name", FROM_FILES)
def test_a_secret_can_come_from_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = f"{name}_FILE"
    given = compose.read({**ENV, name: "", file: "/run/secrets/one", "SECRETS_DIR": "/srv/secrets"})
    for service in APP:
        described = given["services"][service]
        assert (described["environment"][name], described["environment"][file]) == ("", "/run/secrets/one")
        assert "/srv/secrets:/run/secrets:ro" in described["volumes"]
    # The app reads the variable from the file, and a missing variable stops the start with its name.
    (tmp_path / "one").write_text("what the file holds\n")
    monkeypatch.setenv(name, "")
    monkeypatch.setenv(file, str(tmp_path / "one"))
    assert environment.secret(name, how="Make one.") == "what the file holds"
    monkeypatch.setenv(file, "")
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} is not set. Make one."):
        environment.secret(name, how="Make one.")


def test_images_are_pinned_to_a_version() -> None:
    for name, service in SERVICES.items():
        assert re.search(r":\d", service["image"]) or name in APP


def test_the_image_runs_as_no_one_special() -> None:
    assert _dockerfile("USER") == "app"


def test_no_key_and_no_data_go_to_the_builder() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[1] == "*"  # everything is left out, except what later lines name
    assert not {"!.local", "!.env", "!.git", "!."} & set(lines)
    assert "**/.env*" in lines


def test_everything_that_the_image_copies_goes_to_the_builder() -> None:
    named = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    lines = re.findall(r"^COPY (?!--)(.+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    copied = {source for line in lines for source in line.split()[:-1]}
    assert "frontend" in copied
    for source in copied:
        assert (ROOT / source).exists(), source
        assert {str(folder) for folder in (Path(source), *Path(source).parents)} & named, source


def test_the_image_holds_every_app() -> None:
    copied = re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert {"content", "couples", "checkins", "notifications", "project"} <= set(copied)
