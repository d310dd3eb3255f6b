import { z } from 'zod';
import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { problem } from '../../platform/http/problem.js';
import { DaysOutOfOrder } from '../stations.problems.js';

/** 409: another centre has this name. */
export class CentreNameTaken extends problem({
  status: 409,
  code: 'centre-name-taken',
  vi: 'Đã có trung tâm tên này; hãy chọn tên khác.',
  en: 'Another centre has this name; choose another one.',
}) {}

/** 409: another centre serves the station on one of these days. */
export class StationAlreadyServed extends problem({
  status: 409,
  code: 'station-already-served',
  vi: 'Đã có trung tâm phục vụ đài này vào một trong các ngày đó; hãy kết thúc trước, hoặc chọn ngày khác.',
  en: 'A centre serves this station on one of these days; end that first, or choose other days.',
  extra: z.object({
    served: z
      .object({
        centre: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('Null if the caller may not see it'),
        from: z.iso.date(),
        until: z.iso.date().nullable().describe('First local day on which it no longer serves it'),
      })
      .optional(),
  }),
}) {
  /** @param served what is in the way; undefined: it came at the same moment */
  constructor(served?: Served) {
    super(
      served && {
        extra: { served },
        values: {
          centre: served.centre?.name ?? { vi: 'một trung tâm khác', en: 'another centre' },
          from: { local: served.from },
          until: served.until === null ? { vi: 'chưa có ngày kết thúc', en: 'no end' } : { local: served.until },
        },
        detail: SERVED,
      },
    );
  }
}

interface Served {
  centre: { id: string; name: string } | null;
  from: string;
  until: string | null;
}

const SERVED = {
  vi: 'Đài này đã do {centre} phục vụ từ {from} (đến trước: {until}); hãy kết thúc lần đó trước, hoặc chọn ngày khác.',
  en: 'The station is served by {centre} from {from} (until before: {until}); end that first, or choose other days.',
};

/** 409: the centre does not serve the stations `stationIds` on the day in question. */
export class StationNotServed extends problem({
  status: 409,
  code: 'station-not-served',
  vi: 'Khi đó trung tâm không phục vụ {stations}; hãy để trung tâm phục vụ đài trước, hoặc bỏ đài ra.',
  en: 'The centre does not serve {stations} then; let it serve the station first, or leave the station out.',
  extra: z.object({ stationIds: z.array(z.uuid()) }),
}) {
  /** @param stations with their names if the caller may see them */
  constructor(stations: readonly { id: string; name?: string }[]) {
    const names = stations.flatMap(({ name }) => name ?? []);
    super({
      extra: { stationIds: stations.map(({ id }) => id) },
      values: { stations: names.length > 0 ? names : { vi: 'đài này', en: 'this station' } },
    });
  }
}

constraintMeans('centres_name_once', () => new CentreNameTaken());
constraintMeans('centre_stations_one_centre_a_day', () => new StationAlreadyServed());
constraintMeans('centre_stations_pk', () => new StationAlreadyServed());
constraintMeans('centre_stations_days', () => new DaysOutOfOrder());
constraintMeans('centre_stations_centre', () => new NotFound('centre'));
foreignKeysTo('station', 'centre_stations_station');
