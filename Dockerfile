FROM python:3.13-slim
WORKDIR /suivi
COPY manage.py pyproject.toml requirements.txt requirements-anymail.txt requirements-postgres.txt requirements-redis.txt requirements-s3.txt ./
COPY tracker tracker
COPY templates templates
COPY static static
COPY locale locale
COPY docs/guide docs/guide
# Any command sets the environment up; with a bucket all is installed that any house needs.
RUN FILES_URL=s3://house python3 manage.py version && rm -rf var && chmod -R a+rX . && useradd suivi && install -d -o suivi /data
USER suivi
ENV SUIVI_DATA=/data
VOLUME /data
EXPOSE 8000
CMD ["python3", "manage.py", "up", "--host", "0.0.0.0", "--no-demo"]
