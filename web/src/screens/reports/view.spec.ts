import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mondayOf } from '../../words/formats.ts';
import { addressOf, type View, viewOf, weekOf, weeksOf } from './view.ts';

const TODAY = '2026-11-24';
const NOTHING = { report: '', centreId: '', segmentId: '', monday: '', by: '' };

describe('the address of a report', () => {
  it('shows again what it was copied from', () => {
    const views: fc.Arbitrary<View> = fc.record({
      report: fc.constantFrom('coverage', 'airtime', 'notAired'),
      centreId: fc.constantFrom('', 'centre'),
      segmentId: fc.constantFrom('', 'segment'),
      monday: fc.constantFrom('2026-11-16', '2026-01-05'),
      by: fc.constantFrom('station', 'topic'),
    });
    fc.assert(
      fc.property(views, (view) => {
        expect(viewOf({ ...NOTHING, ...addressOf(view) }, TODAY)).toEqual(view);
      }),
    );
  });

  it('without anything shows the segment in the present week', () => {
    expect(viewOf(NOTHING, TODAY)).toMatchObject({ report: 'coverage', monday: '2026-11-23', by: 'station' });
  });

  it.each(['2026-02-30', 'tuần này'])('with the week %j shows the present one', (monday) => {
    expect(viewOf({ ...NOTHING, monday }, TODAY).monday).toBe(mondayOf(TODAY));
  });

  it('names a week by any of its days', () => {
    const view = viewOf({ ...NOTHING, monday: '2026-11-22' }, TODAY);
    expect(weekOf(view)).toEqual({ from: '2026-11-16', until: '2026-11-22' });
    expect(weeksOf(view)).toEqual({ from: '2026-09-28', until: '2026-11-22' });
  });
});
