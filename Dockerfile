# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json nest-cli.json tsconfig.json tsconfig.build.json ./
COPY web/package.json web/
# `prepare` would build, and there are no sources yet; `npm rebuild` runs the install scripts of the packages.
RUN npm ci --ignore-scripts && npm rebuild
COPY packaging packaging
COPY migrations migrations
COPY src src
COPY web web
RUN npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ffmpeg tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home vang \
 && mkdir -p /var/lib/vang/media /var/lib/vang/data && chown -R vang /var/lib/vang
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 MEDIA_ROOT=/var/lib/vang/media DATA_DIR=/var/lib/vang/data
USER vang
EXPOSE 3000
VOLUME /var/lib/vang
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
