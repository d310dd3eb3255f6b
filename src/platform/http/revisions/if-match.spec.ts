import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidRequest } from '../http.problems.js';
import { etagOf, revisionsIn } from './if-match.js';
import { PreconditionRequired } from './revisions.problems.js';

describe('If-Match', () => {
  it.each([undefined, '', '  ', '*', ' * '])('%j is refused, because it says nothing of what was seen', (header) => {
    expect(() => revisionsIn(header)).toThrow(PreconditionRequired);
  });

  it.each(['a', '"a', 'a"', '"a" "b"', '"a",', ',"a"', '"a", *', "'a'", 'w/"a"'])('%j is no list of tags', (header) => {
    expect(() => revisionsIn(header)).toThrow(InvalidRequest);
  });

  it('never matches by a weak tag', () => {
    expect(revisionsIn('W/"a"')).toEqual([]);
    expect(revisionsIn('W/"a", "b" ,W/"c","d"')).toEqual(['b', 'd']);
  });

  it('holds every tag of the list', () => {
    const tags = fc.array(fc.stringMatching(/^[!#-~]{1,36}$/), { minLength: 1, maxLength: 5 });
    fc.assert(fc.property(tags, (all) => expect(revisionsIn(all.map(etagOf).join(', '))).toEqual(all)));
  });
});
