import { z } from 'zod';
import { wordingOf } from '../words/faults.js';

/** What may hold a password or token: never repeated. */
const SECRETS = /(_TOKEN|DATABASE_URL|REDIS_URL|SMTP_URL)$/;
const LONGEST_GIVEN = 60;

type Given = Readonly<Record<string, string | undefined>>;
interface SettingIssue {
  code?: string | undefined;
  path: readonly PropertyKey[];
  message: string;
}

/** Words the faults of settings while they are parsed. */
export const wording = { error: (issue: Parameters<typeof wordingOf>[0]) => wordingOf(issue) };

/** One line for each setting that cannot be used: its name, what is allowed, and what was given. */
export function settingFaults(
  issues: readonly SettingIssue[],
  { shape, given }: { shape: Readonly<Record<string, z.ZodType>>; given: Given },
): string[] {
  const lines = new Map<string, string>();
  for (const { code, path, message } of issues) {
    const name = String(path[0]);
    if (lines.has(name)) continue;
    const allowed = (code === 'custom' ? undefined : numberAllowed(shape[name])) ?? message;
    lines.set(name, `${name}: ${allowed} (given: ${shownOf(name, given[name])})`);
  }
  return [...lines.values()];
}

function shownOf(name: string, value = ''): string {
  if (SECRETS.test(name)) return 'not shown, because it may be secret';
  return JSON.stringify(value.length > LONGEST_GIVEN ? `${value.slice(0, LONGEST_GIVEN)}…` : value);
}

/** Both bounds of a number at once; undefined for other settings. */
function numberAllowed(schema: z.ZodType | undefined): string | undefined {
  if (!schema) return undefined;
  const { type, minimum, maximum } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  if (type !== 'integer' && type !== 'number') return undefined;
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER) return `must be ${kind}`;
  return `must be ${kind}${most === undefined ? `, at least ${minimum}` : ` from ${minimum} to ${most}`}`;
}
