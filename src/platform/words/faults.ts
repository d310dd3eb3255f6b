import type { Texts } from './language.js';

const declared = new Map<string, Texts>();

/** Declares what a schema says of a value that it does not accept, and returns the English part for the schema. */
export function faultText(texts: Texts): string {
  declared.set(texts.en, texts);
  return texts.en;
}

/** Every text that schemas have declared. */
export const faultTexts = (): Texts[] => [...declared.values()];

/** What is wrong with a value, as far as a schema tells (the issues of zod). */
export interface Issue {
  code?: string;
  /** The value, while it is checked. */
  input?: unknown;
  expected?: string;
  origin?: string;
  format?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  inclusive?: boolean;
  values?: readonly unknown[];
  /** Of members that are not known. */
  keys?: readonly string[];
}

/** Of what must be sent. */
export const MISSING: Texts = { vi: 'còn thiếu', en: 'is missing' };
/** Of a member or a parameter that nothing here has. */
export const UNKNOWN: Texts = { vi: 'không được nhận ở đây', en: 'is not known here' };
const INVALID = 'không hợp lệ';

/** How zod words an issue in English, as it continues the name of the value: “must be text”. Undefined for other kinds. */
export const wordingOf = (issue: Issue): string | undefined =>
  issue.input === undefined ? MISSING.en : textsOf(issue)?.en;

/** The message of an issue, which `wordingOf` or a schema has worded, in both languages. */
export function faultOf(issue: Issue & { message: string }): Texts {
  const known = [declared.get(issue.message), MISSING, textsOf(issue)];
  return known.find((texts) => texts?.en === issue.message) ?? { vi: INVALID, en: issue.message };
}

const TYPES: Record<string, Texts> = {
  string: { vi: 'chữ', en: 'text' },
  number: { vi: 'số', en: 'a number' },
  int: { vi: 'số nguyên', en: 'a whole number' },
  boolean: { vi: 'true hoặc false', en: 'true or false' },
  array: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'đối tượng JSON', en: 'a JSON object' },
  record: { vi: 'đối tượng JSON', en: 'a JSON object' },
};

const FORMATS: Record<string, Texts> = {
  uuid: { vi: 'phải là UUID', en: 'must be a UUID' },
  email: { vi: 'phải là địa chỉ thư điện tử', en: 'must be a mail address' },
  date: { vi: 'phải là ngày như 2026-03-31', en: 'must be a day such as 2026-03-31' },
  datetime: {
    vi: 'phải là thời điểm UTC như 2026-03-31T05:00:00Z',
    en: 'must be a time in UTC such as 2026-03-31T05:00:00Z',
  },
};

const BOUNDS = {
  least: { vi: 'ít nhất', en: 'at least' },
  more: { vi: 'hơn', en: 'more than' },
  most: { vi: 'nhiều nhất', en: 'at most' },
  less: { vi: 'ít hơn', en: 'less than' },
} satisfies Record<string, Texts>;

const UNITS: Record<string, Texts> = {
  string: { vi: 'ký tự', en: 'character' },
  array: { vi: 'mục', en: 'element' },
};

function textsOf(issue: Issue): Texts | undefined {
  const { code, expected = '', format = '', values = [], inclusive = true } = issue;
  switch (code) {
    case 'invalid_type': {
      const { vi, en } = TYPES[expected] ?? { vi: expected, en: expected };
      return { vi: `phải là ${vi}`, en: `must be ${en}` };
    }
    case 'invalid_value': {
      const [list, isOne] = [values.map(String).join(', '), values.length === 1];
      return { vi: `phải là ${isOne ? '' : 'một trong: '}${list}`, en: `must be ${isOne ? '' : 'one of '}${list}` };
    }
    case 'invalid_format':
      return FORMATS[format];
    case 'too_small':
      return limit(issue.origin, inclusive ? BOUNDS.least : BOUNDS.more, Number(issue.minimum));
    case 'too_big':
      return limit(issue.origin, inclusive ? BOUNDS.most : BOUNDS.less, Number(issue.maximum));
    case 'unrecognized_keys':
      return UNKNOWN;
    default:
      return undefined;
  }
}

function limit(origin: string | undefined, bound: Texts, size: number): Texts {
  const unit = UNITS[origin ?? ''];
  if (!unit) return { vi: `phải là ${bound.vi} ${size}`, en: `must be ${bound.en} ${size}` };
  const plural = size === 1 ? '' : 's';
  return { vi: `phải có ${bound.vi} ${size} ${unit.vi}`, en: `must have ${bound.en} ${size} ${unit.en}${plural}` };
}
