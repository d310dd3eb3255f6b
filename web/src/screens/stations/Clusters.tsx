import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import sections from '../../parts/Sections.module.css';
import { say } from '../../parts/toasts.ts';
import { useMay } from '../../session/me.tsx';
import { Button, Group, Text, Title } from '../../ui/core.ts';
import { IconPlus } from '../../ui/icons.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { changeCluster } from './actions.ts';
import { ClusterForm } from './ClusterForm.tsx';
import { clustersQuery, type ClusterView, type StationDetail } from './queries.ts';
import { Mark } from './StationState.tsx';

/** The loudspeakers of a station, and which of them work. */
export function Clusters({ station }: { station: StationDetail }) {
  const { t } = useWords('stations');
  const mayManage = useMay('stations:manage');
  const [open, setOpen] = useState<ClusterView | 'new'>();
  const answer = useQuery(clustersQuery(station.id));
  const clusters = answer.data?.items ?? [];
  const working = clusters.filter((cluster) => cluster.working).length;
  return (
    <section className={sections.section}>
      <Group justify="space-between" pb="xs">
        <Title order={2} size="h4">
          {t('cluster.title')}
        </Title>
        {clusters.length > 0 && <Text>{t('cluster.good', { working, all: clusters.length })}</Text>}
        {mayManage && (
          <Button variant="default" leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen('new')}>
            {t('cluster.add')}
          </Button>
        )}
      </Group>
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && clusters.length === 0 && <Empty why={t('cluster.empty')} />}
      <ul className={sections.rows}>
        {clusters.map((cluster) => (
          <ClusterRow key={cluster.id} cluster={cluster} {...(mayManage ? { onOpen: () => setOpen(cluster) } : {})} />
        ))}
      </ul>
      {open && (
        <ClusterForm
          stationId={station.id}
          {...(open === 'new' ? {} : { cluster: open })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}

function ClusterRow({ cluster, onOpen }: { cluster: ClusterView; onOpen?: () => void }) {
  const { t } = useWords('stations');
  const { t: common } = useWords();
  const about = [
    cluster.place,
    codeWord('ClusterTechnology', cluster.technology),
    t('cluster.hornCount', { count: cluster.horns }),
  ];
  const set = useWorking();
  return (
    <li className={sections.row}>
      <div>
        <Text fw={600}>{cluster.name}</Text>
        <Text c="dimmed">{about.filter(Boolean).join(', ')}</Text>
        <Mark bad={!cluster.working}>{cluster.working ? t('cluster.working') : t('cluster.broken')}</Mark>
      </div>
      {onOpen && (
        <Group gap="sm">
          <Button
            variant="default"
            loading={set.isPending}
            onClick={() => set.mutate({ of: cluster, working: !cluster.working })}
          >
            {cluster.working ? t('cluster.markBroken') : t('cluster.markWorking')}
          </Button>
          <Button variant="subtle" onClick={onOpen} aria-label={`${common('actions.edit')}: ${cluster.name}`}>
            {common('actions.edit')}
          </Button>
        </Group>
      )}
    </li>
  );
}

/** Says at once whether a cluster works, with the way back. */
function useWorking() {
  const { t } = useWords('stations');
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: ({ of, working }: { of: ClusterView; working: boolean }) => changeCluster(of, { working }),
    onSuccess: (changed) => {
      const { name, working } = changed;
      const said = working ? t('cluster.saidWorking', { name }) : t('cluster.saidBroken', { name });
      say(said, () => set.mutate({ of: changed, working: !working }));
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['stations'] }),
  });
  return set;
}
