import { describe, expect, it } from '@jest/globals';
import { clientHolds } from './entity-tag.js';

describe('clientHolds', () => {
  it.each(['"now"', 'W/"now"', '*', ' * ', '"old", W/"now"', '"old","now"'])('says yes to %s', (header) =>
    expect(clientHolds(header, '"now"')).toBe(true),
  );

  it.each([undefined, '', '"old"', 'now', '"now', 'W/"old", "no"'])('says no to %s', (header) =>
    expect(clientHolds(header, '"now"')).toBe(false),
  );
});
