import type { Schemas } from '../../../api/client.ts';
import { useQuery } from '../../../api/query.ts';
import { useMay, useMe } from '../../../session/me.tsx';
import { useWords } from '../../../words/words.ts';
import { centresQuery } from '../queries.ts';

/** Who makes a new program: a centre or a station. */
export interface Owner {
  kind: 'centre' | 'station';
  id: string;
  name: string;
}

const MAKERS: readonly Schemas['Role'][] = ['editor', 'operator', 'contributor'];

/** For whom one may make programs. Most people have one centre or one station, and are never asked. */
export function useOwners(): Owner[] {
  const { t } = useWords('library');
  const { grants } = useMe();
  const making = grants.filter(({ role }) => MAKERS.includes(role)).map(({ scope }) => scope);
  const isWide = making.some(({ kind }) => kind === 'everywhere' || kind === 'unit');
  const mayRead = useMay('stations:read');
  const { data } = useQuery({ ...centresQuery, enabled: mayRead && (isWide || making.length > 1) });
  const nameOf = (id: string) => data?.items.find((centre) => centre.id === id)?.name;
  const named = making.flatMap((scope): Owner[] => {
    if (scope.kind === 'everywhere') return [];
    const { kind, id } = scope;
    if (kind === 'centre') return [{ kind, id, name: nameOf(id) ?? t('uploads.ownCentre') }];
    return kind === 'station' ? [{ kind, id, name: t('uploads.ownStation') }] : [];
  });
  const centres = isWide ? (data?.items ?? []).map(({ id, name }): Owner => ({ kind: 'centre', id, name })) : [];
  return [...new Map([...named, ...centres].map((owner) => [owner.id, owner])).values()];
}

/** What a new program has of its owner. */
export const ownerFields = ({ kind, id }: Owner) =>
  kind === 'centre' ? ({ centreId: id, origin: 'centre' } as const) : ({ stationId: id, origin: 'commune' } as const);
