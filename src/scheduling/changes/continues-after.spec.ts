import { describe, expect, it } from '@jest/globals';
import { termsOf } from '../operations/propose-definition.js';
import type { Definition, EntryException } from '../terms/definition.js';
import { Entry } from '../terms/entry.entity.js';
import { continuesAfter } from './continues-after.js';

const PLANNED_UNTIL = '2026-03-16';

function definitionOf(rule: string | null, exceptions: EntryException[] = []): Definition {
  const places = { everywhere: true, stationIds: [], groupIds: [], leftOut: [] };
  const when = { from: '2026-03-02', startsOn: '2026-03-02', until: null, extraDays: [], times: ['05:15'] };
  return { entry: new Entry(), terms: [termsOf({ ...places, ...when, rule, programId: 'program' })], exceptions };
}

const moved = (toDay: string) =>
  [{ days: { from: '2026-03-04', until: '2026-03-04' }, toDay, stationId: null }] as unknown as EntryException[];
const concerns = { from: '2026-03-04', until: '2026-03-04' };

describe('whether a change goes on after the planned days', () => {
  it('goes on with an entry without an end, also when it was changed or withdrawn', () => {
    const daily = definitionOf('FREQ=DAILY');
    expect(continuesAfter([{ before: null, definition: daily }], PLANNED_UNTIL)).toBe(true);
    const once = definitionOf(null);
    expect(continuesAfter([{ before: daily, definition: once }], PLANNED_UNTIL)).toBe(true);
    expect(continuesAfter([{ before: null, definition: once }], PLANNED_UNTIL)).toBe(false);
  });

  it('ends with the days of an exception, unless it moves beyond them', () => {
    const exception = (toDay: string) => ({
      before: null,
      definition: definitionOf('FREQ=DAILY', moved(toDay)),
      concerns,
    });
    expect(continuesAfter([exception('2026-03-05')], PLANNED_UNTIL)).toBe(false);
    expect(continuesAfter([exception('2026-03-20')], PLANNED_UNTIL)).toBe(true);
  });
});
