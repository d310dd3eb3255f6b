import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';

/** The URL under which the caller reaches the service, without a trailing slash: PUBLIC_URL, or that of the request. */
export function serviceUrl({ protocol, host }: FastifyRequest, { settings }: Config): string {
  return (settings.PUBLIC_URL ?? `${protocol}://${host}`).replace(/\/+$/, '');
}
