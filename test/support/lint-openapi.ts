import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Document } from './openapi.js';

/** What Redocly CLI finds in the document, by the rules of redocly.yaml. */
export async function lintOpenApi(document: Document): Promise<{ ruleId: string; message: string }[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-openapi-'));
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document));
  const command = [
    'node_modules/@redocly/cli/bin/cli.js',
    'lint',
    file,
    '--config',
    'redocly.yaml',
    '--format',
    'json',
  ];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  // It exits with 1 when it has found something.
  const linted = promisify(execFile)(process.execPath, command, { env });
  const { stdout } = await linted.catch((failed: { stdout: string }) => failed);
  await rm(folder, { recursive: true });
  return (JSON.parse(stdout) as { problems: { ruleId: string; message: string }[] }).problems;
}
