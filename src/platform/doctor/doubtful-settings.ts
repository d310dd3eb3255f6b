import { totalmem } from 'node:os';
import { SETTING_NAMES, type Settings } from '../config/config.js';
import { fine, type Finding, warning } from './finding.js';

/** Names in `.env` that others read: Node, and Docker Compose with docker-compose.yml. */
const OF_OTHERS = /^(NODE_|COMPOSE_|DOCKER_|POSTGRES_PASSWORD$|BACKUP_)/;

const READABLE_BY_OTHERS = 0o007;

/** What the settings come from and run on. */
export interface SettingsContext {
  file: { names: string[]; mode: number } | undefined;
  /** Bytes of memory of this machine. */
  memoryBytes: number;
  isProduction: boolean;
}

/** Settings that are valid, but hardly meant. */
export function examineSettings(settings: Settings, context: SettingsContext): Finding[] {
  const findings = [...ofFile(context), ...ofAddress(settings, context), ...ofLimits(settings, context)];
  return findings.length > 0 ? findings : [fine('Settings', 'valid')];
}

export const memoryOfMachine = (): number => totalmem();

function* ofFile({ file }: SettingsContext): Generator<Finding> {
  if (!file) return;
  const unknown = file.names.filter((name) => !SETTING_NAMES.has(name) && !OF_OTHERS.test(name));
  for (const name of unknown) yield warning(name, 'is in .env and no setting', 'Compare it with .env.example');
  if (file.mode & READABLE_BY_OTHERS) yield warning('.env', 'everybody on this machine can read it', 'chmod o= .env');
}

function* ofAddress(settings: Settings, { isProduction }: SettingsContext): Generator<Finding> {
  const { PUBLIC_URL, TRUST_PROXY, SECOND_FACTOR } = settings;
  const url = PUBLIC_URL ? new URL(PUBLIC_URL) : undefined;
  if (url?.protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
    yield warning(
      'PUBLIC_URL',
      'is without TLS: anybody on the way can read passwords',
      'Put a proxy with TLS in front',
    );
  }
  if (url?.protocol === 'https:' && !TRUST_PROXY) {
    const state = 'is false, but the service has no TLS itself: limits per address count the proxy as one caller';
    yield warning('TRUST_PROXY', state, 'Set it to the number of your own proxies, e.g. 1');
  }
  if (!isProduction) return;
  if (!url) yield warning('PUBLIC_URL', 'is empty', 'Set it to the address that people and stations use');
  if (SECOND_FACTOR === 'off') yield warning('SECOND_FACTOR', 'is off', 'Set SECOND_FACTOR=required');
}

function* ofLimits(settings: Settings, { memoryBytes }: SettingsContext): Generator<Finding> {
  const { PLAYLIST_DAYS, PLAN_DAYS, READY_HOURS, UPLOAD_MAX_BYTES, UPLOAD_DAILY_BYTES_PER_PERSON } = settings;
  if (PLAYLIST_DAYS > PLAN_DAYS)
    yield warning('PLAYLIST_DAYS', `is longer than the plan of ${PLAN_DAYS} days`, 'Raise PLAN_DAYS, or lower it');
  if (READY_HOURS > PLAYLIST_DAYS * 24)
    yield warning('READY_HOURS', 'is longer than any playlist: no station is ever ready', 'Lower it');
  if (UPLOAD_MAX_BYTES > UPLOAD_DAILY_BYTES_PER_PERSON)
    yield warning(
      'UPLOAD_MAX_BYTES',
      'is more than a person may upload on a day',
      'Raise UPLOAD_DAILY_BYTES_PER_PERSON',
    );
  if (settings.FFMPEG_MEMORY_BYTES * settings.TRANSCODE_CONCURRENCY > memoryBytes)
    yield warning(
      'TRANSCODE_CONCURRENCY',
      'times FFMPEG_MEMORY_BYTES is more than this machine has',
      'Lower one of them',
    );
  if (settings.LOG_LEVEL === 'silent') yield warning('LOG_LEVEL', 'is silent: nothing is logged', 'LOG_LEVEL=info');
}
