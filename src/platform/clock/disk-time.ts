/** The time by which file systems stamp files: the system's, also where a test or the demo moves the Clock. */
export const diskTime = (): Date => new Date();
