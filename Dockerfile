FROM python:3.13-slim
WORKDIR /suivi
# What a backup of PostgreSQL is written and read with: of the database's version or newer.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
COPY manage.py pyproject.toml requirements*.txt ./
COPY tracker tracker
COPY templates templates
COPY static static
COPY locale locale
COPY docs/guide docs/guide
# Any command sets the environment up; the settings have what any house may need installed as well.
RUN DATABASE_URL=postgres:// EMAIL_URL=anymail+postmark:// CACHE_URL=redis:// FILES_URL=s3://house METRICS_TOKEN=- OPENTELEMETRY_ADDRESS=console SENTRY_DSN=https://-@localhost/1 python3 manage.py version && rm -rf var && chmod -R a+rX . && useradd --uid 1000 suivi && install -d -o suivi /data /backups
USER suivi
ENV SUIVI_DATA=/data
VOLUME ["/data", "/backups"]
EXPOSE 8000
CMD ["python3", "manage.py", "up", "--host", "0.0.0.0", "--no-demo"]
