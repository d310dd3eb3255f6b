import type { ProgramDescription } from '../versions.queries.js';

/** A field of the description that differs from the one that was approved. */
export interface ChangedField {
  field: keyof ProgramDescription;
  before: unknown;
  after: unknown;
}

const FIELDS = [
  'title',
  'topic',
  'genre',
  'segmentId',
  'origin',
  'sourceOffice',
  'legalTexts',
  'language',
] as const satisfies readonly (keyof ProgramDescription)[];

/** Whether a field of a program is part of its description, which is approved together with its audio. */
export const isDescription = (field: string): boolean => FIELDS.some((name) => name === field);

/** The fields in which the newest description differs from the approved one. */
export function changedFields(approved: ProgramDescription, newest: ProgramDescription): ChangedField[] {
  return FIELDS.flatMap((field) => {
    const [before, after] = [approved[field], newest[field]];
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
  });
}
