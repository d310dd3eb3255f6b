import { Injectable } from '@nestjs/common';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Station } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';

/** A centre, or one station. */
export interface EntryOwner {
  centreId: string | null;
  stationId: string | null;
}

/** Whether the station is the owner's on the local day, and open. */
export type Owns = (owner: EntryOwner, station: Station, day: string) => boolean;

/** Which stations belong to the owners of entries on which days. */
@Injectable()
export class OwnershipService {
  constructor(private readonly stations: StationsService) {}

  /** The answer knows the days that were asked for. @param days local days `YYYY-MM-DD` */
  async on(work: Work, { owners, days }: { owners: readonly EntryOwner[]; days: readonly string[] }): Promise<Owns> {
    const served = new Set<string>();
    for (const centreId of new Set(owners.flatMap((owner) => owner.centreId ?? []))) {
      for (const day of new Set(days)) {
        for (const id of await this.stations.idsServedBy(centreId, day, work)) served.add(`${centreId} ${id} ${day}`);
      }
    }
    return ({ centreId, stationId }, station, day) =>
      stationId === null
        ? served.has(`${centreId} ${station.id} ${day}`)
        : station.id === stationId && station.isOpenOn(day);
  }
}
