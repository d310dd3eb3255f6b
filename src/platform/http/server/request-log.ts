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
  /** Which members of the request were not valid, as JSON pointers. */
  at?: readonly string[];
  /** What there is none of, or what the caller may not see. */
  missing?: string;
  /** Plays that a device reported: stored now, stored before, and never to be stored. */
  plays?: { accepted: number; duplicates: number; refused: number };
}

const notes = new WeakMap<object, RequestNotes>();

/** Adds to the line that the log gets when the request has been answered. */
export function addNotes(request: FastifyRequest, more: RequestNotes): void {
  notes.set(request.raw, { ...notes.get(request.raw), ...more });
}

/** What monitoring asks for again and again. */
const PROBES = /^\/(health\/|metrics$)/;

/** What devices call again and again; what they change by it is seen elsewhere. */
const REPORT = '/api/v1/station/report';

/**
 * Writes one line for each request when it has been answered, or its client has gone. At `debug` those of monitoring, and
 * those of devices that changed nothing or were reports: three hundred stations make half a million of them a day.
 */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => write(request, reply));
}

function write(request: FastifyRequest, reply: FastifyReply): void {
  const { method, ip, is404 } = request;
  const route = is404 ? undefined : request.routeOptions.url;
  const url = loggedUrl(request.url, !is404);
  const status = reply.statusCode;
  const about = { method, route, url: url === route ? undefined : url, status, ms: Math.round(reply.elapsedTime), ip };
  const noted = notes.get(request.raw);
  const isRoutine = noted?.device !== undefined && (status === 304 || (status === 200 && route === REPORT));
  const line = { ...about, ...noted, msg: `${method} ${route ?? 'unknown address'} ${status}` };
  if (isRoutine || (status < 500 && PROBES.test(url))) request.log.debug(line);
  else if (status >= 500) request.log.warn(line);
  else request.log.info(line);
}
