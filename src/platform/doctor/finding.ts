/** What one check of `npm run doctor` found: one line for the operator. */
export interface Finding {
  level: 'ok' | 'warning' | 'fault';
  /** What was checked, e.g. `Redis`. */
  subject: string;
  /** What is so. */
  state: string;
  /** What to do about it; empty when it is fine. */
  advice: string;
}

export const fine = (subject: string, state: string): Finding => ({ level: 'ok', subject, state, advice: '' });
/** The service works, but not as well as it could. */
export const warning = (subject: string, state: string, advice: string): Finding => ({
  level: 'warning',
  subject,
  state,
  advice,
});
/** The service does not start, or something that it promises does not work. */
export const fault = (subject: string, state: string, advice: string): Finding => ({
  level: 'fault',
  subject,
  state,
  advice,
});

const LABELS = { ok: 'ok     ', warning: 'WARNING', fault: 'FAULT  ' };

export function lineOf({ level, subject, state, advice }: Finding): string {
  const line = `${LABELS[level]}  ${subject}: ${state}`.replaceAll(/\s*\n\s*/g, ' ');
  return advice ? `${line.replace(/[.;]$/, '')}. → ${advice}` : line;
}

/** The last line, which counts what is to be done. */
export function summaryOf(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return `${count('ok')} ok, ${count('warning')} warnings, ${count('fault')} faults`;
}

export const messageOf = (error: unknown): string => {
  const { message, code, errors } = (error ?? {}) as { message?: unknown; code?: unknown; errors?: unknown };
  // A host with several addresses: each was tried, and the message is empty.
  if (!message && Array.isArray(errors) && errors.length > 0) return messageOf(errors[0]);
  return String(message || code || error);
};
