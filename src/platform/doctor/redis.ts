import { askRedis } from '../queue/queue-backend.js';
import { fault, fine, type Finding, messageOf, warning } from './finding.js';

/** BullMQ recommends it. */
const GOOD_VERSION = [6, 2];

/** Whether the Redis of REDIS_URL answers and keeps what is in it. */
export async function examineRedis(redisUrl: string): Promise<Finding> {
  const { host } = new URL(redisUrl);
  try {
    const { version, evicts } = await askRedis(redisUrl);
    if (evicts)
      return fault('Redis', `${host} evicts what it needs`, 'Set `maxmemory-policy noeviction` in redis.conf');
    if (isOld(version)) return warning('Redis', `${host} is version ${version}`, 'Install Redis 6.2 or newer');
    return fine('Redis', `${version} at ${host}`);
  } catch (error) {
    const advice = 'Start it, check REDIS_URL, or leave REDIS_URL empty: the queues are then in PostgreSQL';
    return fault('Redis', `${host} does not answer: ${messageOf(error)}`, advice);
  }
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [goodMajor = 0, goodMinor = 0] = GOOD_VERSION;
  return major < goodMajor || (major === goodMajor && minor < goodMinor);
}
