/** The steps, in order. */
export const STEPS = ['administrator', 'factor', 'centre', 'stations', 'people', 'device', 'broadcast'] as const;
export type Step = (typeof STEPS)[number];

/** What there is already, as far as it was answered. */
export interface Found {
  isSignedIn: boolean;
  /** Whether a second factor is still to be set up. */
  needsFactor: boolean;
  centres: number;
  stations: number;
  /** Without oneself. */
  others: number;
  stationsWithDevice: number;
  hasBroadcast: boolean;
}

const isDone: Record<Step, (found: Found) => boolean> = {
  administrator: ({ isSignedIn }) => isSignedIn,
  factor: ({ isSignedIn, needsFactor }) => isSignedIn && !needsFactor,
  centre: ({ centres }) => centres > 0,
  stations: ({ stations }) => stations > 0,
  people: ({ others }) => others >= 2,
  device: ({ stationsWithDevice }) => stationsWithDevice > 0,
  broadcast: ({ hasBroadcast }) => hasBroadcast,
};

/** Nothing after these can be done before them. */
const NEEDED: readonly Step[] = ['administrator', 'factor', 'centre', 'stations'];

export const doneSteps = (found: Found): Step[] => STEPS.filter((step) => isDone[step](found));

/** The first that is not done; the last when all are. */
export const firstOpen = (done: readonly Step[]): Step => STEPS.find((step) => !done.includes(step)) ?? 'broadcast';

/** Whether a step may be opened: everything that it needs is done. */
export const mayOpen = (step: Step, done: readonly Step[]): boolean =>
  NEEDED.filter((needed) => STEPS.indexOf(needed) < STEPS.indexOf(step)).every((needed) => done.includes(needed));
