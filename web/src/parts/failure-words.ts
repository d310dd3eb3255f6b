import { Problem, type ProblemCode, Unreachable } from '../api/problem.ts';
import { type ParseKeys, useWords } from '../words/words.ts';

/** Where the service's own sentence speaks to programs, of members and requests. */
const FOR_PEOPLE: Partial<Record<ProblemCode, ParseKeys>> = {
  'invalid-request': 'failures.invalid',
  'precondition-failed': 'failures.changed',
  'sign-in-again-needed': 'freshSignIn.needed',
};

/** The sentence for people about what went wrong: the service's own, or that it cannot be reached. */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useWords();
  return (error) => {
    if (!(error instanceof Problem)) {
      return t(error instanceof Unreachable ? 'failures.unreachable' : 'failures.internal');
    }
    const key = FOR_PEOPLE[error.code];
    if (key) return t(key);
    return error.document.detail || t('failures.internal');
  };
}
