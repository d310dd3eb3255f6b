import type { FastifyInstance } from 'fastify';
import { histogram } from './metrics.js';

const requests = histogram({
  name: 'vang_http_request_duration_seconds',
  help: 'Requests by pattern of the route, method and status, until the answer was sent',
  labelNames: ['route', 'method', 'status'],
  buckets: [0.01, 0.05, 0.25, 1, 5],
});

/** Nothing here may come from the client, or each new address would be a new series. */
const NO_ROUTE = 'none';

/** Measures every request that is answered. */
export function measureRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async ({ routeOptions, is404, method }, { statusCode, elapsedTime }) => {
    const route = is404 ? NO_ROUTE : (routeOptions.url ?? NO_ROUTE);
    requests.observe({ route, method, status: statusCode }, elapsedTime / 1_000);
  });
}
