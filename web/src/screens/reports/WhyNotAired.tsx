import type { Schemas } from '../../api/client.ts';
import { Text } from '../../ui/core.ts';
import { momentWords } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import { useReasonWords } from './use-reason-words.ts';

/** Why something did not air: the reason given, and whether the device was silent then. */
export function WhyNotAired({ item: { reason, note, saidBy, silentSince } }: { item: Schemas['NotAired'] }) {
  const { t } = useWords('reports');
  const words = useReasonWords()(reason);
  const silent = silentSince && t('notAired.silent', { since: momentWords(silentSince, HERE) });
  const given = [words, note].filter(Boolean).join('. ');
  return (
    <>
      <Text inherit>{given || silent || (words ?? t('notAired.noReason'))}</Text>
      {given && silent && (
        <Text c="dimmed" size="sm">
          {silent}
        </Text>
      )}
      {saidBy && (
        <Text c="dimmed" size="sm">
          {t('notAired.saidBy', { name: saidBy })}
        </Text>
      )}
    </>
  );
}
