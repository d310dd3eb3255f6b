import type { z } from 'zod';
import { MISSING } from '../words/faults.js';

type Fault = Parameters<z.core.$ZodErrorMap>[0];

/** What is wrong with a value, as it continues its name: “must be text”. Left out for kinds that schemas word themselves. */
export function plainFault(fault: Fault): string | undefined {
  if (fault.input === undefined) return MISSING;
  switch (fault.code) {
    case 'invalid_type':
      return `must be ${TYPES[fault.expected] ?? fault.expected}`;
    case 'invalid_value':
      return `must be ${fault.values.length > 1 ? 'one of ' : ''}${fault.values.map(String).join(', ')}`;
    case 'invalid_format':
      return FORMATS[fault.format];
    case 'too_small':
      return `must ${limit(fault.origin, 'at least', Number(fault.minimum))}`;
    case 'too_big':
      return `must ${limit(fault.origin, 'at most', Number(fault.maximum))}`;
    case 'unrecognized_keys':
      return `has members that are not known here: ${fault.keys.join(', ')}`;
    default:
      return undefined;
  }
}

const TYPES: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a JSON object',
  record: 'a JSON object',
};

const FORMATS: Partial<Record<string, string>> = {
  uuid: 'must be a UUID',
  email: 'must be a mail address',
  date: 'must be a day such as 2026-03-31',
  datetime: 'must be a time in UTC such as 2026-03-31T05:00:00Z',
};

function limit(origin: string, bound: 'at least' | 'at most', size: number): string {
  if (origin === 'string') return `have ${bound} ${count(size, 'character')}`;
  if (origin === 'array') return `have ${bound} ${count(size, 'element')}`;
  return `be ${bound} ${size}`;
}

const count = (size: number, unit: string): string => `${size} ${unit}${size === 1 ? '' : 's'}`;
