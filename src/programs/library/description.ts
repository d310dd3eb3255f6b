import type { ProgramDescription } from '../versions.queries.js';

/** A field of the description that differs from the one that was approved. */
export interface ChangedField {
  field: (typeof DESCRIPTION_FIELDS)[number];
  before: unknown;
  after: unknown;
}

/** What is announced of a program, and approved together with its audio. */
export const DESCRIPTION_FIELDS = [
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
export const isDescription = (field: string): boolean => DESCRIPTION_FIELDS.some((name) => name === field);

/** The fields in which the newest description differs from the approved one. */
export function changedFields(approved: ProgramDescription, newest: ProgramDescription): ChangedField[] {
  return DESCRIPTION_FIELDS.flatMap((field) => {
    const [before, after] = [approved[field], newest[field]];
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
  });
}
