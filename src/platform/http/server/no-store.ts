import type { FastifyInstance } from 'fastify';

/**
 * Keeps answers of the API out of caches and off the disks of shared computers, unless a route says otherwise: audio,
 * covers and playlists have rules of their own.
 */
export function storeNothing(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => {
    // By its route: an address can be spelled in many ways.
    const isDocumentation = request.routeOptions.url?.startsWith('/api/docs') === true;
    if (!isDocumentation && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
