# syntax=docker/dockerfile:1
ARG VERSION=1.2.3
FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1
COPY requirements.txt ./
RUN --mount=type=cache,target=/home/.cache pip install -r requirements.txt \
    # a comment between
    && pip install "tool==${VERSION}" \
        click==8.1.7
RUN ["pip", "install", "flask==3.0.3"]
RUN <<EOF
pip install rich==13.9.4
uv pip install --system httpx
EOF
FROM build
ONBUILD RUN pip install onbuild
CMD ["python", "-m", "shop"]
