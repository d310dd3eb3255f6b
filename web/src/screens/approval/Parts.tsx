import { IconCheck, IconPlayerPlay } from '../../ui/icons.ts';
import { codeWord, useWords } from '../../words/words.ts';
import styles from './Approval.module.css';
import { type HeardPart, isHeard } from './heard-parts.ts';

interface Props {
  parts: readonly HeardPart[];
  onListen: (from: number) => void;
}

/** |==đầu |==giữa | cuối |: how much of each was heard; a press plays it, and then what is left of the others. */
export function Parts({ parts, onListen }: Props) {
  const { t } = useWords('approval');
  return (
    <div className={styles.parts} role="group" aria-label={t('parts')}>
      {parts.map((heard) => {
        const part = codeWord('ListeningPart', heard.part);
        const isDone = isHeard(heard);
        const seconds = Math.ceil(heard.neededSeconds - heard.heardSeconds);
        const share = Math.min(1, heard.heardSeconds / heard.neededSeconds);
        const Icon = isDone ? IconCheck : IconPlayerPlay;
        return (
          <button
            key={heard.part}
            type="button"
            className={styles.part}
            data-heard={isDone}
            aria-label={isDone ? t('heardPart', { part }) : t('hearPart', { part, seconds })}
            onClick={() => onListen(heard.from)}
          >
            <i hidden={share === 0} className={styles.fill} style={{ width: `${100 * share}%` }} />
            <Icon size={16} aria-hidden />
            <span>{part}</span>
          </button>
        );
      })}
    </div>
  );
}
