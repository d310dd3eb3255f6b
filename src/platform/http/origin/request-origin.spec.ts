import { describe, expect, it } from '@jest/globals';
import { isFromElsewhere, type RequestOrigin } from './request-origin.js';

const OWN = 'https://vang.example.vn';
const write: RequestOrigin = {
  method: 'POST',
  site: undefined,
  origin: undefined,
  hasCookie: true,
  hasBearer: false,
};
const judged = (different: Partial<RequestOrigin>) => isFromElsewhere({ ...write, ...different }, OWN);

describe('a write with a cookie', () => {
  it.each<[string, Partial<RequestOrigin>]>([
    ['another site', { site: 'cross-site' }],
    ['a sibling host', { site: 'same-site' }],
    ['something unknown', { site: 'same-origin-ish' }],
    ['a sibling host, in an old browser', { origin: 'https://other.example.vn' }],
    ['another port', { origin: 'https://vang.example.vn:8443' }],
    ['the same host without TLS', { origin: 'http://vang.example.vn' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a host whose name begins alike', { origin: 'https://vang.example.vn.evil.test' }],
    ['another site that names our origin', { site: 'cross-site', origin: 'https://vang.example.vn' }],
    ['nobody knows where', {}],
  ])('from %s is refused', (_, different) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'post']) {
      expect(judged({ ...different, method })).toBe(true);
    }
  });

  it.each<[string, Partial<RequestOrigin>]>([
    ['the console', { site: 'same-origin', origin: 'https://vang.example.vn' }],
    ['the console in an old browser', { origin: 'https://vang.example.vn' }],
    ['the console behind a proxy that changes the host', { site: 'same-origin', origin: 'https://inner.local' }],
    ['the person', { site: 'none' }],
  ])('from %s is taken', (_, different) => expect(judged(different)).toBe(false));

  it('is taken with a bearer token, whatever else it carries', () =>
    expect(judged({ site: 'cross-site', origin: 'https://evil.test', hasBearer: true })).toBe(false));
});

describe('a write without a cookie, such as signing in', () => {
  it('is refused when a browser says that another site made it', () => {
    expect(judged({ hasCookie: false, site: 'cross-site' })).toBe(true);
    expect(judged({ hasCookie: false, origin: 'https://evil.test' })).toBe(true);
  });

  it('is taken from programs, which say nothing', () => expect(judged({ hasCookie: false })).toBe(false));
});

it('lets everybody read', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(judged({ method, site: 'cross-site' })).toBe(false);
});
