import type pg from 'pg';
import type { ColumnKind } from './typed-queries.js';

export interface ResultColumn {
  name: string;
  kind: ColumnKind;
}

interface RowDescription {
  fields: { name: string; dataTypeID: number }[];
}

/** The part of the driver's connection that sends messages of the extended protocol. */
interface Wire {
  parse(statement: { name: string; text: string; types: number[] }): void;
  describe(what: { type: 'S'; name: string }): void;
  sync(): void;
}

/** Asks PostgreSQL which columns a statement has, without running it (extended protocol: Parse, Describe). @throws its complaint */
export function resultColumns(client: pg.Client, text: string): Promise<ResultColumn[]> {
  return new Promise((resolve, reject) => {
    const described: ResultColumn[] = [];
    client.query({
      submit(wire: Wire) {
        wire.parse({ name: '', text, types: [] });
        wire.describe({ type: 'S', name: '' });
        wire.sync();
      },
      handleRowDescription({ fields }: RowDescription) {
        described.push(...fields.map(({ name, dataTypeID }) => ({ name, kind: KINDS.get(dataTypeID) ?? 'other' })));
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(described),
    } as unknown as pg.Submittable);
  });
}

/** What the driver makes of a value, by the type's oid (pg_type.dat), with the parsers of data-source.ts. */
const KINDS = new Map<number, ColumnKind>([
  [16, 'boolean'],
  ...[20, 21, 23, 700, 701, 1_700].map((oid) => [oid, 'number'] as const),
  ...[18, 19, 25, 1_042, 1_043, 1_082, 1_083, 2_950].map((oid) => [oid, 'string'] as const),
  ...[1_114, 1_184].map((oid) => [oid, 'Date'] as const),
  ...[1_000, 1_005, 1_007, 1_009, 1_015, 1_016, 1_182, 1_185, 1_231, 2_951].map((oid) => [oid, 'array'] as const),
]);
