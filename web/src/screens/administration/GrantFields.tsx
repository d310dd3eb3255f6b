import { CODE_WORDS } from '../../generated/code-words.ts';
import { NativeSelect } from '../../ui/core.ts';
import { capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Role } from './queries.ts';
import type { useNewGrant } from './use-new-grant.ts';

const ROLES = Object.entries(CODE_WORDS.Role).map(([value, label]) => ({
  value: value as Role,
  label: capital(label),
}));

/** What somebody is, and where. */
export function GrantFields({ grant }: { grant: ReturnType<typeof useNewGrant> }) {
  const { t } = useWords('administration');
  const groups = [
    {
      group: t('person.centres'),
      items: grant.centres.map(({ id, name }) => ({ value: `centre:${id}`, label: name })),
    },
    {
      group: t('person.stations'),
      items: grant.stations.map(({ id, name }) => ({ value: `station:${id}`, label: name })),
    },
  ].filter(({ items }) => items.length > 0);
  const everywhere = grant.mayEverywhere ? [{ value: 'everywhere:', label: t('person.everywhere') }] : [];
  return (
    <>
      <NativeSelect
        label={t('person.role')}
        data={ROLES}
        value={grant.role}
        onChange={(event) => {
          const role = ROLES.find(({ value }) => value === event.currentTarget.value);
          if (role) grant.setRole(role.value);
          grant.setPlace(undefined);
        }}
      />
      <NativeSelect
        label={t('person.where')}
        value={grant.place ?? ''}
        onChange={(event) => grant.setPlace(event.currentTarget.value || undefined)}
        required
        withAsterisk={false}
        data={[
          ...(grant.place === undefined ? [{ value: '', label: t('person.choosePlace') }] : []),
          ...everywhere,
          ...groups,
        ]}
      />
    </>
  );
}
