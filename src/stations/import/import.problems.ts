import { Problem, UnsupportedMediaType } from '../../platform/http/problem.js';
import type { LineFault } from './parse-stations-csv.js';

/** 422: some lines of the file have faults, so nothing was imported; `lines` lists them. */
export class ImportFaulty extends Problem {
  constructor(lines: LineFault[]) {
    super({
      status: 422,
      code: 'import-faulty',
      detail: `Nothing was imported: ${lines.length} fault(s) in the file. Correct the listed lines and send the file again.`,
      extra: { lines: lines.toSorted((a, b) => a.line - b.line) },
    });
  }
}

/** 415: the body is not CSV. */
export class NotCsv extends UnsupportedMediaType {
  constructor() {
    super('Send the file as the body, as text/csv in UTF-8.');
  }
}
