import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mondayOf } from '../../words/formats.ts';
import { periodAfter, periodBefore, periodOf, weeksOf } from './period.ts';
import { addressOf, type View, viewOf } from './view.ts';

const TODAY = '2026-11-24';
const NOTHING = { report: '', centreId: '', segmentId: '', week: '', month: '', by: '' };
const NOVEMBER = { span: 'month', from: '2026-11-01', until: '2026-11-30' };

describe('the address of a report', () => {
  it('shows again what it was copied from', () => {
    const views: fc.Arbitrary<View> = fc.record({
      report: fc.constantFrom('coverage', 'airtime', 'notAired'),
      centreId: fc.constantFrom('', 'centre'),
      segmentId: fc.constantFrom('', 'segment'),
      period: fc
        .tuple(fc.constantFrom('week' as const, 'month' as const), fc.constantFrom('2026-11-16', '2028-02-29'))
        .map(([span, day]) => periodOf(span, day)),
      by: fc.constantFrom('station', 'topic'),
    });
    fc.assert(
      fc.property(views, (view) => {
        expect(viewOf({ ...NOTHING, ...addressOf(view) }, TODAY)).toEqual(view);
      }),
    );
  });

  it('without anything shows the segment in the present week', () => {
    const period = { span: 'week', from: '2026-11-23', until: '2026-11-29' };
    expect(viewOf(NOTHING, TODAY)).toMatchObject({ report: 'coverage', period, by: 'station' });
  });

  it.each(['2026-02-30', 'tuần này'])('with the week %j shows the present one', (week) => {
    expect(viewOf({ ...NOTHING, week }, TODAY).period.from).toBe(mondayOf(TODAY));
  });

  it('names a week by any of its days, and a month by itself', () => {
    const { period } = viewOf({ ...NOTHING, week: '2026-11-22' }, TODAY);
    expect(period).toEqual({ span: 'week', from: '2026-11-16', until: '2026-11-22' });
    expect(weeksOf(period)).toEqual({ from: '2026-09-28', until: '2026-11-22' });
    expect(viewOf({ ...NOTHING, month: '2026-11' }, TODAY).period).toEqual(NOVEMBER);
    expect(viewOf({ ...NOTHING, month: '2026-13' }, TODAY).period.span).toBe('week');
  });

  it('goes from month to month over the turn of the year', () => {
    const december = periodAfter(periodOf('month', '2026-11-30'));
    expect(periodAfter(december)).toEqual({ span: 'month', from: '2027-01-01', until: '2027-01-31' });
    expect(periodBefore(december)).toEqual(NOVEMBER);
  });
});
