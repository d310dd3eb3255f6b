import { describe, expect, it } from '@jest/globals';
import { ConfigFault, readConfig } from './config.js';

const faultsOf = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error;
    return error.message.split('\n');
  }
};

describe('the settings', () => {
  it('all have defaults', () => {
    expect(readConfig({}).settings).toMatchObject({ ROLE: 'all', PORT: 3000, TIME_ZONE: 'Asia/Ho_Chi_Minh' });
  });

  it('treat an empty value as not given, as in .env.example', () => {
    const { settings } = readConfig({ PUBLIC_URL: '', DATABASE_URL: '  ', TRANSCODE_CONCURRENCY: '', PORT: '' });
    expect(settings).toMatchObject({ DATABASE_URL: undefined, PORT: 3000 });
    expect(settings.PUBLIC_URL).toBeUndefined();
  });

  it('require a second factor where people rely on the service, unless told otherwise', () => {
    const demanded = (environment: Record<string, string>) => readConfig(environment).settings.SECOND_FACTOR;
    expect(demanded({})).toBe('off');
    expect(demanded({ NODE_ENV: 'production', SECOND_FACTOR: '' })).toBe('required');
    expect(demanded({ NODE_ENV: 'production', SECOND_FACTOR: 'off' })).toBe('off');
    expect(demanded({ NODE_ENV: 'development', SECOND_FACTOR: 'required' })).toBe('required');
    expect(faultsOf({ SECOND_FACTOR: 'maybe' })[1]).toMatch(/^ {2}SECOND_FACTOR: /);
  });

  it('report all faults at once, one per line with the name of the setting', () => {
    const faults = faultsOf({
      PORT: 'http',
      ROLE: 'boss',
      TIME_ZONE: 'Mars/Base',
      PLAN_DAYS: '0',
      ALLOWED_FROM: '5am',
    });
    expect(faults[0]).toBe('The settings cannot be used:');
    const lines = faults.slice(1);
    expect(lines.map((line) => line.trim().split(':')[0])).toEqual([
      'ROLE',
      'PORT',
      'TIME_ZONE',
      'PLAN_DAYS',
      'ALLOWED_FROM',
    ]);
    expect(lines).toContain('  TIME_ZONE: is not an IANA time zone');
    expect(lines).toContain('  ALLOWED_FROM: is not a time like 05:15');
  });

  it('require DATABASE_URL when processes are split', () => {
    for (const ROLE of ['api', 'worker']) {
      expect(faultsOf({ ROLE })).toEqual([
        'The settings cannot be used:',
        `  DATABASE_URL: needed when ROLE=${ROLE}; the embedded database serves one process only`,
      ]);
      expect(faultsOf({ ROLE, DATABASE_URL: 'postgres://vang@db/vang' })).toEqual([]);
    }
  });

  it('must let a worker miss a heartbeat or two', () => {
    expect(faultsOf({ TRANSCODE_HEARTBEAT_SECONDS: '2', TRANSCODE_STALE_SECONDS: '5' })).toEqual([
      'The settings cannot be used:',
      '  TRANSCODE_STALE_SECONDS: must be at least three times TRANSCODE_HEARTBEAT_SECONDS',
    ]);
    expect(faultsOf({ TRANSCODE_HEARTBEAT_SECONDS: '0.5', TRANSCODE_STALE_SECONDS: '1.5' })).toEqual([]);
  });

  it('must not end the day before it begins', () => {
    expect(faultsOf({ ALLOWED_FROM: '21:00', ALLOWED_UNTIL: '05:00' })).toHaveLength(2);
  });
});

describe('trusted proxies', () => {
  const believed = (TRUST_PROXY: string, address: string, hop = 0) =>
    readConfig({ TRUST_PROXY }).settings.TRUST_PROXY?.(address, hop) ?? false;

  it('are none by default', () => {
    for (const text of ['', 'false', '0']) expect(believed(text, '127.0.0.1')).toBe(false);
  });

  it('are as many as the number says', () => {
    expect([0, 1, 2].map((hop) => believed('2', '198.51.100.1', hop))).toEqual([true, true, false]);
  });

  it('are those named, also where the system writes an IPv4 address as IPv6', () => {
    const named = '127.0.0.1, 10.0.0.0/8,fd00::/8';
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '10.9.8.7', '::ffff:10.9.8.7', 'fd12::1']) {
      expect(believed(named, address)).toBe(true);
    }
    for (const address of ['127.0.0.2', '11.0.0.1', 'fe80::1', 'unknown', ''])
      expect(believed(named, address)).toBe(false);
  });

  it.each([
    'true',
    'yes',
    '-1',
    '1.5',
    '100',
    'proxy.example.vn',
    '10.0.0.0/0',
    '10.0.0.0/33',
    '10.0.0.1/8/8',
    '127.0.0.1,',
  ])('cannot be said to be “%s”', (TRUST_PROXY) => {
    const [, fault, ...more] = faultsOf({ TRUST_PROXY });
    expect(fault).toMatch(/^ {2}TRUST_PROXY: .*is no address: say how many proxies of your own stand in front \(1\)/);
    expect(more).toEqual([]);
  });
});
