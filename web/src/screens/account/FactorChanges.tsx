import { useMutation, useQueryClient } from '../../api/query.ts';
import { OtpForm } from '../../parts/OtpForm.tsx';
import { RecoveryCodes } from '../../parts/RecoveryCodes.tsx';
import { say } from '../../parts/toasts.ts';
import { useWords } from '../../words/words.ts';
import { endFactor, renewRecoveryCodes } from './queries.ts';

/** Ten new recovery codes in place of the earlier ones. */
export function RenewCodes({ onDone }: { onDone: () => void }) {
  const { t } = useWords('account');
  const client = useQueryClient();
  const renew = useMutation({ mutationFn: renewRecoveryCodes });
  const done = () => {
    void client.invalidateQueries({ queryKey: ['account'] });
    onDone();
  };
  if (renew.data) return <RecoveryCodes codes={renew.data.recoveryCodes} onKept={done} />;
  return (
    <OtpForm
      label={t('factor.code')}
      action={t('factor.renew')}
      onSubmit={renew.mutate}
      isPending={renew.isPending}
      error={renew.error}
      onCancel={onDone}
    />
  );
}

export function EndFactor({ onDone }: { onDone: () => void }) {
  const { t } = useWords('account');
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: endFactor,
    onSuccess: () => {
      say(t('factor.ended'));
      void client.invalidateQueries({ queryKey: ['account'] });
      onDone();
    },
  });
  return (
    <OtpForm
      label={t('factor.code')}
      action={t('factor.end')}
      onSubmit={end.mutate}
      isPending={end.isPending}
      error={end.error}
      onCancel={onDone}
    />
  );
}
