import type { Texts } from '../platform/words/language.js';
import { z } from 'zod';
import { constraintMeans, foreignKeysTo } from '../platform/database/constraint-problems.js';
import { InvalidRequest, NotFound } from '../platform/http/http.problems.js';
import { problem } from '../platform/http/problem.js';
import { ProgramState } from './program.entity.js';

/** 409: the program was withdrawn and cannot be changed any more. */
export class ProgramWithdrawn extends problem({
  status: 409,
  code: 'program-withdrawn',
  vi: 'Chương trình này đã rút và không phát nữa; hãy tạo chương trình mới.',
  en: 'This program was withdrawn and never airs again; make a new one.',
}) {}

/** 409: the audio of the program is not ready; `state` is its current state. */
export class ProgramNotReady extends problem({
  status: 409,
  code: 'program-not-ready',
  vi: 'Âm thanh của chương trình này chưa sẵn sàng: {waitsFor}.',
  en: 'The audio of this program is not ready: {waitsFor}.',
  extra: z.object({ state: ProgramState }),
}) {
  constructor(state: ProgramState) {
    super({ extra: { state }, values: { waitsFor: WAITS_FOR[state] } });
  }
}

const WAITS_FOR: Record<ProgramState, Texts> = {
  'awaiting-audio': { vi: 'chưa tải lên', en: 'none was uploaded yet' },
  transcoding: { vi: 'đang xử lý; hãy đợi xong', en: 'it is being transcoded; wait until that is done' },
  refused: { vi: 'không dùng được; hãy tải lên âm thanh khác', en: 'it cannot be used; upload other audio' },
  cancelled: { vi: 'đã huỷ xử lý; hãy yêu cầu lại', en: 'its transcoding was cancelled; ask for it again' },
  ready: { vi: 'đang xử lý lại; hãy đợi xong', en: 'it is being transcoded again; wait until that is done' },
};

/** 409: no audio of this program is being transcoded. */
export class NotTranscoding extends problem({
  status: 409,
  code: 'not-transcoding',
  vi: 'Không có âm thanh nào của chương trình này đang được xử lý, nên không có gì để huỷ.',
  en: 'No audio of this program is being transcoded, so there is nothing to cancel.',
}) {}

/** 409: the audio of this program was neither cancelled nor refused. */
export class NothingToTranscode extends problem({
  status: 409,
  code: 'nothing-to-transcode',
  vi: 'Chương trình này không có âm thanh, hoặc âm thanh đang được xử lý hay đã sẵn sàng; chỉ âm thanh đã huỷ hoặc bị từ chối mới xử lý lại được.',
  en: 'This program has no audio, or it is being transcoded or ready; only cancelled or refused audio can be transcoded again.',
}) {}

/** 409: the centre has a segment with this name. */
export class SegmentNameTaken extends problem({
  status: 409,
  code: 'segment-name-taken',
  vi: 'Trung tâm đã có chuyên mục tên này; hãy chọn tên khác.',
  en: 'The centre has a segment with this name; choose another one.',
}) {}

export const NO_SUCH_SEGMENT = {
  vi: 'không phải chuyên mục mà chương trình này có thể thuộc về',
  en: 'is not a segment that this program can belong to',
};

const unknown = (pointer: string, message: Texts) => () => new InvalidRequest([{ pointer, message }]);

constraintMeans(
  'programs_topic',
  unknown('/topic', { vi: 'không có trong danh sách chủ đề', en: 'is not one of the topics' }),
);
constraintMeans(
  'programs_genre',
  unknown('/genre', { vi: 'không có trong danh sách thể loại', en: 'is not one of the genres' }),
);
constraintMeans('programs_segment', unknown('/segmentId', NO_SUCH_SEGMENT));
constraintMeans('programs_centre', () => new NotFound('centre'));
constraintMeans('programs_station', () => new NotFound('station'));
constraintMeans('segments_centre', () => new NotFound('centre'));
constraintMeans('segments_name_once', () => new SegmentNameTaken());
foreignKeysTo('program', 'originals_program', 'resumable_uploads_program', 'approvals_program');
