import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifyRateLimit from '@fastify/rate-limit';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Settings } from '../../config/config.js';
import { uuidv7 } from '../../uuid.js';
import { measureRequests } from '../../metrics/measure-requests.js';
import { packageVersion } from '../../version.js';
import { acceptBodies } from '../bodies/accept-bodies.js';
import { clientNetwork } from '../client-network.js';
import { refuseOtherOrigins } from '../origin/refuse-other-origins.js';
import { answerUnlessHeld } from './answer-unless-held.js';
import { compressText } from './compress-text.js';
import { storeNothing } from './no-store.js';
import { describeApi } from '../openapi/describe-api.js';
import { ShuttingDown, TooManyRequests } from '../http.problems.js';
import { carryRequestId } from '../request-id.js';
import { checkRequestHeads } from './request-heads.js';
import { refuseUnknownMethods } from './allowed-methods.js';
import { logRequests } from './request-log.js';
import { rejectMalformedUrl, rejectInvalidHttp } from './malformed-requests.js';

/** Fastify with the service's log, limits and request ids. */
export function httpAdapter(settings: Settings, log: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: log,
    // One line when a request has been answered: see logRequests.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.TRUST_PROXY ?? false,
    bodyLimit: settings.BODY_SMALL_MAX_BYTES,
    connectionTimeout: settings.CONNECTION_IDLE_SECONDS * 1_000,
    // `checkRequestHeads` refuses such requests with a problem document.
    http: { requireHostHeader: false },
    genReqId: () => uuidv7(),
    frameworkErrors: rejectMalformedUrl,
    clientErrorHandler: rejectInvalidHttp,
    // At shutdown, running requests are answered and idle connections are closed.
    forceCloseConnections: 'idle',
    // Fastify's own 503 is not a problem document; see rejectWhileClosing.
    return503OnClosing: false,
  });
}

const OF_MONITORING = ['health/live', 'health/ready', 'metrics'];

/** Puts routes below /api/v1, apart from those of monitoring and `pages`, which are for browsers. */
export function prefixRoutes(app: NestFastifyApplication, pages: readonly string[]): void {
  app.setGlobalPrefix('api/v1', { exclude: [...OF_MONITORING, ...pages] });
}

const OF_WORKERS = /^\/(health\/|metrics(\?|$))/;

/** Sets up limits of bodies, cookies, security headers, forms as streams, rate limit and OpenAPI. */
export async function prepareHttp(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  measureRequests(server);
  checkRequestHeads(server);
  refuseOtherOrigins(server, { settings });
  acceptBodies(server, settings);
  await compressText(app, settings);
  await app.register(fastifyCookie);
  const upgradeInsecureRequests = settings.PUBLIC_URL?.startsWith('https:') ? [] : null;
  // Without TLS, browsers would request the scripts of /api/docs by https, which nothing answers.
  await app.register(fastifyHelmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests } } });
  // One byte more than allowed, so that the code that stores the file sees that it is too large.
  const limits = { files: 1, fields: 20, parts: 25, fieldSize: 4_096, fileSize: settings.UPLOAD_MAX_BYTES + 1 };
  await app.register(fastifyMultipart, { limits, throwFileSizeLimit: false });
  await app.register(fastifyRateLimit, {
    max: settings.REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: ({ ip }) => clientNetwork(ip),
    errorResponseBuilder: (_request, { ttl }) => new TooManyRequests(Math.ceil(ttl / 1_000)),
  });
  server.addHook('preHandler', carryRequestId);
  logRequests(server);
  answerUnlessHeld(server);
  storeNothing(server);
  rejectWhileClosing(server);
  if (settings.ROLE === 'worker') answerMonitoringOnly(app);
  refuseUnknownMethods(server);
  if (settings.ROLE !== 'worker') describeApi(app, packageVersion());
}

function answerMonitoringOnly(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', async (request, reply) => {
    if (!OF_WORKERS.test(request.url)) await reply.status(404).send();
  });
}

/** A request may arrive on an open connection after the server has begun to close. */
function rejectWhileClosing(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onRequest', async () => {
    if (isClosing) throw new ShuttingDown();
  });
}
