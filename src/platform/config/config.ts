import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { WallClockOrMidnight } from '../http/wire.schemas.js';
import { isOpenedByBrowsers } from './browser-ports.js';
import { connectionUrlFault } from './connection-url.js';
import { readAddressList } from './address-list.js';
import { settingFaults, wording } from './setting-faults.js';
import { readTrustedProxies } from './trusted-proxies.js';

const optionalText = z
  .string()
  .optional()
  .transform((text) => (text?.trim() ? text.trim() : undefined));
const seconds = (fallback: number, least: number) => z.coerce.number().min(least).default(fallback);
const count = (fallback: number, least = 1) => z.coerce.number().int().min(least).default(fallback);
const folder = (fallback: string) =>
  z
    .string()
    .min(1)
    .default(fallback)
    .transform((path) => resolve(path));

const WEB_ADDRESS = 'must be a web address such as https://vang.example';
const CLOSED_PORT =
  'no browser opens a page at this port, because another protocol has it; choose another, such as 3000';

const connectionUrl = (...protocols: string[]) =>
  optionalText.superRefine((url, context) => {
    const message = url && connectionUrlFault(url, protocols);
    if (message) context.addIssue({ code: 'custom', message });
  });

const trustedProxies = z
  .string()
  .default('false')
  .transform((text, context) => {
    const trusted = readTrustedProxies(text);
    if (typeof trusted !== 'string') return trusted;
    context.addIssue({ code: 'custom', message: trusted });
    return z.NEVER;
  });

const addresses = optionalText.transform((text, context) => {
  if (text === undefined) return undefined;
  const list = readAddressList(text);
  if (typeof list === 'function') return list;
  context.addIssue({ code: 'custom', message: `${list.join(', ')} is no address and no range, e.g. 10.0.0.0/8` });
  return z.NEVER;
});

