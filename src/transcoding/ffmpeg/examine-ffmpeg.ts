import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fault, fine, type Finding, messageOf, warning } from '../../platform/doctor/finding.js';
import { endsWithParent } from '../../platform/processes/parent-death.js';
import type { FfmpegSettings } from './ffmpeg-here.js';
import { findFfmpeg, type FoundFfmpeg } from './find-ffmpeg.js';
import { findIsolation, type Isolation } from './isolation.js';

const run = promisify(execFile);

/** Without these nothing can be transcoded. */
const ENCODERS = ['libmp3lame', 'libopus'];
/** Of the kinds of audio that people hand in. */
const DECODERS = ['mp3', 'aac', 'flac', 'vorbis', 'opus', 'wmav2', 'amrnb', 'alac'];

const INSTALL = 'Install a complete ffmpeg, e.g. apt-get install ffmpeg';

/** Which ffmpeg the service finds, what that lacks, and how it is isolated. */
export async function examineFfmpeg(settings: FfmpegSettings): Promise<Finding[]> {
  try {
    const found = await findFfmpeg(settings.FFMPEG_PATH);
    return [examineFound(found), ...(await examineCodecs(found.path)), ...(await examineIsolation(found, settings))];
  } catch (error) {
    return [fault('ffmpeg', messageOf(error), 'Install it, or correct FFMPEG_PATH')];
  }
}

function examineFound({ path, version, from }: FoundFfmpeg): Finding {
  if (from !== 'npm') return fine('ffmpeg', `${version} (${path}, from ${from})`);
  return warning(
    'ffmpeg',
    `${version}, the bundled one of 2018`,
    'Install the faster and safer one: apt-get install ffmpeg',
  );
}

async function examineCodecs(path: string): Promise<Finding[]> {
  const encoders = missingFrom(await listed(path, '-encoders'), ENCODERS);
  const decoders = missingFrom(await listed(path, '-decoders'), DECODERS);
  const findings: Finding[] = [];
  if (encoders.length > 0) findings.push(fault('ffmpeg', `cannot encode with ${encoders.join(', ')}`, INSTALL));
  if (decoders.length > 0) findings.push(warning('ffmpeg', `cannot read ${decoders.join(', ')}`, INSTALL));
  return findings;
}

async function listed(path: string, list: string): Promise<string> {
  const { stdout } = await run(path, ['-hide_banner', list], { timeout: 10_000, maxBuffer: 2 ** 22 });
  return stdout;
}

/** A line of the list is e.g. ` A....D libopus    libopus Opus (codec opus)`. */
const missingFrom = (list: string, names: readonly string[]): string[] =>
  names.filter((name) => !new RegExp(`^ [A-Z.]{6} ${name} `, 'm').test(list));

async function examineIsolation({ path }: FoundFfmpeg, settings: FfmpegSettings): Promise<Finding[]> {
  if (settings.FFMPEG_ISOLATION === 'off')
    return [warning('Isolation of ffmpeg', 'switched off', 'Set FFMPEG_ISOLATION=auto')];
  const findings = judgeIsolation(await findIsolation(path, settings.FFMPEG_MEMORY_BYTES));
  if ((await endsWithParent('KILL')).length === 0)
    findings.push(warning('ffmpeg', 'may outlive the service', 'Install util-linux, for setpriv'));
  return findings;
}

export function judgeIsolation({ network, memoryBytes }: Isolation): Finding[] {
  const subject = 'Isolation of ffmpeg';
  const findings: Finding[] = [];
  if (network === 'shared')
    findings.push(
      warning(
        subject,
        'it can use the network',
        'Allow user namespaces for this account: docs/operations.md, “Workers”',
      ),
    );
  if (memoryBytes === null)
    findings.push(warning(subject, 'its memory is not limited', 'Install util-linux, for prlimit'));
  return findings.length > 0 ? findings : [fine(subject, `no network, ${(memoryBytes ?? 0) / 2 ** 20} MiB at most`)];
}
