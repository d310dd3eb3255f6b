import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import type { Texts } from '../../platform/words/language.js';
import type { ProgramDescription } from '../versions.queries.js';

/** A field of the description that differs from the one that was approved. */
export interface ChangedField {
  field: z.infer<typeof DescriptionField>;
  before: unknown;
  after: unknown;
}

/** What is announced of a program, and approved together with its audio. */
export const DescriptionField = codes('DescriptionField', {
  title: { vi: 'tên', en: 'title' },
  topic: { vi: 'lĩnh vực', en: 'topic' },
  genre: { vi: 'thể loại', en: 'genre' },
  segmentId: { vi: 'chuyên mục', en: 'segment' },
  origin: { vi: 'nguồn', en: 'origin' },
  sourceOffice: { vi: 'cơ quan cung cấp', en: 'source office' },
  legalTexts: { vi: 'văn bản pháp luật', en: 'legal texts' },
  language: { vi: 'ngôn ngữ', en: 'language' },
} satisfies { [Field in keyof ProgramDescription]?: Texts });

/** Whether a field of a program is part of its description, which is approved together with its audio. */
export const isDescription = (field: string): boolean => DescriptionField.options.some((name) => name === field);

/** The fields in which the newest description differs from the approved one. */
export function changedFields(approved: ProgramDescription, newest: ProgramDescription): ChangedField[] {
  return DescriptionField.options.flatMap((field) => {
    const [before, after] = [approved[field], newest[field]];
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
  });
}
