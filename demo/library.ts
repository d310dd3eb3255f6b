import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiPerson } from '../api-client/person.js';
import { projectRoot } from '../src/platform/version.js';
import { homeOperator, OWN_NOTICE_STATION, type People } from './cast.js';
import type { Stage } from './stage.js';

export interface DemoProgram {
  id: string;
  title: string;
  topic: string;
}

export interface Library {
  segmentId: string;
  segmentName: string;
  /** One for each of the seven content areas, in the plan's order. */
  programs: DemoProgram[];
  notice: DemoProgram;
}

interface Sample {
  topic: string;
  file: string;
  title: string;
  office: string;
}

const SAMPLES: Sample[] = [
  {
    topic: 'direction',
    file: 'direction.mp3',
    title: 'Công tác chỉ đạo, điều hành cải cách hành chính',
    office: 'Văn phòng huyện',
  },
  { topic: 'institutions', file: 'institutions.wav', title: 'Cải cách thể chế là gì?', office: 'Phòng Tư pháp' },
  { topic: 'procedures', file: 'procedures.m4a', title: 'Nộp hồ sơ ở Bộ phận Một cửa', office: 'Văn phòng huyện' },
  { topic: 'apparatus', file: 'apparatus.ogg', title: 'Tinh gọn tổ chức bộ máy', office: 'Cơ quan Tổ chức Nội vụ' },
  {
    topic: 'civil-service',
    file: 'civil-service.mp3',
    title: 'Kỷ cương trong chế độ công vụ',
    office: 'Cơ quan Tổ chức Nội vụ',
  },
  {
    topic: 'public-finance',
    file: 'public-finance.opus',
    title: 'Cải cách tài chính công',
    office: 'Phòng Tài chính - Kế hoạch',
  },
  {
    topic: 'digital-government',
    file: 'digital-government.flac',
    title: 'Dịch vụ công trực tuyến và chính quyền số',
    office: 'Phòng Văn hóa và Thông tin',
  },
];

const SEGMENT = 'Chuyên mục cải cách hành chính';

/** The editor uploads a program for each content area, workers transcode them, a second person approves. */
export async function fillLibrary({ narrator }: Stage, people: People, centreId: string): Promise<Library> {
  narrator.step('Programs: seven uploads in different formats and loudness, one for each content area');
  const segment = await people.editor.post<{ id: string }>('/segments', { centreId, name: SEGMENT });
  const programs: DemoProgram[] = [];
  for (const sample of SAMPLES) {
    const about = { centreId, segmentId: segment.id, genre: 'special', origin: 'centre', sourceOffice: sample.office };
    programs.push(await upload(people.editor, sample.file, { ...about, title: sample.title, topic: sample.topic }));
  }
  const notice = await uploadNotice(people);
  const all = [...programs, notice];
  narrator.say(`uploaded: ${SAMPLES.map(({ file }) => file).join(', ')}, and a notice of ${OWN_NOTICE_STATION}`);
  await untilReady(people, all, narrator);
  await showLoudness(people.editor, programs, narrator);
  for (const program of programs) await approve(people.approver, program);
  await approve(people.communeLeader, notice);
  narrator.say('approved by a second person: 7 by the centre, 1 by the commune');
  return { segmentId: segment.id, segmentName: SEGMENT, programs, notice };
}

async function uploadNotice(people: People): Promise<DemoProgram> {
  const [operator, stationId] = homeOperator(people);
  const about = {
    stationId,
    genre: 'notice',
    origin: 'commune',
    title: 'Thông báo giờ tiếp nhận hồ sơ',
    topic: 'procedures',
  };
  return upload(operator, 'commune-notice.mp3', about);
}

/** A sample of media/samples/ as a program of somebody; workers transcode it afterwards. */
export async function upload(by: ApiPerson, file: string, about: Record<string, unknown>): Promise<DemoProgram> {
  const program = await by.post<DemoProgram>('/programs', { language: 'vi', legalTexts: [], ...about });
  const form = new FormData();
  form.set('file', new Blob([await readFile(join(projectRoot(), 'media', 'samples', file))]), file);
  await by.post(`/programs/${program.id}/audio`, form);
  return program;
}

async function untilReady(people: People, programs: DemoProgram[], narrator: Stage['narrator']): Promise<void> {
  const [operator] = homeOperator(people);
  for (;;) {
    const states: { state: string; progress: number }[] = [];
    for (const { id } of programs) {
      const isNotice = id === programs.at(-1)?.id;
      states.push(await (isNotice ? operator : people.editor).get(`/programs/${id}/transcoding`));
    }
    const ready = states.filter(({ state }) => state === 'ready').length;
    const refused = states.find(({ state }) => state === 'refused' || state === 'failed');
    if (refused) throw new Error(`a sample was not transcoded: ${JSON.stringify(refused)}`);
    const percents = states.map(({ progress }) => `${progress}%`).join(' ');
    narrator.progress(`workers: ${ready} of ${programs.length} ready   ${percents}`, ready === programs.length);
    if (ready === programs.length) return;
    await pause(200);
  }
}

async function showLoudness(editor: ApiPerson, programs: DemoProgram[], narrator: Stage['narrator']): Promise<void> {
  interface Transcoding {
    loudness: { before: { lufs: number }; after: Record<string, { lufs: number }> } | null;
  }
  const rows = [['loudness (LUFS)', 'before', 'after']];
  for (const program of programs) {
    const { loudness } = await editor.get<Transcoding>(`/programs/${program.id}/transcoding`);
    rows.push([program.title, inLufs(loudness?.before), inLufs(loudness?.after['speech'])]);
  }
  narrator.table(rows);
}

const inLufs = (measured: { lufs: number } | undefined): string => measured?.lufs.toFixed(1) ?? '–';

async function approve(by: ApiPerson, { id }: DemoProgram): Promise<void> {
  const program = await by.get<{ version: { originalSha256: string }; seconds: number }>(`/programs/${id}`);
  const { version, seconds } = program;
  const { originalSha256 } = version;
  await by.post(`/programs/${id}/listening`, { originalSha256, heard: [{ from: 0, until: seconds }] });
  await by.post(`/programs/${id}/approval`, { decision: 'approved', version, note: 'Đã nghe.' });
}