/** Every setting of the service with its default; `.env.example` explains them to operators. */
const Environment = z.object({
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).refine(isOpenedByBrowsers, CLOSED_PORT).default(3000),
  PUBLIC_URL: optionalText.pipe(
    z
      .url({ protocol: /^https?$/, error: WEB_ADDRESS })
      .refine((url) => isOpenedByBrowsers(Number(new URL(url).port)), CLOSED_PORT)
      .optional(),
  ),
  TRUST_PROXY: trustedProxies,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['auto', 'json', 'text']).default('auto'),
  METRICS_TOKEN: optionalText.pipe(z.string().min(16).optional()),
  METRICS_ALLOW: addresses,
  METRICS_KEPT_SECONDS: seconds(5, 0),
  HEARTBEAT_SECONDS: seconds(10, 0.1),
  COMPRESS_MIN_BYTES: count(1_024),
  TIME_ZONE: z
    .string()
    .default('Asia/Ho_Chi_Minh')
    .refine(isTimeZone, 'is not an IANA time zone such as Asia/Ho_Chi_Minh'),

  DATA_DIR: folder('.vang'),
  MEDIA_ROOT: folder('media'),
  DISK_FREE_MIN_BYTES: count(2_147_483_648, 0),
  DATABASE_URL: connectionUrl('postgres', 'postgresql'),
  DATABASE_POOL: count(10),
  DATABASE_WAIT_SECONDS: seconds(15, 1),
  EMBEDDED_RESTARTS: count(5, 0),
  EMBEDDED_RESTART_WINDOW_SECONDS: seconds(300, 1),
  EMBEDDED_RESTART_WAIT_SECONDS: seconds(0.5, 0.05),
  REDIS_URL: connectionUrl('redis', 'rediss'),
  QUEUE_LOCK_SECONDS: seconds(10, 1),

  SESSION_HOURS: count(12),
  SESSION_IDLE_MINUTES: count(120),
  OPERATOR_SESSION_HOURS: count(720),
  OPERATOR_SESSION_IDLE_MINUTES: count(10_080),
  FRESH_SIGN_IN_MINUTES: count(10),
  INVITATION_HOURS: count(72),
  PASSWORD_MIN_LENGTH: count(12, 8),
  SECOND_FACTOR: z.enum(['required', 'off']).default('off'),
  API_TOKEN_MAX_DAYS: z.coerce.number().int().min(1).max(3_650).default(365),
  API_TOKENS_PER_PERSON: count(10),
  PASSWORD_CHECKS_AT_ONCE: count(Math.max(1, Math.min(3, Math.floor(availableParallelism() / 2)))),
  PASSWORD_CHECKS_WAITING: count(500),
  SIGN_IN_PERSON_FREE_FAILURES: count(5),
  SIGN_IN_PERSON_FIRST_DELAY_SECONDS: seconds(2, 0.1),
  SIGN_IN_PERSON_MAX_DELAY_SECONDS: seconds(900, 1),
  SIGN_IN_ADDRESS_FREE_FAILURES: count(30),
  SIGN_IN_ADDRESS_FIRST_DELAY_SECONDS: seconds(2, 0.1),
  SIGN_IN_ADDRESS_MAX_DELAY_SECONDS: seconds(3_600, 1),
  SIGN_IN_KNOWN_FAILURES: count(20),
  SIGN_IN_FAILURES_KEPT_HOURS: count(24),
  KNOWN_CLIENT_DAYS: count(180),
  KNOWN_ADDRESS_DAYS: count(30),
  SMTP_URL: connectionUrl('smtp', 'smtps'),
  MAIL_FROM: optionalText.pipe(
    z
      .string()
      .max(200)
      .regex(/^[^\r\n]*@[\w.-]+>?$/, 'is not a mail address')
      .optional(),
  ),
  REQUESTS_PER_MINUTE: count(1_200),
  BODY_SMALL_MAX_BYTES: count(16_384, 4_096),
  BODY_MAX_BYTES: count(1_048_576, 16_384),
  BODY_MAX_DEPTH: count(32, 8),
  BODY_MAX_VALUES: count(20_000, 1_000),
  BODY_MAX_MEMBERS: count(200, 50),
  IDEMPOTENCY_HOURS: count(24),
  IDEMPOTENCY_KEYS_PER_PERSON: count(10_000),
  SHUTDOWN_SECONDS: count(10),
  CONNECTION_IDLE_SECONDS: count(300),
  FORM_WAIT_SECONDS: count(30),

  UPLOAD_MAX_BYTES: count(1_073_741_824),
  UPLOAD_ABANDONED_HOURS: count(24),
  UPLOAD_DAILY_BYTES_PER_PERSON: count(10_737_418_240),
  AUDIO_MAX_SECONDS: count(10_800),
  AUDIO_OPEN_SECONDS: count(20),
  PREVIEW_TICKET_MINUTES: count(15),
  APPROVAL_LISTEN_SECONDS: count(10),
  APPROVAL_LISTEN_WHOLE_SECONDS: count(60),
  FFMPEG_PATH: optionalText,
  FFMPEG_ISOLATION: z.enum(['auto', 'off']).default('auto'),
  FFMPEG_MEMORY_BYTES: count(536_870_912, 134_217_728),
  TRANSCODE_CONCURRENCY: count(Math.max(1, Math.floor(availableParallelism() / 2))),
  TRANSCODE_NICENESS: z.coerce.number().int().min(0).max(19).default(10),
  TRANSCODE_ATTEMPTS: count(5),
  TRANSCODE_RETRY_SECONDS: seconds(2, 0.1),
  TRANSCODE_HEARTBEAT_SECONDS: seconds(1, 0.1),
  TRANSCODE_STALE_SECONDS: seconds(15, 0.3),
  TRANSCODE_STALL_SECONDS: count(60),
  LOUDNESS_TARGET_LUFS: z.coerce.number().min(-40).max(-5).default(-16),
  TRUE_PEAK_CEILING_DBTP: z.coerce.number().min(-12).max(0).default(-1.5),
  LOWEST_FREQUENCY_HZ: z.coerce.number().min(10).max(1_000).default(100),

  STATIONS_PER_IMPORT: count(5_000),
  DEVICE_TOKEN_OVERLAP_HOURS: count(24),
  STATION_UNSEEN_MINUTES: count(60),
  ENROLMENT_CODE_HOURS: count(24),
  ENROLMENT_FAILURES_PER_HOUR: count(20),
  UNCONFIRMED_DAYS: count(7),
  PLAN_DAYS: count(14),
  FREEZE_MINUTES: count(10),
  CHANGE_ROWS_AT_ONCE: count(20_000),
  TIMELINE_DAYS: count(62),
  GRID_DAYS: count(14),
  ALLOWED_FROM: WallClockOrMidnight.default('05:00'),
  ALLOWED_UNTIL: WallClockOrMidnight.default('21:00'),
  CLASHES_SHOWN: count(50),
  ENTRY_STATIONS_MAX: count(2_000),
  PLAYLIST_DAYS: count(7),
  PLAYLIST_RECHECK_SECONDS: count(60),
  PLAYLIST_KEEP_DAYS: count(30),
  AUDIO_TICKET_HOURS: count(24),
  FEED_TICKET_DAYS: count(90),
  READY_HOURS: count(24),
  LAST_SOUNDED_DAYS: count(31),
  REPORT_INTERVAL_SECONDS: count(60),
  PLAYS_PER_CALL: count(500),
  DEVICE_REQUESTS_PER_MINUTE: count(300, 10),
  DEVICE_PLAYS_PER_MINUTE: count(2_000, 10),
  MISSED_AFTER_MINUTES: count(15),
  AIRED_FROM_PERCENT: z.coerce.number().int().min(1).max(100).default(95),
  REPORT_MAX_DAYS: count(366),
  REPORT_MAX_DAYS_BY_DAY: count(31),
  REPORT_CSV_ROWS: count(50_000),
});

