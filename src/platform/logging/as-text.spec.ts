import { describe, expect, it } from '@jest/globals';
import { asText } from './as-text.js';

const ID = '01a2271b-05d2-741b-9bf4-8272b6e4c05b';
const common = { level: 'info', time: '2026-11-29T11:40:12.000Z', pid: 1, hostname: 'x', reqId: 'r' };
const request = { ...common, method: 'POST', route: '/api/v1/programs/:id/audio', ms: 15 };
const text = (line: object) => asText(`${JSON.stringify(line)}\n`);

describe('a line of the log as text', () => {
  it('tells of a request once what, which and why, and then the rest', () => {
    const msg = 'POST /api/v1/programs/:id/audio 422';
    const line = { ...request, url: `/api/v1/programs/${ID}/audio`, status: 422, problem: 'not-audio', msg };
    expect(text(line)).toContain(`INFO: POST /api/v1/programs/${ID}/audio 422 not-audio {"reqId":"r","ms":15}\n`);
  });

  it('names the address that no route has', () => {
    const line = { ...common, method: 'GET', url: '/wp-login.php', status: 404, msg: 'GET unknown address 404' };
    expect(text(line)).toContain('INFO: GET /wp-login.php 404 {"reqId":"r"}\n');
  });

  it('puts no characters into the message that could move the cursor of a terminal', () => {
    const line = { ...request, url: '/a\u001b[2J\u009bb', status: 404, msg: 'POST unknown address 404' };
    expect(text(line)).toContain('POST unknown address 404 {');
  });

  it('says the day and the offset of its time', () => {
    expect(text({ ...common, msg: 'x' })).toMatch(/^\[2026-11-(29|30) \d\d:\d\d:12[+-]\d{4}\] INFO: x/);
  });

  it('is written as it is when it is no JSON', () => expect(asText('a word\n')).toBe('a word\n'));
});
