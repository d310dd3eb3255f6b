import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shapeFaultOf } from './json-shape.js';

const limits = { maxDepth: 32, maxValues: 1_000, maxMembers: 100 };
const faultOf = (text: string) => shapeFaultOf(Buffer.from(text), limits);

describe('the shape of a JSON text', () => {
  it.each([
    ['arrays', '['],
    ['objects', '{"a":'],
    ['both in turn', '[{"a":'],
    ['arrays after an empty one', '[[],'],
    ['arrays with spaces', '[ \n\t'],
    ['objects with a long key', `{"${'k'.repeat(100)}":`],
    ['objects with an escaped key', String.raw`{"\u0061\"[":`],
  ])('is too deep after a few bytes of a megabyte of %s', (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const found = faultOf(text);
    expect(found?.fault).toBe('too-deep');
    expect(found?.at).toBeLessThanOrEqual((limits.maxDepth + 1) * piece.length);
  });

  it.each([
    ['numbers', '1,'],
    ['empty arrays', '[],'],
    ['empty objects', '{},'],
    ['nothing', ','],
    ['huge numbers', `${'9'.repeat(50)},`],
  ])('has too many values early in a megabyte of %s', (_, piece) => {
    const found = faultOf(`[${piece.repeat(Math.ceil(1_000_000 / piece.length))}`);
    expect(found?.fault).toBe('too-many-values');
    expect(found?.at).toBeLessThanOrEqual((limits.maxValues + 1) * piece.length + 1);
  });

  it.each([
    ['members', '"a":1,'],
    ['members of a bad name', '"__proto__":{},'],
    ['members that are numbers', '"4294967294":[],'],
    ['members after an inner object', '"a":{"b":1},'],
  ])('has too many of them early in a megabyte of %s', (_, piece) => {
    const found = faultOf(`{${piece.repeat(Math.ceil(1_000_000 / piece.length))}`);
    expect(found?.fault).toBe('too-many-members');
    expect(found?.at).toBeLessThanOrEqual((limits.maxMembers + 1) * piece.length + 1);
  });

  it('may be anything where it is not JSON', () => {
    for (const text of [']]]]', '}:::[', ':::', '"', '"\\', '']) expect(faultOf(text)).toBeUndefined();
    expect(faultOf(`${']'.repeat(1_000)}${'['.repeat(1_000)}`)?.fault).toBe('too-deep');
  });

  it('is not changed by brackets, commas and quotes inside strings', () => {
    const text = JSON.stringify({ a: '[{,"\\'.repeat(10_000), ['[['.repeat(100)]: ',,,' });
    expect(faultOf(text)).toBeUndefined();
    expect(faultOf(String.raw`["\\",[1]]`)).toBeUndefined();
  });

  it('is within the limits exactly if the parsed value is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(8), fc.nat(40), fc.nat(6), (value, depth, values, members) => {
        const most = { maxDepth: depth, maxValues: values, maxMembers: members };
        const isWithin = depthOf(value) <= depth && countOf(value) <= values && membersOf(value) <= members;
        expect(shapeFaultOf(Buffer.from(JSON.stringify(value)), most) === undefined).toBe(isWithin);
      }),
    );
  });
});

const childrenOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];
const isContainer = (value: unknown) => typeof value === 'object' && value !== null;

const depthOf = (value: unknown): number =>
  isContainer(value) ? 1 + Math.max(0, ...childrenOf(value).map(depthOf)) : 0;

/** Members of the largest object. */
const membersOf = (value: unknown): number =>
  Math.max(Array.isArray(value) ? 0 : childrenOf(value).length, ...childrenOf(value).map(membersOf));

/** Containers, and elements after the first one of each. */
function countOf(value: unknown): number {
  const children = childrenOf(value);
  const own = isContainer(value) ? 1 + Math.max(0, children.length - 1) : 0;
  return own + children.map(countOf).reduce((sum, count) => sum + count, 0);
}
