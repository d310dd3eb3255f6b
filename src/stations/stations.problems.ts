import { constraintMeans } from '../platform/database/constraint-problems.js';
import { NotFound } from '../platform/http/http.problems.js';
import { problem } from '../platform/http/problem.js';

/** 409: the unit has a station on one of these days; Nghị định 49/2024 allows one per commune-level unit. */
export class OneStationPerUnit extends problem({
  status: 409,
  code: 'one-station-per-unit',
  vi: 'Đơn vị này đã có đài vào một trong các ngày đó; hãy đóng đài ấy trước hoặc chọn đơn vị khác.',
  en: 'This unit has a station on one of these days; close that one first or choose another unit.',
}) {}

/** 409: an end that is not after the beginning. */
export class DaysOutOfOrder extends problem({
  status: 409,
  code: 'days-out-of-order',
  vi: 'Ngày kết thúc phải sau ngày bắt đầu ít nhất một ngày.',
  en: 'The end must be at least one day after the beginning.',
}) {}

/** 409: the station is closed, or its closing day is set already. */
export class StationIsClosed extends problem({
  status: 409,
  code: 'station-closed',
  vi: 'Đài này đã đóng.',
  en: 'This station is closed.',
}) {}

/** 409: the station has no closing day to mend. */
export class StationNotClosed extends problem({
  status: 409,
  code: 'station-not-closed',
  vi: 'Đài này chưa có ngày đóng, nên không có gì để sửa.',
  en: 'This station has no closing day, so there is nothing to mend.',
}) {}

constraintMeans('stations_one_per_unit', () => new OneStationPerUnit());
constraintMeans('stations_unit', () => new NotFound('unit'));
constraintMeans('stations_days', () => new DaysOutOfOrder());
