import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loggedUrl } from '../../logging/logged-url.js';

/** What a guard, the filter or a route knows of a request, for its line in the log: ids and codes, no texts of people. */
export interface RequestNotes {
  person?: string;
  /** Id of the API token that the person's program sent. */
  token?: string | undefined;
  device?: string;
  station?: string;
  /** Code of the problem that it was answered with. */
  problem?: string;
}

const notes = new WeakMap<object, RequestNotes>();

/** Adds to the line that the log gets when the request has been answered. */
export function addNotes(request: FastifyRequest, more: RequestNotes): void {
  notes.set(request.raw, { ...notes.get(request.raw), ...more });
}

/** What monitoring asks for again and again. */
const PROBES = /^\/(health\/|metrics$)/;

/** Writes one line for each request when it has been answered, or its client has gone: those of monitoring at `debug`. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => write(request, reply));
}

function write(request: FastifyRequest, reply: FastifyReply): void {
  const { method, ip, is404 } = request;
  const route = is404 ? undefined : request.routeOptions.url;
  const url = loggedUrl(request.url, !is404);
  const status = reply.statusCode;
  const about = { method, route, url: url === route ? undefined : url, status, ms: Math.round(reply.elapsedTime), ip };
  const line = { ...about, ...notes.get(request.raw), msg: `${method} ${route ?? 'unknown address'} ${status}` };
  if (status < 500 && PROBES.test(url)) request.log.debug(line);
  else if (status >= 500) request.log.warn(line);
  else request.log.info(line);
}
