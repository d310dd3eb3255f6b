import { StreamableFile } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | null;

/**
 * A table as CSV that Excel opens correctly with a double click on a Vietnamese or an English Windows: UTF-8 with a byte
 * order mark, commas, CRLF. No `sep=` line, because with it Excel ignores the mark and garbles Vietnamese. Numbers must be
 * whole: where the comma is the decimal sign, a number with a point is read as a date or as text.
 * A cell that would start a formula gets a leading apostrophe.
 */
export function csvOf(header: string[], rows: Cell[][]): string {
  return stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: '\r\n' });
}

/** CSV text as a download. @param name of the file, in ASCII and without its extension */
export function csvFile(name: string, csv: string): StreamableFile {
  const disposition = `attachment; filename="${name}.csv"`;
  return new StreamableFile(Buffer.from(csv), { type: 'text/csv; charset=utf-8', disposition });
}

/** Declares the answer of a route that answers with `csvFile`. */
export const AnswersCsv = () =>
  ApiResponse({
    status: 200,
    description: 'UTF-8 with byte order mark',
    headers: { 'Content-Disposition': { description: 'The name of the file', schema: { type: 'string' } } },
    content: { 'text/csv': { schema: { type: 'string' } } },
  });
