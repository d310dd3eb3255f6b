import { useState } from 'react';
import { useQuery } from '../../../api/query.ts';
import type { Program } from '../../../parts/programs/queries.ts';
import { standingOf } from '../../../parts/programs/standing.ts';
import { useMay } from '../../../session/me.tsx';
import { Button, Group, Stack, Text, Title } from '../../../ui/core.ts';
import { IconArrowBackUp, IconCalendarWeek, IconEdit, IconPlayerStop, IconTrash } from '../../../ui/icons.ts';
import { Link } from '../../../ui/routing.ts';
import { dayAndMonth, dayAt, momentWords } from '../../../words/formats.ts';
import { HERE } from '../../../words/here.ts';
import { useWords } from '../../../words/words.ts';
import { EditProgram } from '../EditProgram.tsx';
import { stopQuery } from '../queries.ts';
import { AudioStanding } from '../../../parts/uploads/AudioStanding.tsx';
import { PickFile } from '../../../parts/uploads/PickFile.tsx';
import { uploads } from '../../../parts/uploads/uploads.ts';
import styles from './Program.module.css';
import { RevokedNote } from './RevokedNote.tsx';
import { RevokePanel } from './RevokePanel.tsx';
import { StopLine } from './StopLine.tsx';
import { StopPanel } from './StopPanel.tsx';
import { useMayChange } from './use-may-change.ts';
import { WithdrawPanel } from './WithdrawPanel.tsx';

/** Name, how far it is, and what can be done with it. */
export function ProgramHead({ program }: { program: Program }) {
  return (
    <Stack gap="sm">
      <Title order={1} style={{ overflowWrap: 'anywhere' }}>
        {program.title}
      </Title>
      <AudioStanding program={program} />
      <Notes program={program} />
      <StopLine program={program} />
      <Actions program={program} />
    </Stack>
  );
}

/** Why it is as it is, in the words of whoever decided. */
function Notes({ program }: { program: Program }) {
  const { t } = useWords('library');
  const { approval, inForce, withdrawnAt, withdrawnNote } = program;
  if (withdrawnAt !== null) {
    const when = momentWords(withdrawnAt, HERE);
    return (
      <Text className={styles.note ?? ''}>{t('program.withdrawnBecause', { when, note: withdrawnNote ?? '' })}</Text>
    );
  }
  const isOlder = inForce !== null && standingOf(program) !== 'approved';
  return (
    <>
      {approval?.decision === 'sent-back' && (
        <Text className={styles.note ?? ''}>
          {t('program.sentBack', {
            who: approval.decidedBy.name,
            when: momentWords(approval.decidedAt, HERE),
            note: approval.note ?? '',
          })}
        </Text>
      )}
      <RevokedNote program={program} />
      {isOlder && (
        <Text className={styles.waiting ?? ''}>
          {t('program.stillOnAir', { day: dayAndMonth(dayAt(inForce.approvedAt, HERE)) })}
        </Text>
      )}
    </>
  );
}

type Panel = 'edit' | 'withdraw' | 'stop' | 'revoke';

function Actions({ program }: { program: Program }) {
  const { t } = useWords('library');
  const [panel, setPanel] = useState<Panel>();
  const mayChange = useMayChange(program);
  const mayRevoke = useMay('programs:approve') && program.inForce !== null;
  const { data } = useQuery({ ...stopQuery(program.id), enabled: mayRevoke });
  const isStopped = data?.stop?.inForce ?? false;
  const close = () => setPanel(undefined);
  const mayPlace = useMay('schedule:write') && program.inForce !== null && program.withdrawnAt === null;
  if (!mayChange && !mayRevoke && !mayPlace) return null;
  return (
    <Group gap="sm">
      {mayPlace && (
        <Button
          component={Link}
          to={`/lich-phat?xep=${program.id}`}
          leftSection={<IconCalendarWeek size={20} aria-hidden />}
        >
          {t('program.place')}
        </Button>
      )}
      {mayChange && (
        <>
          <Button variant="default" leftSection={<IconEdit size={20} aria-hidden />} onClick={() => setPanel('edit')}>
            {t('program.edit')}
          </Button>
          <PickFile variant="default" onFiles={([file]) => file && uploads.addTo(program, file)}>
            {t(program.original ? 'program.another' : 'program.sendAudio')}
          </PickFile>
          <Button
            variant="default"
            leftSection={<IconTrash size={20} aria-hidden />}
            onClick={() => setPanel('withdraw')}
          >
            {t('program.withdraw')}
          </Button>
        </>
      )}
      {mayRevoke && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={20} aria-hidden />}
          onClick={() => setPanel('revoke')}
        >
          {t('program.revoke')}
        </Button>
      )}
      {mayRevoke && !isStopped && (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={20} aria-hidden />}
          onClick={() => setPanel('stop')}
        >
          {t('program.stop')}
        </Button>
      )}
      {panel === 'edit' && <EditProgram program={program} onClose={close} />}
      {panel === 'withdraw' && <WithdrawPanel program={program} onClose={close} />}
      {panel === 'revoke' && <RevokePanel program={program} onClose={close} />}
      {panel === 'stop' && <StopPanel program={program} onClose={close} />}
    </Group>
  );
}
