import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { plainFault } from './plain-faults.js';

const faultOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: plainFault }).error?.issues[0]?.message;

describe('a fault of a request', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['is missing', z.string(), undefined],
    ['is missing', z.enum(['a', 'b']), undefined],
    ['must be text', z.string(), 5],
    ['must be true or false', z.boolean(), 'yes'],
    ['must be a whole number', z.int(), 1.5],
    ['must be a JSON object', z.object({}), []],
    ['must be one of editor, leader', z.enum(['editor', 'leader']), 'biên tập'],
    ['must be a UUID', z.uuid(), 'x'],
    ['must be a mail address', z.email(), 'minh'],
    ['must be a day such as 2026-03-31', z.iso.date(), '31/3/2026'],
    ['must be a time in UTC such as 2026-03-31T05:00:00Z', z.iso.datetime(), '2026-03-31'],
    ['must have at least 6 characters', z.string().min(6), '1'],
    ['must have at least 1 element', z.array(z.string()).min(1), []],
    ['must be at most 365', z.int().max(365), 400],
    ['has members that are not known here: scope', z.strictObject({}), { scope: 1 }],
    ['must be my own words', z.string().min(2, 'must be my own words'), 'x'],
  ])('%s', (message, schema, value) => {
    expect(faultOf(schema, value)).toBe(message);
  });
});
