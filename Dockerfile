# The sync server alone; the desktop and browser programs are installed from elsewhere.
FROM node:24-slim AS packages
WORKDIR /accord
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
WORKDIR /accord
COPY --from=packages /accord/node_modules node_modules
COPY package.json ./
COPY bin bin
COPY disk disk
COPY domain domain
COPY resources/systems.json resources/systems.json
COPY sync-server sync-server
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production ACCORD_DATA=/data
VOLUME /data
EXPOSE 4730
HEALTHCHECK --interval=30s --timeout=5s CMD ["node", "-e", "fetch('http://127.0.0.1:4730/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/accord-server.js"]
# Refuses to start until it is told how TLS ends: --behind-proxy, or --tls-cert and --tls-key.
CMD ["start", "--host", "0.0.0.0"]
