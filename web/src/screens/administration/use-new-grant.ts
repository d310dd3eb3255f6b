import { useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { byStationName } from '../../parts/by-name.ts';
import { useMe } from '../../session/me.tsx';
import type { GivenGrant } from './actions.ts';
import { centresQuery, type Role, stationNamesQuery } from './queries.ts';

/** Operators are at a station, most others at a centre. */
const FIRST_KIND = (role: Role) =>
  role === 'operator' ? 'station' : role === 'administrator' ? 'everywhere' : 'centre';

/** A role at a place that is being chosen; places as `kind:id`. */
export function useNewGrant(first: Role = 'editor') {
  const [role, setRole] = useState<Role>(first);
  const [chosen, setChosen] = useState<string>();
  const centres = useQuery(centresQuery).data?.items ?? [];
  const stations = (useQuery(stationNamesQuery).data?.items ?? []).toSorted(byStationName);
  const mayEverywhere = useMe().grants.some(
    (grant) => grant.role === 'administrator' && grant.scope.kind === 'everywhere',
  );
  const places = {
    everywhere: mayEverywhere ? ['everywhere:'] : [],
    centre: centres.map(({ id }) => `centre:${id}`),
    station: stations.map(({ id }) => `station:${id}`),
  };
  // Among several nobody is granted the first one by mistake.
  const [only, ...others] = places[FIRST_KIND(role)];
  const place = chosen ?? (others.length === 0 ? only : undefined);
  const body: GivenGrant | undefined = place === undefined ? undefined : { role, scope: scopeOf(place) };
  const names = new Map([...centres, ...stations].map(({ id, name }) => [id, name]));
  return { role, setRole, place, setPlace: setChosen, centres, stations, mayEverywhere, body, names };
}

function scopeOf(place: string): GivenGrant['scope'] {
  const [kind, id = ''] = place.split(':');
  return kind === 'centre' || kind === 'station' ? { kind, id } : { kind: 'everywhere' };
}
