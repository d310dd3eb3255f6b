/** The media type of problem documents, as it is sent. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

interface Told {
  status: number;
  code: string;
  detail: string;
  /** Absent where a connection failed before there was a request. */
  requestId?: string;
  extra?: Record<string, unknown>;
}

/** A problem document (RFC 9457), ready to send. */
export function problemDocument({ status, code, detail, requestId, extra = {} }: Told): string {
  const title = code.replaceAll('-', ' ');
  return JSON.stringify({ type: `urn:vang:problem:${code}`, title, status, code, detail, requestId, ...extra });
}
