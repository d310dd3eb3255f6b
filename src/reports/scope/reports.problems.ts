import { Problem } from '../../platform/http/problem.js';

/** 400: more days than one report covers. */
export class RangeTooLong extends Problem {
  constructor(maxDays: number) {
    const detail = `One report covers ${maxDays} days at most; ask for a shorter range, or for several reports.`;
    super({ status: 400, code: 'range-too-long', detail, extra: { maxDays } });
  }
}
