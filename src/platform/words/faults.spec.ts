import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { faultOf, faultText, type Issue, wordingOf } from './faults.js';

function faultsOf(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value, { error: (issue) => wordingOf(issue) });
  return (error?.issues ?? []).map((issue) => faultOf(issue as Issue & { message: string }));
}

describe('a fault of a request', () => {
  it.each<[en: string, vi: string, schema: z.ZodType, value: unknown]>([
    ['is missing', 'còn thiếu', z.string(), undefined],
    ['is missing', 'còn thiếu', z.enum(['a', 'b']), undefined],
    ['must be text', 'phải là chữ', z.string(), 5],
    ['must be true or false', 'phải là true hoặc false', z.boolean(), 'yes'],
    ['must be a whole number', 'phải là số nguyên', z.int(), 1.5],
    ['must be a JSON object', 'phải là đối tượng JSON', z.object({}), []],
    ['must be one of editor, leader', 'phải là một trong: editor, leader', z.enum(['editor', 'leader']), 'x'],
    ['must be everywhere', 'phải là everywhere', z.literal('everywhere'), 'x'],
    ['must be a UUID', 'phải là UUID', z.uuid(), 'x'],
    ['must be a mail address', 'phải là địa chỉ thư điện tử', z.email(), 'minh'],
    ['must be a day such as 2026-03-31', 'phải là ngày như 2026-03-31', z.iso.date(), '31/3/2026'],
    [
      'must be a time in UTC such as 2026-03-31T05:00:00Z',
      'phải là thời điểm UTC như 2026-03-31T05:00:00Z',
      z.iso.datetime(),
      '2026-03-31',
    ],
    ['must have at least 6 characters', 'phải có ít nhất 6 ký tự', z.string().min(6), '1'],
    ['must have at least 1 element', 'phải có ít nhất 1 mục', z.array(z.string()).min(1), []],
    ['must be at most 365', 'phải là nhiều nhất 365', z.int().max(365), 400],
    ['must be less than 3', 'phải là ít hơn 3', z.number().lt(3), 3],
    ['is not known here', 'không được nhận ở đây', z.strictObject({}), { scope: 1 }],
    ['must be my own words', 'không hợp lệ', z.string().min(2, 'must be my own words'), 'x'],
  ])('%s', (en, vi, schema, value) => {
    expect(faultsOf(schema, value)).toEqual([{ vi, en }]);
  });

  it('is told as the schema declares it', () => {
    const schema = z.string().regex(/^a/, faultText({ vi: 'phải bắt đầu bằng a', en: 'must begin with a' }));
    expect(faultsOf(schema, 'b')).toEqual([{ vi: 'phải bắt đầu bằng a', en: 'must begin with a' }]);
  });
});
