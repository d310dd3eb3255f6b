import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { byStart, sounds, type TimelineItem } from './timeline-item.js';

/** What a change does to an occurrence. `gap`: it is there now, and is not heard. `gone`: it is not heard any more, for another reason than a priority item. */
export const DifferenceKind = codes('DifferenceKind', {
  new: { vi: 'thêm mới', en: 'new' },
  gap: { vi: 'không xếp được', en: 'new, but cannot be planned' },
  moved: { vi: 'đổi giờ', en: 'moved' },
  replaced: { vi: 'thay chương trình', en: 'another program' },
  gone: { vi: 'không phát nữa', en: 'gone' },
  displaced: { vi: 'nhường giờ cho mục ưu tiên', en: 'displaced by a priority item' },
  returned: { vi: 'phát trở lại', en: 'returned' },
});
export type DifferenceKind = z.infer<typeof DifferenceKind>;

export type Compared = Pick<TimelineItem, 'entryId' | 'onDay' | 'slot' | 'startsAt' | 'programId' | 'state'>;

/** An occurrence that is heard otherwise than before, or is a gap; `before` and `after` are null where there is no such occurrence. */
export interface Difference<Item extends Compared = TimelineItem> {
  kind: DifferenceKind;
  before: Item | null;
  after: Item | null;
}

/**
 * What is heard otherwise at a station, by start. An occurrence that is moved and plays another program is named twice, and one
 * that was there already, not heard, and is not heard now is not named.
 */
export function differences<Item extends Compared>(
  before: readonly Item[],
  after: readonly Item[],
): Difference<Item>[] {
  const [old, now] = [byOccurrence(before), byOccurrence(after)];
  const found = [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const pair = { before: old.get(key) ?? null, after: now.get(key) ?? null };
    return kindsOf(pair).map((kind) => ({ kind, ...pair }));
  });
  return found.toSorted((one, other) => byStart(shown(one), shown(other)));
}

function kindsOf({ before, after }: { before: Compared | null; after: Compared | null }): DifferenceKind[] {
  const is = after !== null && sounds(after);
  if (before === null || !sounds(before)) {
    if (is) return [before === null ? 'new' : 'returned'];
    return before === null && after?.state === 'gap' ? ['gap'] : [];
  }
  if (!is) return [after?.state === 'displaced' ? 'displaced' : 'gone'];
  return [
    ...(before.startsAt.getTime() === after.startsAt.getTime() ? [] : (['moved'] as const)),
    ...(before.programId === after.programId ? [] : (['replaced'] as const)),
  ];
}

const keyOf = ({ entryId, onDay, slot }: Compared): string => `${entryId} ${onDay} ${slot}`;
const byOccurrence = <Item extends Compared>(items: readonly Item[]): Map<string, Item> =>
  new Map(items.map((item) => [keyOf(item), item]));

const NEVER = { startsAt: new Date(0), entryId: '', onDay: '', slot: 0 };
const shown = ({ before, after }: { before: Compared | null; after: Compared | null }) => after ?? before ?? NEVER;
