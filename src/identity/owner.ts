/** The centre or the station that something belongs to, e.g. a program or an entry. */
export type Owner = { kind: 'centre' | 'station'; id: string };

/** The owner as two columns, of which exactly one is set (a CHECK of each table says so). */
export interface OwnerColumns {
  centreId: string | null;
  stationId: string | null;
}

/** The same two on the wire, of which exactly one is given (the schema of each request says so). */
type OwnerFields = { [Column in keyof OwnerColumns]?: string | null | undefined };

/** @throws Error when neither is given, which the table's CHECK or the request's schema rules out */
export function ownerOf({ centreId, stationId }: OwnerFields): Owner {
  if (centreId) return { kind: 'centre', id: centreId };
  if (stationId) return { kind: 'station', id: stationId };
  throw new Error('There is neither a centre nor a station as the owner.');
}

export const ownerColumns = ({ kind, id }: Owner): OwnerColumns => ({
  centreId: kind === 'centre' ? id : null,
  stationId: kind === 'station' ? id : null,
});
