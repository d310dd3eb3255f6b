import type { FastifyInstance } from 'fastify';
import { MethodNotAllowed } from '../http.problems.js';

interface KnownAddress {
  pattern: RegExp;
  methods: Set<string>;
}

/**
 * Answers a method that a known address does not have: 405 with `Allow`, and OPTIONS with `Allow` alone. An unknown address
 * stays 404. Must be called before routes are added.
 */
export function refuseUnknownMethods(server: FastifyInstance): void {
  const addresses = new Map<string, KnownAddress>();
  server.addHook('onRoute', ({ url, method }) => {
    const address = addresses.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    addresses.set(url, address);
    for (const each of [method].flat()) address.methods.add(each);
  });
  server.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const allowed = methodsAt(pathOf(request.url), addresses.values());
    if (allowed.length === 0) return;
    void reply.header('allow', allowed.join(', '));
    if (request.method !== 'OPTIONS') throw new MethodNotAllowed(request.method, allowed);
    return reply.status(204).send();
  });
}

/** Every method of the routes that match a path; the router looks for each method by itself, so there may be several. */
function methodsAt(path: string, addresses: Iterable<KnownAddress>): string[] {
  const methods = [...addresses].filter(({ pattern }) => pattern.test(path)).flatMap((address) => [...address.methods]);
  return methods.length === 0 ? [] : [...new Set([...methods, 'OPTIONS'])].toSorted();
}

/** The path of a route as the router matches it: `:id` is one part that is not empty, `*` is any rest. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join('/')}$`);
}

function pathOf(url: string): string {
  const path = url.split('?')[0] ?? '';
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
