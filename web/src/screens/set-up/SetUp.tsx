import type { ComponentType } from 'react';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Anchor, Stack, Text, Title, UnstyledButton } from '../../ui/core.ts';
import { IconCircleCheck } from '../../ui/icons.ts';
import { Link } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import { AdministratorStep } from './AdministratorStep.tsx';
import { BroadcastStep } from './BroadcastStep.tsx';
import { CentreStep } from './CentreStep.tsx';
import { DeviceStep } from './DeviceStep.tsx';
import { FactorStep } from './FactorStep.tsx';
import { PeopleStep } from './PeopleStep.tsx';
import { mayOpen, type Step, STEPS } from './progress.ts';
import styles from './SetUp.module.css';
import { StationsStep } from './StationsStep.tsx';
import { type Progress, useProgress } from './use-progress.ts';
import './words.vi.ts';

const PAGES: Record<Step, ComponentType<{ progress: Progress }>> = {
  administrator: AdministratorStep,
  factor: FactorStep,
  centre: CentreStep,
  stations: StationsStep,
  people: PeopleStep,
  device: DeviceStep,
  broadcast: BroadcastStep,
};

/** `/thiet-lap`: from the printed code (`#code`) to the first broadcast. */
export default function SetUp() {
  const { t } = useWords('setUp');
  const progress = useProgress();
  const Page = PAGES[progress.step];
  return (
    <main className={styles.page}>
      <Stack>
        <Title order={1}>{t('title')}</Title>
        <Text c="dimmed">{t('intro')}</Text>
        <Steps progress={progress} />
      </Stack>
      <section className={styles.sheet} aria-label={t(`steps.${progress.step}`)}>
        {progress.isForbidden ? (
          <Stack align="flex-start">
            <Text>{t('administrator.notAllowed')}</Text>
            <Anchor component={Link} to="/">
              {t('administrator.toStart')}
            </Anchor>
          </Stack>
        ) : (
          <Stack>
            <Title order={2}>{t(`steps.${progress.step}`)}</Title>
            {progress.error && <Failure error={progress.error} onRetry={progress.retry} />}
            {progress.isWaiting ? <Waiting lines={4} /> : <Page key={progress.step} progress={progress} />}
          </Stack>
        )}
      </section>
    </main>
  );
}

function Steps({ progress: { step, done, open } }: { progress: Progress }) {
  const { t } = useWords('setUp');
  return (
    <ol className={styles.steps}>
      {STEPS.map((one, index) => (
        <li key={one}>
          <UnstyledButton
            className={styles.step ?? ''}
            disabled={!mayOpen(one, done) || (one === 'administrator' && done.includes(one))}
            {...(one === step ? { 'aria-current': 'step' as const } : {})}
            onClick={() => open(one)}
          >
            <span className="digits">{index + 1}</span>
            {t(`steps.${one}`)}
            {done.includes(one) && <IconCircleCheck size={20} className={styles.tick} aria-label={t('done')} />}
          </UnstyledButton>
        </li>
      ))}
    </ol>
  );
}
