import { CODE_WORDS } from '../../generated/code-words.ts';
import { ruleWords } from '../../parts/audit-reason.ts';
import { Text } from '../../ui/core.ts';
import { capital, momentWords } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import styles from './Administration.module.css';
import { DEEDS } from './audit-words.vi.ts';
import type { AuditEntry } from './queries.ts';
import { useGrantWords } from './use-grant-words.ts';

/** Of what people do to themselves, they are not named twice. */
const isSelf = ({ by, to }: AuditEntry): boolean => by.id !== null && by.id === to.id;

/** `17:02 thứ Hai 23/11: Trần Văn Duyệt phê duyệt “…”`. */
export function AuditLine({ entry }: { entry: AuditEntry }) {
  const { t } = useWords('administration');
  const deed = useDeedWords()(entry);
  const name = isSelf(entry) ? null : (entry.to.name ?? nameIn(entry.details));
  const because = entry.because && (ruleWords(entry.because) ?? entry.because);
  return (
    <li className={styles.row}>
      <Text className={styles.when ?? ''}>{momentWords(entry.at, HERE)}</Text>
      <Text className={styles.deed ?? ''}>
        <strong>{entry.by.kind === 'service' ? capital(CODE_WORDS.ActorKind.service) : entry.by.name}</strong>
        {entry.by.token && ` ${t('audit.withToken', { name: entry.by.token.name })}`} {deed}
        {name && ` ${t('audit.thing', { name })}`}
        {because && `, ${t('audit.because', { because })}`}
      </Text>
    </li>
  );
}

/** As a verb; of a grant with its role and place. */
function useDeedWords(): (entry: AuditEntry) => string {
  const { t } = useWords('administration');
  const { told } = useGrantWords();
  return ({ did, grant }) => {
    if (grant && (did === 'grant.give' || did === 'grant.end')) return t(`audit.grants.${did}`, told(grant));
    return DEEDS[did] ?? t('audit.unknown', { thing: did });
  };
}

/** What is gone is called as it was when it was done. */
const nameIn = ({ name, title }: AuditEntry['details']): string | null =>
  typeof name === 'string' ? name : typeof title === 'string' ? title : null;
