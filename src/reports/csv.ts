import { StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | null;

/**
 * A table as CSV that Excel opens right by a double click on a Vietnamese or an English Windows: UTF-8 with a byte
 * order mark, commas, CRLF. No `sep=` line, because with it Excel forgets the mark and garbles Vietnamese. Numbers must
 * be whole: a decimal point is read as a date or as text where the comma is the decimal sign.
 * A cell that would start a formula gets an apostrophe in front.
 */
export function csvOf(header: string[], rows: Cell[][]): string {
  return stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: '\r\n' });
}

/** The same as a download. @param name of the file, ASCII, without its ending */
export function csvFile(name: string, csv: string): StreamableFile {
  const disposition = `attachment; filename="${name}.csv"`;
  return new StreamableFile(Buffer.from(csv), { type: 'text/csv; charset=utf-8', disposition });
}
