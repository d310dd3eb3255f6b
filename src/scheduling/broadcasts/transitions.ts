import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';

/** What has become of an occurrence of an entry at a station. `displaced`: by an item of a higher priority. */
export const BroadcastState = codes('BroadcastState', {
  planned: { vi: 'sẽ phát', en: 'planned' },
  gap: { vi: 'chưa xếp được', en: 'not planned' },
  displaced: { vi: 'nhường giờ', en: 'displaced' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
});
export type BroadcastState = z.infer<typeof BroadcastState>;

/** Who may change a state: the planner, which anybody's change sets to work, or a person with a reason (a stop makes gaps). */
type Cause = 'planner' | 'person';

/**
 * Every change of state that there is. A gap and what was displaced return by themselves; what was withdrawn does not, and
 * what is over stays as it is.
 */
export const TRANSITIONS: Readonly<Record<BroadcastState, Partial<Record<BroadcastState, readonly Cause[]>>>> = {
  planned: { gap: ['planner', 'person'], displaced: ['planner'], withdrawn: ['planner', 'person'] },
  gap: { planned: ['planner'], displaced: ['planner'], withdrawn: ['planner', 'person'] },
  displaced: { planned: ['planner'], gap: ['planner'], withdrawn: ['planner', 'person'] },
  withdrawn: {},
};
