import { Problem, UnsupportedMediaType } from '../../platform/http/problem.js';
import type { LineFault } from './station-rows.js';

/** 422: some lines of the file cannot be imported, so none was; `lines` says which and why. */
export class ImportFaulty extends Problem {
  constructor(lines: LineFault[]) {
    super({
      status: 422,
      code: 'import-faulty',
      detail: `Nothing was imported: ${lines.length} fault(s) in the file. Mend the lines that are listed and send it again.`,
      extra: { lines: lines.toSorted((a, b) => a.line - b.line) },
    });
  }
}

/** 415: a file was expected in another form. */
export class NotCsv extends UnsupportedMediaType {
  constructor() {
    super('Send the file as the body, as text/csv in UTF-8.');
  }
}
