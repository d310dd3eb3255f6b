import type { Program } from '../../../parts/programs/queries.ts';
import { useMay, useMe } from '../../../session/me.tsx';

/** Whether one may change the program: editors theirs, contributors what they handed in. The service has the last word. */
export function useMayChange({ createdBy, withdrawnAt }: Program): boolean {
  const { person } = useMe();
  const [mayWrite, mayContribute] = [useMay('programs:write'), useMay('programs:contribute')];
  return withdrawnAt === null && (mayWrite || (mayContribute && createdBy.id === person.id));
}
