import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/platform/version.js';
import { type Document, documentOf, resolve } from '../../support/openapi.js';
import { startService, type TestService } from '../../support/service.js';

describe('the document of the API, for those who build devices,', () => {
  let service: TestService;
  let described: Document;
  beforeAll(async () => {
    service = await startService();
    described = await documentOf(service.url);
  });
  afterAll(() => service.stop());

  const operation = (method: string, path: string) => resolve(described, described.paths[`/api/v1${path}`]?.[method]);

  it('tells what a play is made of', () => {
    const body = operation('post', '/station/plays')?.requestBody?.content?.['application/json']?.schema;
    expect(body).toMatchObject({
      properties: {
        events: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'sha256', 'startedAt', 'endedAt', 'playedSeconds', 'outcome', 'clockOffsetMs'],
            properties: {
              id: { type: 'string', format: 'uuid' },
              startedAt: { type: 'string', format: 'date-time' },
              outcome: { enum: ['played', 'cut', 'skipped', 'failed'] },
            },
          },
        },
      },
    });
  });

  it('tells of every route for devices how it refuses an unknown one, and one that asks too often', () => {
    const paths = Object.entries(described.paths).filter(
      ([path]) => path.startsWith('/api/v1/station/') && !path.endsWith('/enrol'),
    );
    const forDevices = paths.flatMap(([, methods]) => Object.values(methods));
    expect(forDevices.length).toBeGreaterThan(6);
    for (const { responses } of resolve(described, forDevices)) {
      expect(responses['401']?.['x-problem-codes']).toContain('device-not-recognised');
      expect(responses['429']?.headers).toHaveProperty('Retry-After');
    }
  });

  it('tells of too many plays, and of enrolment that is refused', () => {
    expect(Object.keys(operation('post', '/station/plays')?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '401', '413', '415', '429']),
    );
    expect(Object.keys(operation('post', '/station/enrol')?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '403', '429']),
    );
  });

  it('names no problem of a route for devices that the station protocol does not explain', async () => {
    const page = await readFile(join(projectRoot(), 'docs/station-protocol.md'), 'utf8');
    const [, answers = ''] = /## 6\. Answers(.*?)\n## /s.exec(page) ?? [];
    const forDevices = Object.entries(described.paths).filter(([path]) => path.startsWith('/api/v1/station/'));
    const operations = resolve(
      described,
      forDevices.flatMap(([, methods]) => Object.values(methods)),
    );
    const codes = operations.flatMap(({ responses }) =>
      Object.entries(responses).flatMap(([status, answer]) =>
        (answer['x-problem-codes'] ?? []).map((code) => `${status} ${code}`),
      ),
    );
    expect(new Set(codes).size).toBeGreaterThan(20);
    expect(codes.filter((code) => !isExplained(answers, code))).toEqual([]);
  });
});

/** Whether a row of the table names the status and the code. */
function isExplained(table: string, statusAndCode: string): boolean {
  const [status = '', code = ''] = statusAndCode.split(' ');
  return table.split('\n').some((row) => row.split('|')[1]?.includes(status) && row.includes(`\`${code}\``));
}
