import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';

/** Where the caller reaches the service, without a slash at the end: PUBLIC_URL, or as the request came in. */
export function addressOf({ protocol, host }: FastifyRequest, { settings }: Config): string {
  return (settings.PUBLIC_URL ?? `${protocol}://${host}`).replace(/\/+$/, '');
}
