/** The centre or the station that a program, a segment or an entry belongs to. */
export type Owner = { kind: 'centre' | 'station'; id: string };

/** The owner as two columns, of which exactly one is set (a CHECK of each table says so). */
export interface OwnerColumns {
  centreId: string | null;
  stationId: string | null;
}

/** @throws Error when neither column is set, which the table's CHECK rules out */
export function ownerOf({ centreId, stationId }: OwnerColumns): Owner {
  if (centreId !== null) return { kind: 'centre', id: centreId };
  if (stationId !== null) return { kind: 'station', id: stationId };
  throw new Error('A row has neither a centre nor a station as its owner.');
}

export const ownerColumns = ({ kind, id }: Owner): OwnerColumns => ({
  centreId: kind === 'centre' ? id : null,
  stationId: kind === 'station' ? id : null,
});
