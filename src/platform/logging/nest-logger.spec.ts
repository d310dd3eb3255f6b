import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { NestLogger } from './nest-logger.js';

describe('the log of the service', () => {
  let lines: Record<string, unknown>[];
  let logger: NestLogger;
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  beforeEach(() => {
    lines = [];
    logger = new NestLogger(pino({ level: 'info' }, destination));
  });
  const messages = () => lines.map(({ msg }) => msg);

  it('writes a fault that lasts once, whichever requests it strikes', () => {
    for (const reqId of ['one', 'two', 'three']) {
      logger.error({ err: new Error('connect ECONNREFUSED'), reqId, msg: 'request failed' }, 'http');
    }
    expect(lines).toMatchObject([{ context: 'http', reqId: 'one', msg: 'request failed' }]);
  });

  it('writes each of several faults, of whatever device, error or part of the service', () => {
    for (const deviceId of ['a', 'b', 'a']) logger.warn({ deviceId, msg: 'it may have leaked' }, 'devices');
    for (const message of ['x', 'y', 'x']) logger.error({ err: new TypeError(message), msg: 'request failed' }, 'http');
    for (const part of ['queue', 'mail', 'queue']) logger.warn('away', part);
    expect(lines).toHaveLength(6);
  });

  it('leaves out the lines of Nest for each module and route', () => {
    logger.log('StationsModule dependencies initialized', 'InstanceLoader');
    logger.log('Mapped {/api/v1/stations, GET} route', 'RouterExplorer');
    logger.log({ msg: 'transcoded', seconds: 60 }, 'transcoding');
    expect(messages()).toEqual(['transcoded']);
  });

  it('writes each event, however often it happens', () => {
    for (const _ of [1, 2]) logger.log('sign-in failed', 'sign-in');
    expect(messages()).toEqual(['sign-in failed', 'sign-in failed']);
  });

  it('says of a fault that is over what it was', async () => {
    logger = new NestLogger(pino({}, destination), { tellMs: 60_000, overMs: 20, most: 10, lookMs: 5 });
    for (const _ of [1, 2]) logger.warn({ err: new Error('connect ECONNREFUSED'), msg: 'queue fault' }, 'queue');
    while (lines.length < 2) await pause(5);
    const ended = 'over after 0 s, 2 times in all: queue fault: connect ECONNREFUSED';
    expect(messages()).toEqual(['queue fault', ended]);
  });
});
