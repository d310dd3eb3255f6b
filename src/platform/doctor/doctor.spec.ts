import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../config/config.js';
import { examineDatabaseClock, examineSystemClock } from './clocks.js';
import { examineSettings } from './doubtful-settings.js';
import { isInRange } from './node-version.js';

describe('the version of Node', () => {
  it.each([
    ['20.19.0', true],
    ['20.18.9', false],
    ['21.0.0', false],
    ['22.13.1', true],
    ['23.1.0', false],
    ['24.10.9', false],
    ['26.0.0', true],
  ])('%s is supported: %s', (version, expected) => {
    expect(isInRange(version, '^20.19.0 || ^22.13.0 || >=24.11.0')).toBe(expected);
  });
});

describe('clocks', () => {
  it.each([
    [0.2, 'ok'],
    [-3, 'warning'],
    [45, 'fault'],
  ])('that differ by %s s are found to be: %s', (seconds, level) => {
    expect(examineDatabaseClock(seconds).level).toBe(level);
  });

  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'vang-clock-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['echo yes', 'ok'],
    ['echo no', 'warning'],
    ['exit 1', 'warning'],
  ])('where timedatectl does “%s”: %s', async (script, level) => {
    const command = join(folder, 'timedatectl');
    await writeFile(command, `#!/bin/sh\n${script}\n`);
    await chmod(command, 0o755);
    expect((await examineSystemClock(command)).level).toBe(level);
  });
});

describe('settings that are valid, but hardly meant', () => {
  const doubted = (given: Record<string, string>, memoryBytes = 2 ** 40) => {
    const context = { file: undefined, memoryBytes, isProduction: true };
    const { settings } = readConfig({ NODE_ENV: 'production', ...good, ...given });
    return examineSettings(settings, context).filter(({ level }) => level !== 'ok');
  };
  const good = { PUBLIC_URL: 'https://vang.example.vn', TRUST_PROXY: '1' };

  it('are none by default', () => expect(doubted({})).toEqual([]));

  it.each([
    ['PUBLIC_URL', { PUBLIC_URL: '' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://vang.example.vn' }],
    ['TRUST_PROXY', { TRUST_PROXY: '' }],
    ['SECOND_FACTOR', { SECOND_FACTOR: 'off' }],
    ['PLAYLIST_DAYS', { PLAYLIST_DAYS: '20' }],
    ['READY_HOURS', { READY_HOURS: '300' }],
    ['UPLOAD_MAX_BYTES', { UPLOAD_DAILY_BYTES_PER_PERSON: '1000' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'silent' }],
  ])('name %s with %j', (subject, given) => {
    expect(doubted(given).map((finding) => finding.subject)).toEqual([subject]);
  });

  it('name more ffmpegs than the memory has room for', () => {
    expect(doubted({ TRANSCODE_CONCURRENCY: '4' }, 2 ** 30)).toHaveLength(1);
  });
});
