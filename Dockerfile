# One image for every process of Wirefold; docker-compose.yml says which command each container runs.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=optional --ignore-scripts
COPY tsconfig.json ./
COPY src ./src
COPY workers ./workers
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY src/http/assets ./src/http/assets
COPY src/press/data ./src/press/data
COPY sql ./sql
# The image's own unprivileged user: nothing is written outside mounted volumes.
USER node
ENTRYPOINT ["node", "dist/src/main.js"]
CMD ["--help"]
