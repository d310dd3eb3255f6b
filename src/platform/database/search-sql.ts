/**
 * SQL condition: a text has every word of what somebody searches for, in whatever order; case and diacritics do not matter, and
 * đ is d. True when nothing is searched for. The longest word is looked for by itself, so that a trigram index on
 * `search_text(…)` serves it.
 * @param text SQL of the text, e.g. `p.title` @param searched the parameter, e.g. `$5`
 */
export const matches = (text: string, searched: string): string =>
  `(${searched}::text IS NULL OR (search_text(${text}) LIKE (search_patterns(${searched}))[1]
     AND search_text(${text}) LIKE ALL (search_patterns(${searched}))))`;
