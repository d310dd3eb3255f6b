import { useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import sections from '../../parts/Sections.module.css';
import { factorQuery } from '../../parts/second-factor.ts';
import { SecondFactorSetUp } from '../../parts/SecondFactorSetUp.tsx';
import { Button, Group, Stack, Text, Title } from '../../ui/core.ts';
import { Link, useSearchParams } from '../../ui/routing.ts';
import { fullDay, dayAt } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import styles from './Account.module.css';
import { EndFactor, RenewCodes } from './FactorChanges.tsx';

type Open = 'set-up' | 'renew' | 'end';

/** The second factor: setting it up, another phone, new recovery codes, ending it where the roles do not require it. */
export function SecondFactor() {
  const { t } = useWords('account');
  const [open, setOpen] = useState<Open>();
  const [query] = useSearchParams();
  const answer = useQuery(factorQuery);
  const factor = answer.data;
  const close = () => setOpen(undefined);
  const wasSent = query.has('can');
  return (
    <section className={sections.section}>
      <Stack align="flex-start" gap="sm">
        <Title order={2} size="h4">
          {t('factor.title')}
        </Title>
        {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
        {factor?.required && !factor.on && <Text className={styles.must ?? ''}>{t('mustSetUp')}</Text>}
        {factor && (
          <Text>{factor.since ? t('factor.on', { since: fullDay(dayAt(factor.since, HERE)) }) : t('factor.off')}</Text>
        )}
        {factor?.on && <Text>{t('factor.left', { count: factor.recoveryCodesLeft })}</Text>}
        {factor && open === undefined && (
          <Group gap="sm">
            <Button variant={factor.on ? 'default' : 'filled'} onClick={() => setOpen('set-up')}>
              {factor.on ? t('factor.replace') : t('factor.setUp')}
            </Button>
            {factor.on && (
              <Button variant="default" onClick={() => setOpen('renew')}>
                {t('factor.renew')}
              </Button>
            )}
            {factor.on && !factor.required && (
              <Button variant="default" onClick={() => setOpen('end')}>
                {t('factor.end')}
              </Button>
            )}
            {factor.on && wasSent && (
              <Button component={Link} to="/">
                {t('continue')}
              </Button>
            )}
          </Group>
        )}
        {factor && open === 'set-up' && <SecondFactorSetUp isReplacing={factor.on} onDone={close} />}
        {open === 'renew' && <RenewCodes onDone={close} />}
        {open === 'end' && <EndFactor onDone={close} />}
      </Stack>
    </section>
  );
}
