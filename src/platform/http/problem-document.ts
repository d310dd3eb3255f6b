import type { Language } from '../words/language.js';
import type { Problem } from './problem.js';

/** The Content-Type of problem documents. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** A problem document (RFC 9457) as JSON. @param requestId undefined when there was no valid request */
export function problemDocument(problem: Problem, language: Language, requestId?: string): string {
  const { status, code, errors, operation } = problem;
  return JSON.stringify({
    type: `urn:vang:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status,
    code,
    detail: problem.detail[language],
    requestId,
    operation,
    ...problem.extraIn(language),
    errors: errors?.map(({ pointer, message }) => ({ pointer, message: message[language] })),
  });
}
