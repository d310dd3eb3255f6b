import { z } from 'zod';
import { UnsupportedMediaType } from '../../platform/http/http.problems.js';
import { problem } from '../../platform/http/problem.js';
import type { Language } from '../../platform/words/language.js';
import type { LineFault } from './parse-stations-csv.js';

/** 422: some lines of the file have faults, so nothing was imported; `lines` lists them. */
export class ImportFaulty extends problem({
  status: 422,
  code: 'import-faulty',
  vi: 'Chưa nhập gì: tệp có {faults} lỗi. Hãy sửa các dòng được nêu và gửi lại tệp.',
  en: 'Nothing was imported: {faults} fault(s) in the file. Correct the listed lines and send the file again.',
  extra: z.object({
    lines: z.array(z.object({ line: z.int(), column: z.string().nullable(), message: z.string() })),
  }),
}) {
  constructor(lines: LineFault[]) {
    const sorted = lines.toSorted((a, b) => a.line - b.line);
    const extra = (language: Language) => ({
      lines: sorted.map(({ line, column, message }) => ({ line, column, message: message[language] })),
    });
    super({ extra, values: { faults: lines.length } });
  }
}

/** 415: the body is not CSV. */
export class NotCsv extends UnsupportedMediaType {
  constructor() {
    super({
      vi: 'Hãy gửi tệp làm nội dung yêu cầu, kiểu text/csv, mã UTF-8.',
      en: 'Send the file as the body, as text/csv in UTF-8.',
    });
  }
}
