import { capital } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import type { Grant } from './queries.ts';

/** A grant as people say it: what, and where. */
export function useGrantWords() {
  const { t } = useWords('administration');
  const where = ({ scope, scopeName }: Pick<Grant, 'scope' | 'scopeName'>): string =>
    scopeName ??
    (scope.kind === 'everywhere' ? t('person.everywhere').toLowerCase() : codeWord('ScopeKind', scope.kind));
  return { role: (grant: Pick<Grant, 'role'>) => capital(codeWord('Role', grant.role)), where };
}
