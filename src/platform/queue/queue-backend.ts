import { type QueueOptions, createPostgresBackend, createRedisBackend, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import { surviveLostConnections } from '../database/lost-connections.js';
import { reconnecting } from './reconnecting-backend.js';

/** Where the queues are stored: in Redis when `redisUrl` is given, otherwise in the service's PostgreSQL. */
export interface QueueLocation {
  databaseUrl: string;
  redisUrl: string | undefined;
}

/** The connection for queues and workers; `close` it after the last of them. */
export interface QueueBackend extends Pick<QueueOptions, 'connection'> {
  close(): Promise<void>;
  /** Whether all queues and workers must be connected before the service starts. */
  requiredAtStart: boolean;
}

/** Sets the backend that BullMQ uses in this process, and returns the connection for its queues and workers. */
export function chooseQueueBackend({ databaseUrl, redisUrl }: QueueLocation): QueueBackend {
  if (redisUrl) {
    setDefaultBackendFactory(createRedisBackend);
    // Workers block on a connection, so commands must be retried without limit (BullMQ requires null).
    const redis = endingAlways(new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true }));
    // BullMQ does not close a connection that it was given.
    return { connection: redis, close: async () => redis.disconnect(), requiredAtStart: false };
  }
  surviveLostConnections();
  const make: typeof createPostgresBackend = (...given) => reconnecting(createPostgresBackend(...given));
  setDefaultBackendFactory(make);
  // Each queue and worker opens its own pool, so the pools are small.
  const connection = { connectionString: databaseUrl, schema: 'queues', migrate: true, max: 3 };
  // BullMQ's types know only Redis; the factory set above decides what `connection` really is.
  const options = connection as unknown as QueueOptions['connection'];
  // BullMQ checks once whether its schema exists and caches the result, even if the database did not answer.
  return { connection: options, close: async () => undefined, requiredAtStart: true };
}

/**
 * ioredis never tells the end of a connection that it was about to make anew, and its commands wait on; BullMQ waits for
 * that end when a worker closes (taskforcesh/bullmq#4656). Such a connection is made at once, and ended as any other.
 */
function endingAlways(redis: Redis): Redis {
  const disconnect = redis.disconnect.bind(redis);
  const duplicate = redis.duplicate.bind(redis);
  redis.disconnect = (reconnect) => {
    if (redis.status === 'reconnecting' && !reconnect) redis.connect().catch(() => undefined);
    disconnect(reconnect);
  };
  redis.duplicate = (override) => endingAlways(duplicate(override));
  return redis;
}

/** What a Redis says about itself. */
export interface RedisFacts {
  version: string;
  /** Whether it drops keys when its memory is full; queues must not be dropped. */
  evicts: boolean;
  /** How many keys its database holds. */
  keys: number;
}

/** Asks a Redis once. @throws when it does not answer */
export async function askRedis(redisUrl: string): Promise<RedisFacts> {
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  let lost: Error | undefined;
  redis.on('error', (error: Error) => (lost = error));
  try {
    await redis.connect();
    const info = await redis.info();
    const fact = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
    const evicts = Number(fact('maxmemory')) > 0 && fact('maxmemory_policy') !== 'noeviction';
    return { version: fact('redis_version'), evicts, keys: await redis.dbsize() };
  } catch (error) {
    // ioredis itself says only that the connection is closed.
    throw lost ?? error;
  } finally {
    redis.disconnect();
  }
}
