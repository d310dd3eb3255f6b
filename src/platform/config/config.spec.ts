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
    expect(settings.PORT).toBe(3000);
    expect([settings.PUBLIC_URL, settings.DATABASE_URL]).toEqual([undefined, undefined]);
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
    expect(lines).toEqual([
      '  ROLE: must be one of all, api, worker (given: "boss")',
      '  PORT: must be a whole number from 0 to 65535 (given: "http")',
      '  TIME_ZONE: is not an IANA time zone such as Asia/Ho_Chi_Minh (given: "Mars/Base")',
      '  PLAN_DAYS: must be a whole number, at least 1 (given: "0")',
      '  ALLOWED_FROM: is not a time like 05:15 (given: "5am")',
    ]);
  });

  it.each([4190, 6000, 6667, 10_080])('refuse port %i, at which no browser opens the pages', async (port) => {
    const refused =
      'no browser opens a page at this port, because another protocol has it; choose another, such as 3000';
    const faults = faultsOf({ PORT: String(port), PUBLIC_URL: `http://vang.example:${port}` });
    expect(faults.slice(1)).toEqual([
      `  PORT: ${refused} (given: "${port}")`,
      `  PUBLIC_URL: ${refused} (given: "http://vang.example:${port}")`,
    ]);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ cause: { message: 'bad port' } });
  });

  it('take every port that browsers open, behind a proxy without one in the address', () => {
    const { settings } = readConfig({ PORT: '8080', PUBLIC_URL: 'https://vang.example' });
    expect(settings).toMatchObject({ PORT: 8_080, PUBLIC_URL: 'https://vang.example' });
  });

  it('say in plain words what is allowed, once for each, and repeat no secret', () => {
    const secret = 'hunter2';
    const faults = faultsOf({
      PUBLIC_URL: 'vang.example:3000',
      METRICS_TOKEN: secret,
      METRICS_ALLOW: 'everybody',
      DATABASE_URL: `mysql://vang:${secret}@db/vang`,
      REDIS_URL: secret,
      QUEUE_LOCK_SECONDS: 'soon',
      API_TOKEN_MAX_DAYS: '0.5',
      SMTP_URL: `smtp://a:${secret}@b@c`,
      MAIL_FROM: 'x'.repeat(300),
      TRUE_PEAK_CEILING_DBTP: '3',
    });
    expect(faults.slice(1)).toEqual([
      '  PUBLIC_URL: must be a web address such as https://vang.example (given: "vang.example:3000")',
      '  METRICS_TOKEN: must have at least 16 characters (given: not shown, because it may be secret)',
      '  METRICS_ALLOW: everybody is no address and no range, e.g. 10.0.0.0/8 (given: "everybody")',
      expect.stringMatching(/^ {2}DATABASE_URL: must be postgres:\/\/ .*\(given: not shown/),
      expect.stringMatching(/^ {2}REDIS_URL: must be redis:\/\/ .*\(given: not shown/),
      '  QUEUE_LOCK_SECONDS: must be a number, at least 1 (given: "soon")',
      '  API_TOKEN_MAX_DAYS: must be a whole number from 1 to 3650 (given: "0.5")',
      expect.stringMatching(/^ {2}SMTP_URL: characters such as @ .*\(given: not shown/),
      expect.stringMatching(/^ {2}MAIL_FROM: .*\(given: "x{60}…"\)$/),
      '  TRUE_PEAK_CEILING_DBTP: must be a number from -12 to 0 (given: "3")',
    ]);
    expect(faults.join()).not.toContain(secret);
  });

  it('take a blank value for none', () => {
    expect(readConfig({ PORT: ' ', SESSION_HOURS: '\t' }).settings).toMatchObject({ PORT: 3000, SESSION_HOURS: 12 });
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
