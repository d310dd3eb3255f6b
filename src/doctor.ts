import { SystemClock } from './platform/clock/clock.js';
import { ConfigFault, readConfig, type Settings } from './platform/config/config.js';
import { environment, environmentFile } from './platform/config/environment.js';
import { examineSystemClock } from './platform/doctor/clocks.js';
import { examineDatabase } from './platform/doctor/database.js';
import { examineSettings, memoryOfMachine } from './platform/doctor/doubtful-settings.js';
import { examineEmbeddedCluster } from './platform/doctor/embedded-cluster.js';
import { fault, type Finding, lineOf, messageOf, summaryOf } from './platform/doctor/finding.js';
import { examineFolder } from './platform/doctor/folders.js';
import { examineMailServer } from './platform/doctor/mail-server.js';
import { examineNode } from './platform/doctor/node-version.js';
import { examinePort } from './platform/doctor/port.js';
import { examineRedis } from './platform/doctor/redis.js';
import { examineFfmpeg } from './transcoding/ffmpeg/examine-ffmpeg.js';

type Check = () => Promise<Finding[]> | Finding[];

/** PostgreSQL keeps up to 1 GiB of its log before it writes to the tables. */
const DATABASE_BYTES = 2 ** 30;

/** `npm run doctor`: says in one line each what is fine on this machine, what is not, and what to do. Exits with 1 on a fault. */
async function main(): Promise<void> {
  const findings: Finding[] = [];
  for (const check of checks()) {
    const found = await check();
    for (const finding of found) process.stdout.write(`${lineOf(finding)}\n`);
    findings.push(...found);
  }
  process.stdout.write(`${summaryOf(findings)}\n`);
  process.exitCode = findings.some(({ level }) => level === 'fault') ? 1 : 0;
}

function* checks(): Generator<Check> {
  yield () => [examineNode(process.versions.node)];
  try {
    const given = environment();
    const { settings } = readConfig(given);
    const isProduction = given['NODE_ENV'] === 'production';
    const context = { file: environmentFile(), memoryBytes: memoryOfMachine(), isProduction };
    yield () => examineSettings(settings, context);
    yield* checksOf(settings);
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error;
    const [, ...faults] = error.message.split('\n');
    yield () => faults.map((line) => fault('Settings', line.trim(), 'Correct it; the rest is checked then'));
  }
}

function* checksOf(settings: Settings): Generator<Check> {
  const { DATA_DIR, MEDIA_ROOT, DATABASE_URL, REDIS_URL, SMTP_URL, UPLOAD_MAX_BYTES } = settings;
  if (settings.ROLE !== 'api') yield () => examineFfmpeg(settings);
  const because = 'the largest upload needs twice its length (UPLOAD_MAX_BYTES)';
  const audio = { setting: 'MEDIA_ROOT', path: MEDIA_ROOT, freeBytes: 2 * UPLOAD_MAX_BYTES, because, pipes: true };
  yield () => examineFolder(audio);
  const clock = new SystemClock();
  if (DATABASE_URL) yield () => examineDatabase(DATABASE_URL, clock);
  else yield* checksOfEmbedded(DATA_DIR, clock);
  if (REDIS_URL) yield async () => [await examineRedis(REDIS_URL)];
  if (SMTP_URL) yield async () => [await examineMailServer(SMTP_URL)];
  if (settings.PORT > 0) yield async () => [await examinePort(settings.HOST, settings.PORT)];
  yield async () => [await examineSystemClock()];
}

function* checksOfEmbedded(path: string, clock: SystemClock): Generator<Check> {
  const because = 'a database without room takes nothing';
  yield () => examineFolder({ setting: 'DATA_DIR', path, freeBytes: DATABASE_BYTES, because, pipes: false });
  yield () => examineEmbeddedCluster(path, clock);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
});
