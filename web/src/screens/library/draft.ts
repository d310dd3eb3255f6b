import type { Schemas } from '../../api/client.ts';
import type { Program } from '../../parts/programs/queries.ts';

/** What is in the fields of the form, as text. */
export interface Draft {
  title: string;
  topic: string;
  genre: string;
  segmentId: string;
  origin: Program['origin'];
  sourceOffice: string;
  /** One on each line. */
  legalTexts: string;
  priority: Program['priority'];
  /** `YYYY-MM-DD`, or nothing. */
  expiresOn: string;
}

export const draftOf = (program: Program): Draft => ({
  title: program.title,
  topic: program.topic,
  genre: program.genre,
  segmentId: program.segmentId ?? '',
  origin: program.origin,
  sourceOffice: program.sourceOffice ?? '',
  legalTexts: program.legalTexts.join('\n'),
  priority: program.priority,
  expiresOn: program.expiresOn ?? '',
});

/** Only what differs from the program. */
export function changesIn(program: Program, draft: Draft): Schemas['ProgramChanges'] {
  const before = draftOf(program);
  const written: Record<keyof Draft, unknown> = {
    ...draft,
    title: draft.title.trim(),
    segmentId: draft.segmentId || null,
    sourceOffice: draft.sourceOffice.trim() || null,
    legalTexts: draft.legalTexts
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    expiresOn: draft.expiresOn || null,
  };
  const changed = (Object.keys(written) as (keyof Draft)[]).filter((field) => draft[field] !== before[field]);
  return Object.fromEntries(changed.map((field) => [field, written[field]]));
}
