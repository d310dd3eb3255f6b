import { useEffect, useRef } from 'react';
import { useMutation, useQueryClient } from '../api/query.ts';
import { Busy } from './Busy.tsx';
import { Failure } from './Failure.tsx';
import { Button, Stack, Text } from '../ui/core.ts';
import { useWords } from '../words/words.ts';
import styles from './Access.module.css';
import { OtpForm } from './OtpForm.tsx';
import { beginFactor, confirmFactor } from './second-factor.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import './access.vi.ts';

interface Props {
  /** Whether one is in force, whose code is needed first. */
  isReplacing: boolean;
  onDone: () => void;
}

/** The QR code for the app, its first code, then the recovery codes. */
export function SecondFactorSetUp({ isReplacing, onDone }: Props) {
  const { t } = useWords('access');
  const { t: common } = useWords();
  const client = useQueryClient();
  const begin = useMutation({ mutationFn: beginFactor });
  const confirm = useMutation({ mutationFn: confirmFactor });
  const hasBegun = useRef(false);
  useEffect(() => {
    if (isReplacing || hasBegun.current) return;
    hasBegun.current = true;
    begin.mutate(undefined);
  });
  const done = () => {
    void client.invalidateQueries();
    onDone();
  };
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onKept={done} />;
  if (begin.data) {
    return (
      <Stack>
        <Text>{t('factor.step1')}</Text>
        <Scan setup={begin.data} />
        <Text>{t('factor.step3')}</Text>
        <OtpForm
          label={t('factor.firstOtp')}
          action={t('factor.confirm')}
          onSubmit={confirm.mutate}
          isPending={confirm.isPending}
          error={confirm.error}
          onCancel={onDone}
        />
      </Stack>
    );
  }
  if (isReplacing) {
    return (
      <OtpForm
        label={t('factor.otp')}
        action={common('actions.next')}
        onSubmit={begin.mutate}
        isPending={begin.isPending}
        error={begin.error}
        onCancel={onDone}
      />
    );
  }
  if (!begin.error) return <Busy words={t('factor.beginning')} />;
  return (
    <>
      <Failure error={begin.error} onRetry={() => begin.mutate(undefined)} />
      <Button variant="default" onClick={onDone}>
        {common('actions.cancel')}
      </Button>
    </>
  );
}

function Scan({ setup }: { setup: { qrSvg: string; secret: string } }) {
  const { t } = useWords('access');
  const inGroups = setup.secret.replaceAll(/(.{4})/g, '$1 ').trim();
  return (
    <>
      <Text>{t('factor.step2')}</Text>
      {/* The document comes from the service itself and holds nothing but the drawing. */}
      <div
        className={styles.qr}
        role="img"
        aria-label={t('factor.qr')}
        dangerouslySetInnerHTML={{ __html: setup.qrSvg }}
      />
      <Text>
        {t('factor.byHand')} <span className={`${styles.secret} digits`}>{inGroups}</span>
      </Text>
    </>
  );
}
