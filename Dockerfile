# One image for the home edition, and for the containers web, worker, beat, poller and migrate. All packages come from
# the same locks as for `make run`.
FROM python:3.11-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /app

# Install the Python packages, checked by hash. The default is the set `run`. PACKAGES=home adds the home edition's own
# proxy, and PACKAGES=mail also adds the packages for an e-mail provider's API.
FROM base AS packages
ARG PACKAGES=run
COPY scripts scripts
COPY requirements requirements
RUN python scripts/bootstrap.py "$PACKAGES"

# Compile the translations.
FROM packages AS translations
COPY locale locale
COPY content content
ARG PACKAGES=run
RUN python scripts/bootstrap.py "$PACKAGES"

# Build the front end, with the same Node from a Python wheel as everywhere. Only its folder `dist` is copied further.
FROM packages AS frontend
RUN python scripts/bootstrap.py local
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc frontend/
RUN python scripts/bootstrap.py local --node
COPY frontend frontend
RUN python scripts/bootstrap.py local --build

FROM base AS app
RUN groupadd --gid 10001 app && useradd --uid 10001 --gid app --no-create-home --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH DJANGO_SETTINGS_MODULE=project.settings MODE=production
COPY --from=packages /app/.venv .venv
COPY manage.py pyproject.toml LICENSE ./
COPY content content
COPY --from=translations /app/content/translations content/translations
COPY --from=translations /app/locale locale
COPY couples couples
COPY checkins checkins
COPY notifications notifications
COPY project project
COPY deploy/Caddyfile deploy/Caddyfile
COPY --from=frontend /app/frontend/dist frontend/dist
# The settings need these values, which are for this command only and don't stay in the image.
RUN SECRET_KEY=build DATA_WRAPPING_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= VAPID_PRIVATE_KEY=build \
    VAPID_SUBJECT=mailto:build@example.org ORIGIN=https://build.example.org OPERATOR_NAME=build \
    DATABASE_URL=postgres://build@build/build REDIS_URL=redis://build EMAIL_URL=smtp://build \
    DEFAULT_FROM_EMAIL=build@example.org \
    python manage.py collectstatic --noinput --verbosity 0 \
    && python -m whitenoise.compress --quiet staticfiles frontend/dist \
    && python -m compileall -q content couples checkins notifications project \
    && install --directory --owner app --group app /tombstones /data

USER app
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/health/ready', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "warning", "--host", "0.0.0.0", "--port", "8000", "--http1-buffer-size", "32768", "--http1-header-read-timeout", "10000", "--workers", "2", "--blocking-threads", "36", "--respawn-failed-workers", "project.wsgi:application"]
