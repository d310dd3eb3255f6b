import type { Texts } from './language.js';

/** The English message of a value that is not there. */
export const MISSING = 'is missing';

const vietnamese = new Map<string, string>();

/** Declares what a schema says of a value that it does not accept, and returns the English part for the schema. */
export function faultText({ vi, en }: Texts): string {
  vietnamese.set(en, vi);
  return en;
}

/** Every text that schemas have declared. */
export const faultTexts = (): Texts[] => [...vietnamese].map(([en, vi]) => ({ vi, en }));

/** What is wrong with a value, as far as a schema tells (the issues of zod). */
export interface Issue {
  message: string;
  code?: string;
  expected?: string;
  origin?: string;
  format?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  inclusive?: boolean;
  values?: readonly unknown[];
  keys?: readonly string[];
  divisor?: number;
}

const TYPES: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách',
  object: 'đối tượng',
  null: 'null',
};
const UNITS: Record<string, string> = { string: ' ký tự', array: ' mục', set: ' mục' };
const FORMATS: Record<string, string> = {
  uuid: 'mã UUID',
  email: 'địa chỉ thư điện tử',
  url: 'địa chỉ web',
  date: 'ngày dạng YYYY-MM-DD',
  time: 'giờ dạng HH:MM',
  datetime: 'thời điểm dạng ISO 8601, ví dụ 2026-11-28T05:00:00Z',
};

/** The message of an issue in both languages. */
export function faultOf(issue: Issue): Texts {
  const declared = vietnamese.get(issue.message);
  return { vi: declared ?? vietnameseOf(issue), en: issue.message };
}

function vietnameseOf(issue: Issue): string {
  if (issue.message === MISSING) return 'còn thiếu';
  switch (issue.code) {
    case 'invalid_type':
      return `phải là ${TYPES[issue.expected ?? ''] ?? issue.expected ?? 'kiểu khác'}`;
    case 'too_small':
      return `phải ${limit(issue, issue.minimum, ['ít nhất', 'hơn'])}`;
    case 'too_big':
      return `phải ${limit(issue, issue.maximum, ['nhiều nhất', 'ít hơn'])}`;
    case 'invalid_format':
      return `không đúng dạng: phải là ${FORMATS[issue.format ?? ''] ?? 'dạng khác'}`;
    case 'invalid_value':
      return `phải là một trong: ${(issue.values ?? []).map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `không nhận: ${(issue.keys ?? []).join(', ')}`;
    case 'not_multiple_of':
      return `phải chia hết cho ${issue.divisor}`;
    default:
      return 'không hợp lệ';
  }
}

function limit({ origin = '', inclusive = true }: Issue, bound: unknown, [atMost, less]: [string, string]): string {
  const unit = UNITS[origin];
  const words = inclusive ? atMost : less;
  return unit ? `có ${words} ${String(bound)}${unit}` : `là ${words} ${String(bound)}`;
}
