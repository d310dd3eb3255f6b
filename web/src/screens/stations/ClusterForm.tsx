import { type FormEvent, useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { CODE_WORDS } from '../../generated/code-words.ts';
import { Failure } from '../../parts/Failure.tsx';
import { say } from '../../parts/toasts.ts';
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '../../ui/core.ts';
import { NumberInput } from '../../ui/desk.ts';
import { useWords } from '../../words/words.ts';
import { addCluster, changeCluster, deleteCluster } from './actions.ts';
import type { ClusterView } from './queries.ts';

interface Props {
  stationId: string;
  /** Absent: a new one. */
  cluster?: ClusterView;
  onClose: () => void;
}

type Technology = Schemas['ClusterTechnology'];
const TECHNOLOGIES = Object.entries(CODE_WORDS.ClusterTechnology).map(([value, label]) => ({ value, label }));

interface Given {
  name: string;
  place: string;
  technology: Technology;
  horns: number;
}

export function ClusterForm({ stationId, cluster, onClose }: Props) {
  const { t } = useWords('stations');
  const { t: common } = useWords();
  const [given, setGiven] = useState<Given>({
    name: cluster?.name ?? '',
    place: cluster?.place ?? '',
    technology: cluster?.technology ?? (TECHNOLOGIES[0]?.value as Technology),
    horns: cluster?.horns ?? 2,
  });
  const client = useQueryClient();
  const done = () => {
    void client.invalidateQueries({ queryKey: ['stations'] });
    onClose();
  };
  const save = useMutation({
    mutationFn: async () => {
      const body = { ...given, name: given.name.trim(), place: given.place.trim() || null };
      await (cluster ? changeCluster(cluster, body) : addCluster(stationId, { ...body, working: true }));
    },
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: async ({ id }: ClusterView) => deleteCluster(id),
    onSuccess: (_, { name }) => {
      say(t('cluster.deleted', { name }));
      done();
    },
  });
  const fault = (field: string) => (save.error instanceof Problem ? save.error.fault(field) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={cluster ? t('cluster.changeTitle') : t('cluster.addTitle')}
      closeButtonProps={{ 'aria-label': common('actions.close') }}
    >
      <Stack component="form" onSubmit={submit}>
        <ClusterFields given={given} onChange={setGiven} fault={fault} />
        {(save.error ?? remove.error) && <Failure error={save.error ?? remove.error} />}
        <Group justify="space-between">
          {cluster ? (
            <Button variant="subtle" color="brick" loading={remove.isPending} onClick={() => remove.mutate(cluster)}>
              {t('cluster.delete')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={save.isPending}>
            {common('actions.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface FieldsProps {
  given: Given;
  onChange: (given: Given) => void;
  fault: (field: string) => string | undefined;
}

function ClusterFields({ given, onChange, fault }: FieldsProps) {
  const { t } = useWords('stations');
  return (
    <>
      <TextInput
        label={t('cluster.name')}
        required
        maxLength={120}
        data-autofocus
        error={fault('name')}
        value={given.name}
        onChange={(event) => onChange({ ...given, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('cluster.place')}
        maxLength={120}
        error={fault('place')}
        value={given.place}
        onChange={(event) => onChange({ ...given, place: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('cluster.technology')}
        data={TECHNOLOGIES}
        value={given.technology}
        onChange={(event) => onChange({ ...given, technology: event.currentTarget.value as Technology })}
      />
      <NumberInput
        label={t('cluster.horns')}
        min={1}
        max={100}
        allowDecimal={false}
        error={fault('horns')}
        value={given.horns}
        onChange={(value) => onChange({ ...given, horns: Number(value) })}
      />
    </>
  );
}
