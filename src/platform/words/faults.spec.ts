import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { faultOf, faultText } from './faults.js';

const fault = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map((issue) => faultOf(issue as Parameters<typeof faultOf>[0]).vi);

describe('what is wrong with a value', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), 1, 'phải là chữ'],
    [z.int(), 'a', 'phải là số'],
    [z.string().min(3), 'a', 'phải có ít nhất 3 ký tự'],
    [z.array(z.int()).max(1), [1, 2], 'phải có nhiều nhất 1 mục'],
    [z.int().min(3), 1, 'phải là ít nhất 3'],
    [z.number().lt(3), 4, 'phải là ít hơn 3'],
    [z.uuid(), 'a', 'không đúng dạng: phải là mã UUID'],
    [z.iso.date(), '2026-02-31', 'không đúng dạng: phải là ngày dạng YYYY-MM-DD'],
    [z.enum(['a', 'b']), 'c', 'phải là một trong: a, b'],
    [z.strictObject({}), { title: 1 }, 'không nhận: title'],
  ])('is said in Vietnamese: %#', (schema, value, text) => {
    expect(fault(schema, value)).toEqual([text]);
  });

  it('is said as the schema declares it', () => {
    const schema = z.string().regex(/^a/, faultText({ vi: 'phải bắt đầu bằng a', en: 'must begin with a' }));
    expect(fault(schema, 'b')).toEqual(['phải bắt đầu bằng a']);
  });
});
