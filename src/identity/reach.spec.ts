import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DatedReach } from './dated-reach.js';
import {
  type CentresServing,
  contains,
  intersection,
  type Reach,
  reachesCentre,
  reachesStation,
  type ReachingGrant,
  union,
} from './reach.js';

const id = fc.constantFrom('a', 'b', 'c', 'd');
const serving: fc.Arbitrary<CentresServing> = fc
  .array(fc.tuple(id, fc.constantFrom('a', 'b', 'c')), { maxLength: 4 })
  .map((pairs) => new Map(pairs));
const reach: fc.Arbitrary<Reach> = fc.record({
  everywhere: fc.boolean(),
  centreIds: fc.uniqueArray(id),
  byDay: fc.array(
    fc.record({ centreId: fc.option(id), stationId: fc.option(id) }).filter((one) => one.centreId !== one.stationId),
    { maxLength: 4 },
  ),
});

describe('two reaches', () => {
  it('include together what either includes, and have in common what both include', () => {
    fc.assert(
      fc.property(reach, reach, id, serving, (one, other, id, today) => {
        const both = intersection(one, other);
        const either = union([one, other]);
        const [here, there] = [reachesStation(one, id, today), reachesStation(other, id, today)];
        expect(reachesStation(either, id, today)).toBe(here || there);
        expect(reachesStation(both, id, today)).toBe(here && there);
        expect(reachesCentre(either, id)).toBe(reachesCentre(one, id) || reachesCentre(other, id));
        expect(reachesCentre(both, id)).toBe(reachesCentre(one, id) && reachesCentre(other, id));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a reach contains', () => {
  const NOBODY: CentresServing = new Map();
  const unit = (...stationIds: string[]): ReachingGrant => ({
    grant: { role: 'operator', scope: { kind: 'unit', id: 'u' } },
    reach: { everywhere: false, centreIds: [], byDay: stationIds.map(named) },
  });
  const named = (stationId: string): DatedReach => ({ centreId: null, stationId });

  it('is a unit only with all of its stations, and never one without a station', () => {
    const reach: Reach = { everywhere: false, centreIds: ['a'], byDay: ['s', 't'].map(named) };
    expect(contains(reach, unit('s', 't'), NOBODY)).toBe(true);
    expect(contains(reach, unit('s', 'x'), NOBODY)).toBe(false);
    expect(contains(reach, unit(), NOBODY)).toBe(false);
  });

  it('is a unit whose stations a centre within reach serves today, and that centre itself', () => {
    const reach: Reach = { everywhere: false, centreIds: ['a'], byDay: [{ centreId: 'a', stationId: null }] };
    const ofCentre = (id: string): ReachingGrant => ({
      grant: { role: 'editor', scope: { kind: 'centre', id } },
      reach: { everywhere: false, centreIds: [id], byDay: [{ centreId: id, stationId: null }] },
    });
    expect(contains(reach, unit('s'), new Map([['s', 'a']]))).toBe(true);
    expect(contains(reach, unit('s'), new Map([['s', 'b']]))).toBe(false);
    expect(contains(reach, unit('s'), NOBODY)).toBe(false);
    expect(contains(reach, ofCentre('a'), NOBODY)).toBe(true);
    expect(contains(reach, ofCentre('b'), NOBODY)).toBe(false);
  });

  it('is nothing that holds everywhere, unless it does so too', () => {
    const everywhere: Reach = { everywhere: true, centreIds: [], byDay: [] };
    const grant: ReachingGrant = {
      grant: { role: 'leader', scope: { kind: 'everywhere', id: null } },
      reach: everywhere,
    };
    expect(contains(everywhere, grant, NOBODY)).toBe(true);
    expect(contains({ ...everywhere, everywhere: false }, grant, NOBODY)).toBe(false);
  });
});
