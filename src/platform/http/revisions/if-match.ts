import { InvalidRequest } from '../http.problems.js';
import { PreconditionRequired } from './revisions.problems.js';

/** The revisions that a client has seen: its change is stored only if the thing still has one of them. */
export type SeenRevisions = readonly string[];

const TAG_LIST = /^(?:W\/)?"[^"]*"(?:[ \t]*,[ \t]*(?:W\/)?"[^"]*")*$/;
const TAG = /(W\/)?"([^"]*)"/g;

/**
 * Reads `If-Match` (RFC 9110 §13.1.1). Weak tags never match, so they are left out.
 * @throws PreconditionRequired when it is missing, or `*`, which would overwrite whatever is there
 * @throws InvalidRequest when it is no list of entity tags
 */
export function revisionsIn(ifMatch: string | undefined): SeenRevisions {
  const text = ifMatch?.trim() ?? '';
  if (text === '' || text === '*') throw new PreconditionRequired();
  if (!TAG_LIST.test(text)) {
    const message = {
      vi: 'không phải ETag như đã trả lời, trong dấu ngoặc kép, hoặc danh sách ETag',
      en: 'is not an ETag as it was answered, in quotes, or a list of them',
    };
    throw new InvalidRequest([{ pointer: '/If-Match', message }]);
  }
  return [...text.matchAll(TAG)].flatMap(([, weak, tag = '']) => (weak ? [] : [tag]));
}

/** The strong entity tag of a revision. */
export const etagOf = (revision: string): string => `"${revision}"`;
