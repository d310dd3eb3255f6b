import { Said } from '../deciding/play.js';
import { type PlannedTime, type Withdrawable, wasOnPlanAtStart } from '../deciding/slot.js';

type StartAndEnd = Pick<PlannedTime, 'startsAt' | 'endsAt'>;

/** From when on a word can be said of a broadcast: that it was heard, after its end; that it did not air, from its start. */
export const sayableFrom = (said: Said, { startsAt, endsAt }: StartAndEnd): Date =>
  said === 'not-aired' ? startsAt : endsAt;

/**
 * Whether there was anything to hear of a broadcast: it was planned when it began, or a device says that it sounded, though
 * it was withdrawn before.
 */
export const mayHaveSounded = (
  broadcast: Pick<PlannedTime, 'startsAt'> & Withdrawable,
  { sounded }: { sounded: boolean },
): boolean => sounded || wasOnPlanAtStart(broadcast);

/** What can be said of a broadcast at `at`. */
export const sayableAt = (broadcast: StartAndEnd, at: Date): Said[] =>
  Said.options.filter((said) => at >= sayableFrom(said, broadcast));

/** The time of a tap that arrived at `arrivedAt`: what the person's device says, but not after the arrival. */
export const timeOfTap = (saidAt: Date, arrivedAt: Date): Date => (saidAt < arrivedAt ? saidAt : arrivedAt);
