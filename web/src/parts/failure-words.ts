import { Problem, type ProblemCode, Unreachable } from '../api/problem.ts';
import { type ParseKeys, useWords } from '../words/words.ts';

/** Where the service's own sentence speaks to programs, of members and requests. */
const FOR_PEOPLE: Partial<Record<ProblemCode, ParseKeys>> = {
  'invalid-request': 'failures.invalid',
  'not-allowed': 'failures.notAllowed',
  'precondition-failed': 'failures.changed',
  'sign-in-again-needed': 'freshSignIn.needed',
};

/** The words for people where the service's own sentence is not for them. */
export const forPeople = (code: ProblemCode): ParseKeys | undefined => FOR_PEOPLE[code];

/** The sentence for people about what went wrong: the service's own, or that it cannot be reached. */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useWords();
  return (error) => {
    if (!(error instanceof Problem)) {
      return t(error instanceof Unreachable ? 'failures.unreachable' : 'failures.internal');
    }
    const key = forPeople(error.code);
    if (key) return t(key);
    return error.document.detail || t('failures.internal');
  };
}
