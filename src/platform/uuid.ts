import { v7 } from 'uuid';

/** A new id for a row. Version 7, so that ids sort by the time of their creation. */
export const uuidv7 = (): string => v7();
