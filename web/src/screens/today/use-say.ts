import type { Schemas } from '../../api/client.ts';
import { outbox } from '../../api/outbox.ts';
import { newUuid } from '../../api/uuid.ts';
import { say } from '../../parts/toasts.ts';
import { useMe } from '../../session/me.tsx';
import { dayWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Day, Item } from './queries.ts';

export interface Saying {
  said: Schemas['Said'];
  /** Code and words of the reason. */
  reason?: { code: string; words: string };
  note?: string;
}

/** What is said of which broadcasts; `what` names them in the toast: `05:15`, `2 lượt 05:15–06:02`. */
export type Say = (items: readonly Item[], what: string, saying: Saying) => void;

/** Keeps what somebody says on this machine, then shows it, with a way back until it is sent. */
export function useSay(day: Pick<Day, 'day'>): Say {
  const { t } = useWords('today');
  const { person } = useMe();
  return (items, what, { said, reason, note }) => {
    const saidAt = new Date().toISOString();
    const word = { saidAt, said, ...(reason ? { reason: reason.code } : {}), ...(note ? { note } : {}) };
    const taps = items.map((item) => ({
      personId: person.id,
      personName: person.name,
      broadcastId: item.broadcastId,
      body: { ...word, tap: newUuid(), tappedBy: person.id },
      about: `${item.time} ${dayWords(day.day)}, ${item.title}`,
    }));
    const takeBack = async () => {
      const sent = await outbox.takeBack(taps.map(({ body }) => body.tap));
      if (sent > 0) say(t('tooLate'));
    };
    const saidWords = reason ? t('withReason', { what: t(`said.${said}`), reason: reason.words }) : t(`said.${said}`);
    outbox.add(taps).then(
      () => say(t('recorded', { what, said: saidWords }), () => void takeBack()),
      () => say(t('notStored')),
    );
  };
}
