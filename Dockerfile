# syntax=docker/dockerfile:1

# lab    serve and report: Node, the packages that run, the sources (Node runs TypeScript as it stands)
# bench  lab, and the programs that a bench starts by itself: nginx, HAProxy, Redis
#
# The version is that of the package `node` in package.json; a test holds the two together.
FROM node:26.10.0-bookworm-slim AS packages
WORKDIR /lab
COPY package.json package-lock.json .npmrc ./
# No install script runs: the one package that has one brings Node, which is here.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts

FROM packages AS page
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN npm run prepare

FROM node:26.10.0-bookworm-slim AS lab
ENV NODE_ENV=production
WORKDIR /lab
COPY --from=packages /lab/node_modules node_modules
COPY package.json ./
COPY lab lab
COPY scenarios scenarios
COPY transports transports
COPY harness harness
COPY reports reports
COPY --from=page /lab/reports/dist reports/dist
# The volume of runs takes its owner from here; 1000 is the image’s user node.
RUN install -d -o 1000 -g 1000 reports/runs
USER 1000:1000

FROM lab AS bench
USER 0:0
# Debian's packages have no version that stays: the base image says which Debian it is.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends haproxy nginx redis-server \
    && rm -rf /var/lib/apt/lists/*
USER 1000:1000
