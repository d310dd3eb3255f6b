import { useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { byName, NAMES } from '../../parts/by-name.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import sections from '../../parts/Sections.module.css';
import { useAddress } from '../../parts/use-address.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { Anchor, Button, Group, NativeSelect, Stack, Text, Title } from '../../ui/core.ts';
import { IconPlus } from '../../ui/icons.ts';
import { Link } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import type { GroupView } from './group-actions.ts';
import { GroupForm } from './GroupForm.tsx';
import { centresQuery, groupsQuery, servedQuery } from './queries.ts';

/** `/dai/nhom`: stations that are scheduled together, by centre (`?trung-tam=`). */
export function Groups() {
  const { t } = useWords('stations');
  const centres = useQuery(centresQuery);
  const [asked, change] = useAddress({ centreId: 'trung-tam' });
  const all = centres.data?.items ?? [];
  const centre = all.find(({ id }) => id === asked.centreId) ?? all[0];
  return (
    <Stack maw={960}>
      <Anchor component={Link} to="/dai">
        {t('groupPage.back')}
      </Anchor>
      <Title order={1}>{t('groups')}</Title>
      {centres.isPending && <Waiting />}
      {centres.isError && <Failure error={centres.error} onRetry={() => void centres.refetch()} />}
      {all.length > 1 && centre && (
        <NativeSelect
          label={t('groupPage.centre')}
          value={centre.id}
          onChange={(event) => change({ centreId: event.currentTarget.value })}
          data={all.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {centre && <GroupsOf key={centre.id} centreId={centre.id} />}
    </Stack>
  );
}

function GroupsOf({ centreId }: { centreId: string }) {
  const { t } = useWords('stations');
  const mayManage = useMay('stations:manage');
  const [open, setOpen] = useState<GroupView | 'new'>();
  const answer = useQuery(groupsQuery(centreId));
  const groups = (answer.data?.items ?? []).toSorted(byName);
  const add = mayManage && (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen('new')}>
      {t('groupPage.add')}
    </Button>
  );
  return (
    <>
      {answer.isPending && <Waiting />}
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && groups.length === 0 && <Empty why={t('groupPage.empty')}>{add}</Empty>}
      {groups.length > 0 && <Group>{add}</Group>}
      {groups.map((group) => (
        <GroupSheet key={group.id} group={group} {...(mayManage ? { onOpen: () => setOpen(group) } : {})} />
      ))}
      {open && (
        <GroupForm
          centreId={centreId}
          {...(open === 'new' ? {} : { group: open })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function GroupSheet({ group, onOpen }: { group: GroupView; onOpen?: () => void }) {
  const { t } = useWords('stations');
  const { t: common } = useWords();
  const { data } = useQuery(servedQuery(group.centreId));
  const members = data?.items.filter(({ id }) => group.stationIds.includes(id)) ?? [];
  const names = members.map(({ unitName }) => unitName).toSorted(NAMES.compare);
  return (
    <section className={sections.section}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {group.name}
        </Title>
        {onOpen && (
          <Button variant="default" onClick={onOpen} aria-label={t('groupPage.changeTitle', { name: group.name })}>
            {common('actions.edit')}
          </Button>
        )}
      </Group>
      <Text>{t('count', { count: group.stationIds.length })}</Text>
      <Text c="dimmed">{names.length > 0 ? names.join(', ') : t('groupPage.none')}</Text>
    </section>
  );
}
