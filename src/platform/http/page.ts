import { z } from 'zod';
import { InvalidRequest } from './http.problems.js';
import { SearchText } from './text.js';
import { QueryFlag } from './wire.schemas.js';

/** Query of a list: at most `limit` rows after `cursor`. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Maximum number of items'),
  cursor: z.string().max(200).optional().describe('`next` of the previous page'),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** Query of a list that can be searched, and that always says how many items it has. */
export const SearchQuery = PageQuery.extend({
  search: SearchText.optional().describe('Words of a name, in any order; case and diacritics do not matter'),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** Query of a list of which counting everything may cost more than a page. */
export const CountedQuery = PageQuery.extend({
  total: QueryFlag.default(false).describe('Also count the items of all pages'),
});

/** One page of a list; `next` is null on the last one. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** A page with the number of items on all pages. */
export interface WholePage<Item> extends Page<Item> {
  total: number;
}

/** A page with that number, when it was asked for. */
export interface CountedPage<Item> extends Page<Item> {
  total: number | null;
}

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const wholePageOf = <Item extends z.ZodType>(item: Item) =>
  pageOf(item).extend({ total: z.int().describe('Items on all pages') });

export const countedPageOf = <Item extends z.ZodType>(item: Item) =>
  pageOf(item).extend({ total: z.int().nullable().describe('Items on all pages; null unless `total=true`') });

/**
 * Makes a page of `rows`, which were read with a limit of `limit + 1`.
 * @param keyOf the sort key of a row; the next page starts after that of the last one
 */
export function toPage<Row>(rows: Row[], limit: number, keyOf: (row: Row) => string): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}

export const encodeCursor = (key: string): string => Buffer.from(key).toString('base64url');

/** @throws InvalidRequest when the key does not match `form`, so that an invented cursor never reaches the database */
export function decodeCursor(cursor: string | undefined, form: z.ZodType<string> = z.uuid()): string | undefined {
  if (cursor === undefined) return undefined;
  const key = form.safeParse(Buffer.from(cursor, 'base64url').toString());
  if (!key.success)
    throw new InvalidRequest([
      { pointer: '/cursor', message: { vi: 'không phải `next` của một trang', en: 'is not the `next` of a page' } },
    ]);
  return key.data;
}
