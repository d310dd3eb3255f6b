import type { DaypartsBody, HoursBody, QuietBody } from './airtime-rules.schemas.js';

/** Whose rules there are; the most specific comes first. `settings`: ALLOWED_FROM and ALLOWED_UNTIL. */
export const RULE_LEVELS = ['station', 'unit', 'centre', 'settings'] as const;
export type RuleLevel = (typeof RULE_LEVELS)[number];

export type RuleBody =
  { kind: 'hours'; body: HoursBody } | { kind: 'dayparts'; body: DaypartsBody } | { kind: 'quiet'; body: QuietBody };

/** A rule on the days for which it applies at a station. */
export type AirtimeRule = RuleBody & {
  level: RuleLevel;
  /** The first local day, `YYYY-MM-DD`; null: it has always applied. */
  from: string | null;
  /** The last local day; null: until further notice. */
  until: string | null;
};
