# Two stages: the first installs from the locked requirements, the second holds only what runs.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/badger
COPY requirements.txt ./
RUN /opt/badger/bin/pip install --no-cache-dir --only-binary=:all: --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY data data
RUN /opt/badger/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 badger \
    && useradd --uid 10001 --gid badger --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin badger \
    && install -d -o badger -g badger -m 0700 /var/lib/badger
COPY --from=build /opt/badger /opt/badger
ENV PATH=/opt/badger/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BADGER_DATABASE_URL=sqlite:////var/lib/badger/badger.sqlite3 \
    BADGER_HEALTH_PORT=8351
USER 10001:10001
WORKDIR /var/lib/badger
VOLUME /var/lib/badger
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-m", "bot.ops.probe"]
ENTRYPOINT ["badger"]
CMD ["run", "--live"]
