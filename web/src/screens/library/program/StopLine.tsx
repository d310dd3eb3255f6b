import { useState } from 'react';
import { useQuery } from '../../../api/query.ts';
import type { Program } from '../../../parts/programs/queries.ts';
import { useMay } from '../../../session/me.tsx';
import { Button, Group, Text } from '../../../ui/core.ts';
import { momentWords } from '../../../words/formats.ts';
import { HERE } from '../../../words/here.ts';
import { useWords } from '../../../words/words.ts';
import { stopQuery } from '../queries.ts';
import styles from './Program.module.css';
import { LiftPanel } from './StopPanel.tsx';

/** That somebody has stopped it, how many devices know, and the way back. */
export function StopLine({ program }: { program: Program }) {
  const { t } = useWords('library');
  const [isLifting, setLifting] = useState(false);
  const [mayRead, mayLift] = [useMay('programs:read'), useMay('programs:approve')];
  const { data } = useQuery({ ...stopQuery(program.id), enabled: mayRead && program.inForce !== null });
  const stop = data?.stop;
  if (!stop?.inForce) return null;
  const { by, at, because, informed, devices } = stop;
  return (
    <Group className={styles.note ?? ''} justify="space-between">
      <Text flex="1 1 20rem">
        {t('stop.inForce', { who: by.name, when: momentWords(at, HERE), because, informed, devices })}
      </Text>
      {mayLift && (
        <Button variant="default" onClick={() => setLifting(true)}>
          {t('stop.lift')}
        </Button>
      )}
      {isLifting && <LiftPanel program={program} onClose={() => setLifting(false)} />}
    </Group>
  );
}