export type Settings = z.infer<typeof Environment>;

/** The names of all settings. */
export const SETTING_NAMES: ReadonlySet<string> = new Set(Object.keys(Environment.shape));

/** The settings of the process, parsed once at the start; nothing else reads the environment. */
export abstract class Config {
  abstract readonly settings: Settings;
}

/** The settings are not valid; `message` lists all faults, one per line. */
export class ConfigFault extends Error {}

/**
 * Reads all settings from the environment.
 * @throws ConfigFault that lists all faults, one per line
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const parsed = Environment.safeParse({ ...defaultsIn(given['NODE_ENV']), ...given }, wording);
  const faults = parsed.success
    ? contradictions(parsed.data)
    : settingFaults(parsed.error.issues, { shape: Environment.shape, given });
  if (!parsed.success || faults.length > 0) {
    throw new ConfigFault(['The settings cannot be used:', ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
  return { settings: parsed.data };
}

/** Defaults that are not the same where people rely on the service as where somebody tries it. */
const defaultsIn = (nodeEnv: string | undefined) => (nodeEnv === 'production' ? { SECOND_FACTOR: 'required' } : {});

/** Faults of settings that contradict each other. */
function contradictions(settings: Settings): string[] {
  const { ROLE, DATABASE_URL, ALLOWED_FROM, ALLOWED_UNTIL } = settings;
  const faults: string[] = [];
  if (ROLE !== 'all' && !DATABASE_URL) {
    faults.push(`DATABASE_URL: needed when ROLE=${ROLE}; the embedded database serves one process only`);
  }
  if (settings.SMTP_URL && !settings.MAIL_FROM) faults.push('MAIL_FROM: needed with SMTP_URL');
  if (ALLOWED_FROM >= ALLOWED_UNTIL) faults.push('ALLOWED_UNTIL: must be later than ALLOWED_FROM on the same day');
  if (settings.TRANSCODE_STALE_SECONDS < 3 * settings.TRANSCODE_HEARTBEAT_SECONDS) {
    faults.push('TRANSCODE_STALE_SECONDS: must be at least three times TRANSCODE_HEARTBEAT_SECONDS');
  }
  return faults;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
