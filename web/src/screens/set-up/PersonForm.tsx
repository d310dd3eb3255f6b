import { type FormEvent, useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useMutation } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Button, NativeSelect, Stack, TextInput } from '../../ui/core.ts';
import { capital } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { type AddedPerson, addPerson } from './actions.ts';
import type { Progress } from './use-progress.ts';

type Role = Schemas['Role'];

const ROLES = ['editor', 'approver', 'operator', 'leader'] as const satisfies Role[];

interface Props {
  progress: Progress;
  onAdded: (added: AddedPerson) => void;
}

/** An editor first, then an approver, then operators of stations. */
export function PersonForm({ progress: { people, centre, stations }, onAdded }: Props) {
  const { t } = useWords('setUp');
  const has = (role: Role) => people.some(({ grants }) => grants.some((grant) => grant.role === role));
  const [role, setRole] = useState<(typeof ROLES)[number]>(ROLES.find((one) => !has(one)) ?? 'operator');
  const [given, setGiven] = useState({ name: '', login: '' });
  const [stationId, setStationId] = useState(stations[0]?.id ?? '');
  const scope =
    role === 'operator'
      ? ({ kind: 'station', id: stationId } as const)
      : ({ kind: 'centre', id: centre?.id ?? '' } as const);
  const add = useMutation({ mutationFn: () => addPerson({ ...given, role, scope }), onSuccess: onAdded });
  const fault = (field: string) => (add.error instanceof Problem ? add.error.fault(field) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <NativeSelect
        label={t('people.role')}
        value={role}
        onChange={(event) => setRole(ROLES.find((one) => one === event.currentTarget.value) ?? 'editor')}
        data={ROLES.map((value) => ({ value, label: capital(codeWord('Role', value)) }))}
      />
      {role === 'operator' && (
        <NativeSelect
          label={t('people.station')}
          value={stationId}
          onChange={(event) => setStationId(event.currentTarget.value)}
          data={stations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TextInput
        label={t('people.name')}
        required
        maxLength={200}
        error={fault('name')}
        value={given.name}
        onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('people.login')}
        description={t('administrator.loginHint')}
        required
        autoCapitalize="none"
        autoComplete="off"
        error={fault('login')}
        value={given.login}
        onChange={(event) => setGiven({ ...given, login: event.currentTarget.value })}
      />
      {add.error && <Failure error={add.error} />}
      <Button type="submit" variant="default" loading={add.isPending}>
        {t('people.submit')}
      </Button>
    </Stack>
  );
}
