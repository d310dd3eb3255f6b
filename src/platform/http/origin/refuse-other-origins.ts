import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.js';
import { serviceUrl } from '../service-url.js';
import { OtherOrigin } from './origin.problems.js';
import { isFromElsewhere } from './request-origin.js';

/** Refuses writes of other sites' pages before the body is read; see `isFromElsewhere`. */
export function refuseOtherOrigins(server: FastifyInstance, config: Config): void {
  // After `onRequest`, so that refused requests count towards the limit per address.
  server.addHook('preParsing', (request, _reply, payload, done) => {
    if (isFromElsewhere(originOf(request), ownOrigin(request, config))) done(new OtherOrigin());
    else done(null, payload);
  });
}

function ownOrigin(request: FastifyRequest, config: Config): string {
  const url = serviceUrl(request, config);
  return URL.canParse(url) ? new URL(url).origin : '';
}

function originOf({ method, headers }: FastifyRequest) {
  const site = headers['sec-fetch-site'];
  return {
    method,
    site: Array.isArray(site) ? site.join() : site,
    origin: headers.origin,
    hasCookie: headers.cookie !== undefined,
    hasBearer: /^Bearer \S+$/i.test(headers.authorization ?? ''),
  };
}
