import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { problem } from '../../platform/http/problem.js';

/** 409: no silence was found at either end, and no bounds were given. */
export class NothingToTrim extends problem({
  status: 409,
  code: 'nothing-to-trim',
  vi: 'Không có khoảng lặng ở đầu hoặc cuối; hãy cho biết đoạn cần giữ.',
  en: 'There is no silence at the beginning or the end; give the bounds of the part to keep.',
}) {}

/** 409: the program's audio is being trimmed already. */
export class TrimUnderWay extends problem({
  status: 409,
  code: 'trim-under-way',
  vi: 'Âm thanh đang được cắt; hãy đợi xong.',
  en: 'The audio is being trimmed already; wait until that is done.',
}) {}

constraintMeans('trims_one_at_a_time', () => new TrimUnderWay());
const NOTHING_LEFT = {
  vi: 'Phần giữ lại chưa đến một phần nghìn giây.',
  en: 'The trim leaves less than a millisecond.',
};
constraintMeans('trims_leave_something', () => new InvalidRequest([], NOTHING_LEFT));
foreignKeysTo('program', 'trims_program');
