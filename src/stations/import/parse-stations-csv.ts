import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { faultOf } from '../../platform/words/faults.js';
import type { Texts } from '../../platform/words/language.js';
import { UnitKind } from '../unit.entity.js';
import { Code } from '../units/units.schemas.js';
import { Name } from '../../platform/http/wire.schemas.js';

/** One commune of the file: its unit, and its line (the header is line 1). */
export interface StationRow {
  line: number;
  name: string;
  kind: UnitKind;
  code: string;
}

/** A fault on one line; `column` is null when it concerns the whole line. */
export interface LineFault {
  line: number;
  column: string | null;
  message: Texts;
}

/** The content of a file: what could be read, and what could not. */
export interface StationFile {
  rows: StationRow[];
  faults: LineFault[];
}

const COLUMNS = ['name', 'kind', 'code_2022', 'successor_2025'] as const;

const Row = z.object({ name: Name, kind: UnitKind, code_2022: Code, successor_2025: z.string().max(120) });

const [LINE_ENDS, COMMA] = [[0x0a, 0x0d], 0x2c];
/** On average, with some room for names that contain commas. */
const MOST_COMMAS = 2 * COLUMNS.length;
const LONGEST_ROW_BYTES = 4_000;

const whole = (line: number, message: Texts): LineFault => ({ line, column: null, message });
const OTHER_COLUMNS = whole(1, {
  vi: `các cột phải là ${COLUMNS.join()}`,
  en: `the columns must be ${COLUMNS.join()}`,
});
const TOO_LONG = whole(1, { vi: 'có dòng quá dài', en: 'a line is far too long' });
const EMPTY = whole(2, { vi: 'không có dòng nào dưới dòng tên cột', en: 'there is no line below the header' });
const NOT_UTF8 = whole(1, {
  vi: 'tệp không dùng mã UTF-8; hãy lưu lại dạng "CSV UTF-8"',
  en: 'the file is not in UTF-8; save it as "CSV UTF-8"',
});
const tooMany = (most: number): LineFault =>
  whole(1, { vi: `có hơn ${most} dòng`, en: `there are more than ${most} lines` });

/**
 * Reads a file of communes: CSV in UTF-8, with or without BOM, LF or CRLF, columns `name,kind,code_2022,successor_2025`.
 * Reports every faulty line, and the rows of all others.
 * @param mostRows a file with more rows is refused as a whole
 */
export function parseStationsCsv(file: Uint8Array, mostRows: number): StationFile {
  if (linesOf(file) > mostRows + 1) return { rows: [], faults: [tooMany(mostRows)] };
  if (occurrences(file, COMMA) > MOST_COMMAS * (10 + linesOf(file))) return { rows: [], faults: [OTHER_COLUMNS] };
  if (longestRow(file) > LONGEST_ROW_BYTES) return { rows: [], faults: [TOO_LONG] };
  const records: { line: number; cells: string[] }[] = [];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines: line }) => void records.push({ line, cells }),
    });
  } catch (error) {
    return { rows: [], faults: [unreadable(error)] };
  }
  const [header, ...body] = records;
  if (header?.cells.join() !== COLUMNS.join()) {
    return { rows: [], faults: [OTHER_COLUMNS] };
  }
  if (body.length === 0) return { rows: [], faults: [EMPTY] };
  return withoutRepeats(body.map(({ line, cells }) => readRow(line, cells)));
}

/** Lines are counted before they are parsed, which takes a second for a megabyte of commas. */
const linesOf = (file: Uint8Array): number => 1 + Math.max(...LINE_ENDS.map((end) => occurrences(file, end)));

function longestRow(file: Uint8Array): number {
  let [longest, start] = [0, 0];
  for (let at = 0; at <= file.length; at += 1) {
    if (at < file.length && !LINE_ENDS.includes(file[at] ?? 0)) continue;
    longest = Math.max(longest, at - start);
    start = at + 1;
  }
  return longest;
}

const occurrences = (file: Uint8Array, byte: number): number =>
  file.reduce((count, each) => (each === byte ? count + 1 : count), 0);

function unreadable(error: unknown): LineFault {
  if (!(error instanceof CsvError)) return NOT_UTF8;
  const message = { vi: 'không phải CSV; hãy xem các dấu ngoặc kép', en: `is not CSV: ${error.message}` };
  return whole(Number(error['lines'] ?? 1), message);
}

function readRow(line: number, cells: string[]): StationRow | LineFault[] {
  if (cells.length !== COLUMNS.length) {
    const [is, must] = [cells.length, COLUMNS.length];
    return [whole(line, { vi: `có ${is} cột, phải có ${must}`, en: `has ${is} columns instead of ${must}` })];
  }
  const read = Row.safeParse(Object.fromEntries(COLUMNS.map((column, index) => [column, cells[index]])));
  if (read.success) return { line, name: read.data.name, kind: read.data.kind, code: read.data.code_2022 };
  return read.error.issues.map((issue) => ({ line, column: String(issue.path[0]), message: faultOf(issue) }));
}

function withoutRepeats(lines: (StationRow | LineFault[])[]): StationFile {
  const byCode = new Map<string, StationRow>();
  const faults: LineFault[] = [];
  for (const row of lines) {
    if (Array.isArray(row)) {
      faults.push(...row);
      continue;
    }
    const first = byCode.get(row.code);
    if (first) faults.push(repeated(row, first));
    else byCode.set(row.code, row);
  }
  return { rows: [...byCode.values()], faults };
}

function repeated({ line }: StationRow, first: StationRow): LineFault {
  const message = { vi: `đã có ở dòng ${first.line}`, en: `is also on line ${first.line}` };
  return { line, column: 'code_2022', message };
}
