import { placeOf } from '../../parts/programs/finding-words.ts';
import type { Finding } from '../../parts/programs/queries.ts';
import { IconCheck, IconPlayerPlay } from '../../ui/icons.ts';
import { codeWord, useWords } from '../../words/words.ts';
import styles from './Approval.module.css';
import { type HeardPart, isHeard } from './heard-parts.ts';

interface Props {
  parts: readonly HeardPart[];
  findings: readonly Finding[];
  /** Of the whole sound. */
  seconds: number;
  onListen: (from: number) => void;
}

/** |==đầu |==giữa | cuối |: how much of each was heard; a press plays it, and then what is left of the others. */
export function Parts({ parts, findings, seconds: length, onListen }: Props) {
  const { t } = useWords('approval');
  const { t: words } = useWords('programs');
  return (
    <div className={styles.parts} role="group" aria-label={t('parts')}>
      {parts.map((heard) => {
        const part = codeWord('ListeningPart', heard.part);
        const isDone = isHeard(heard);
        const seconds = Math.ceil(heard.neededSeconds - heard.heardSeconds);
        const share = Math.min(1, heard.heardSeconds / heard.neededSeconds);
        const notes = findings
          .filter((finding) => isWithin(placeOf(finding, length), heard))
          .map(({ code }) => words(`briefly.${code}`));
        const Icon = isDone ? IconCheck : IconPlayerPlay;
        return (
          <button
            key={heard.part}
            type="button"
            className={styles.part}
            data-heard={isDone}
            aria-label={[isDone ? t('heardPart', { part }) : t('hearPart', { part, seconds }), ...notes].join(', ')}
            onClick={() => onListen(heard.from)}
          >
            <i hidden={share === 0} className={styles.fill} style={{ width: `${100 * share}%` }} />
            <Icon size={16} aria-hidden />
            <span>
              {part}
              {notes.length > 0 && <small className={styles.partNote}>{notes.join(', ')}</small>}
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** Whether something that was found sounds in a part. */
const isWithin = (place: ReturnType<typeof placeOf>, { from, until }: HeardPart): boolean =>
  place !== undefined && place.from < until && place.from + place.seconds > from;
