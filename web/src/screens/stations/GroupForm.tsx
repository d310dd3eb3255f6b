import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQuery, useQueryClient } from '../../api/query.ts';
import { Consequences } from '../../parts/Consequences.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { say } from '../../parts/toasts.ts';
import { Button, Group, Modal, Stack, TextInput } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { changeGroup, deleteGroup, formGroup, type GroupView, together } from './group-actions.ts';
import { servedQuery } from './queries.ts';
import { StationChoice } from './StationChoice.tsx';

interface Props {
  centreId: string;
  /** Absent: a new one. */
  group?: GroupView;
  onClose: () => void;
}

/** Name and stations; when the schedule changes, it says how before it is saved. */
export function GroupForm({ centreId, group, onClose }: Props) {
  const { t } = useWords('stations');
  const { t: common } = useWords();
  const [name, setName] = useState(group?.name ?? '');
  const [chosen, setChosen] = useState<readonly string[]>(group?.stationIds ?? []);
  const { data } = useQuery(servedQuery(centreId));
  const { tried, save, remove } = useGroupChanges(
    { centreId, group, onClose },
    { name: name.trim(), stationIds: chosen },
  );
  const isChanged = group !== undefined && !isSame(chosen, group.stationIds);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged && !tried.data) tried.mutate();
    else save.mutate();
  };
  const error = save.error ?? tried.error ?? remove.error;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={group ? t('groupPage.changeTitle', { name: group.name }) : t('groupPage.addTitle')}
      closeButtonProps={{ 'aria-label': common('actions.close') }}
    >
      <Stack component="form" onSubmit={submit}>
        <TextInput
          label={t('groupPage.name')}
          required
          maxLength={120}
          data-autofocus
          error={save.error instanceof Problem ? save.error.fault('name') : undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <StationChoice
          stations={data?.items ?? []}
          chosen={chosen}
          onChange={(next) => {
            tried.reset();
            setChosen(next);
          }}
        />
        {tried.data && <Consequences of={together(tried.data)} />}
        {error && <Failure error={error} />}
        <Group justify="space-between">
          {group ? (
            <Button variant="subtle" color="brick" loading={remove.isPending} onClick={() => remove.mutate(group)}>
              {t('groupPage.delete')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={save.isPending || tried.isPending}>
            {isChanged && !tried.data ? t('groupPage.preview') : common('actions.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface Wanted {
  name: string;
  stationIds: readonly string[];
}

function useGroupChanges(
  { centreId, group, onClose }: { centreId: string; group: GroupView | undefined; onClose: () => void },
  wanted: Wanted,
) {
  const { t } = useWords('stations');
  const client = useQueryClient();
  const done = (said: string) => {
    say(said);
    void client.invalidateQueries({ queryKey: ['centres'] });
    void client.invalidateQueries({ queryKey: ['stations'] });
    onClose();
  };
  const tried = useMutation({ mutationFn: async () => (group ? changeGroup(group, wanted, true) : []) });
  const save = useMutation({
    mutationFn: async () => {
      await (group ? changeGroup(group, wanted, false) : formGroup(centreId, wanted));
    },
    onSuccess: () => done(t(group ? 'groupPage.saved' : 'groupPage.added', { name: wanted.name })),
  });
  const remove = useMutation({
    mutationFn: async ({ id }: GroupView) => deleteGroup(id),
    onSuccess: (_, { name }) => done(t('groupPage.deleted', { name })),
  });
  return { tried, save, remove };
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));
