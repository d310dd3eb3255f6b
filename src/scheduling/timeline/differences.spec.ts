import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Compared, type Difference, differences } from './differences.js';
import { sounds } from './timeline-item.js';

const STATES = ['planned', 'expected', 'gap', 'displaced', 'withdrawn'] as const;
const item = fc.record({
  entryId: fc.constantFrom('a', 'b', 'c'),
  onDay: fc.constantFrom('2026-03-02', '2026-03-03'),
  slot: fc.nat(1),
  startsAt: fc.nat(3).map((hour) => new Date(Date.UTC(2026, 2, 2, hour))),
  programId: fc.constantFrom('p', 'q'),
  state: fc.constantFrom(...STATES),
});
const nameOf = ({ entryId, onDay, slot }: Compared) => `${entryId} ${onDay} ${slot}`;
const timeline = fc.uniqueArray(item, { selector: nameOf, maxLength: 12 });
const heard = (items: readonly Compared[]) =>
  items
    .filter(sounds)
    .map((one) => `${nameOf(one)} ${one.startsAt.toISOString()} ${one.programId}`)
    .toSorted();

const AT_NOON: Compared = {
  entryId: 'a',
  onDay: '2026-03-02',
  slot: 0,
  startsAt: new Date('2026-03-02T05:00:00Z'),
  programId: 'p',
  state: 'planned',
};
const kinds = (before: Compared[], after: Compared[]) => differences(before, after).map(({ kind }) => kind);

describe('the difference between two timelines', () => {
  it('is nothing when nothing is heard otherwise, planned or expected', () => {
    fc.assert(fc.property(timeline, (items) => expect(differences(items, items)).toEqual([])));
    expect(kinds([AT_NOON], [{ ...AT_NOON, state: 'expected' }])).toEqual([]);
    expect(kinds([{ ...AT_NOON, state: 'gap' }], [])).toEqual([]);
    expect(kinds([{ ...AT_NOON, state: 'displaced' }], [{ ...AT_NOON, state: 'gap' }])).toEqual([]);
  });

  it('says what is new, moved, replaced, gone, displaced and returned', () => {
    const later = { ...AT_NOON, startsAt: new Date('2026-03-02T06:00:00Z') };
    expect(kinds([], [AT_NOON])).toEqual(['new']);
    expect(kinds([], [{ ...AT_NOON, state: 'gap' }])).toEqual(['gap']);
    expect(kinds([AT_NOON], [later])).toEqual(['moved']);
    expect(kinds([AT_NOON], [{ ...AT_NOON, programId: 'q' }])).toEqual(['replaced']);
    expect(kinds([AT_NOON], [{ ...later, programId: 'q' }])).toEqual(['moved', 'replaced']);
    expect(kinds([AT_NOON], [])).toEqual(['gone']);
    expect(kinds([AT_NOON], [{ ...AT_NOON, state: 'gap' }])).toEqual(['gone']);
    expect(kinds([AT_NOON], [{ ...AT_NOON, state: 'displaced' }])).toEqual(['displaced']);
    expect(kinds([{ ...AT_NOON, state: 'displaced' }], [AT_NOON])).toEqual(['returned']);
  });

  it('leads from what was heard to what is heard', () => {
    fc.assert(
      fc.property(timeline, timeline, (before, after) => {
        const found = differences(before, after);
        const named = new Set(found.map((one) => nameOf(shownIn(one))));
        const kept = before.filter((one) => !named.has(nameOf(one)));
        const added = after.filter((one) => named.has(nameOf(one)));
        expect(heard([...kept, ...added])).toEqual(heard(after));
      }),
    );
  });

  it('is the opposite when a change is undone', () => {
    const LEAVES = ['gone', 'displaced'];
    // What was there as a gap and is gone was not heard before either.
    const COMES = ['new', 'returned', 'gap'];
    const named = (found: Difference<Compared>[], these: string[]) =>
      found.map((one) => `${nameOf(shownIn(one))} ${these.includes(one.kind) ? 'it' : one.kind}`);
    fc.assert(
      fc.property(timeline, timeline, (before, after) => {
        const there = differences(before, after).filter(({ kind }) => !COMES.includes(kind));
        const back = differences(after, before).filter(({ kind }) => kind !== 'gap' && !LEAVES.includes(kind));
        expect(named(back, COMES).toSorted()).toEqual(named(there, LEAVES).toSorted());
      }),
    );
  });
});

const shownIn = ({ before, after }: Difference<Compared>): Compared => after ?? before ?? AT_NOON;
