import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { importPlan, type KnownCode } from './import-plan.js';
import type { StationRow } from './parse-stations-csv.js';

const CENTRE = 'centre';

const rows = fc.uniqueArray(
  fc.record({
    line: fc.integer({ min: 2, max: 9_999 }),
    name: fc.string({ minLength: 1, maxLength: 5 }),
    kind: fc.constantFrom('xã' as const, 'phường' as const),
    code: fc.stringMatching(/^[0-9]{5}$/),
  }),
  { selector: ({ code }) => code },
);

const knownFor = ({ code, name, kind }: StationRow): fc.Arbitrary<KnownCode> =>
  fc.record({
    code: fc.constant(code),
    unitId: fc.constant(`unit ${code}`),
    unitName: fc.constantFrom(name, 'Another'),
    unitKind: fc.constant(kind),
    from: fc.constant('2022-01-01'),
    onTheDay: fc.boolean(),
    stationId: fc.constantFrom<string | null>(null, `station ${code}`),
    stationName: fc.constant('Đài'),
    stationOpenedOn: fc.constant('2022-01-01'),
    centreId: fc.constantFrom<string | null>(null, CENTRE, 'another centre'),
  });

const worlds = rows.chain((some) =>
  fc.tuple(fc.constant(some), fc.tuple(...some.map((row) => fc.option(knownFor(row), { nil: undefined })))),
);

describe('planning an import', () => {
  it('either plans a commune or reports the fault of its line', () => {
    fc.assert(
      fc.property(worlds, ([some, there]) => {
        const known = new Map(there.flatMap((one) => (one ? [[one.code, one] as const] : [])));
        const { communes, faults } = importPlan(some, known, CENTRE);
        expect(communes.length + faults.length).toBe(some.length);
        for (const { row, unitId } of communes) expect(unitId).toBe(known.get(row.code)?.unitId ?? null);
      }),
    );
  });

  it('finds nothing to add once everything planned exists', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const made = new Map(some.map((row) => [row.code, everythingOf(row)]));
        const { communes, faults } = importPlan(some, made, CENTRE);
        expect(faults).toEqual([]);
        expect(communes.every(({ unitId, station, isServed }) => unitId && station && isServed)).toBe(true);
      }),
    );
  });
});

const everythingOf = ({ code, name, kind }: StationRow): KnownCode => ({
  code,
  unitId: `unit ${code}`,
  unitName: name,
  unitKind: kind,
  from: '2022-01-01',
  onTheDay: true,
  stationId: `station ${code}`,
  stationName: 'Đài',
  stationOpenedOn: '2022-01-01',
  centreId: CENTRE,
});
