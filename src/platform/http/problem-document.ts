/** The Content-Type of problem documents. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

interface ProblemParts {
  status: number;
  code: string;
  detail: string;
  /** Absent when there was no valid request. */
  requestId?: string;
  extra?: Record<string, unknown>;
}

/** A problem document (RFC 9457) as JSON. */
export function problemDocument({ status, code, detail, requestId, extra = {} }: ProblemParts): string {
  const title = code.replaceAll('-', ' ');
  return JSON.stringify({ type: `urn:vang:problem:${code}`, title, status, code, detail, requestId, ...extra });
}
