import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CentreStation } from './centres/centre-station.entity.js';
import { Centre } from './centres/centre.entity.js';
import { CentresController } from './centres/centres.controller.js';
import { CentresService } from './centres/centres.service.js';
import { ServingService } from './centres/serving.service.js';
import { DeviceKeysService } from './devices/device-keys.service.js';
import { DeviceToken } from './devices/device-token.entity.js';
import { Device } from './devices/device.entity.js';
import { DevicesController } from './devices/devices.controller.js';
import { DevicesQueries } from './devices/devices.queries.js';
import { DevicesService } from './devices/devices.service.js';
import { EnrolmentCode } from './devices/enrolment-code.entity.js';
import { EnrolmentCodesService } from './devices/enrolment-codes.service.js';
import { EnrolmentThrottle } from './devices/enrolment-throttle.js';
import { EnrolmentController } from './devices/enrolment.controller.js';
import { EnrolmentService } from './devices/enrolment.service.js';
import { GroupsQueries } from './groups/groups.queries.js';
import { GroupsService } from './groups/groups.service.js';
import { StationGroup } from './groups/station-group.entity.js';
import { ImportWriter } from './import/import-writer.js';
import { ImportController } from './import/import.controller.js';
import { KnownCodes } from './import/known-codes.queries.js';
import { StationImportService } from './import/station-import.service.js';
import { StationRegister } from './station-register.service.js';
import { StationScopes } from './station-scopes.js';
import { StationViews } from './station-views.queries.js';
import { Station } from './station.entity.js';
import { StationsController } from './stations.controller.js';
import { StationsQueries } from './stations.queries.js';
import { StationsService } from './stations.service.js';
import { TimeZones } from './time-zones.queries.js';
import { UnitCode } from './units/unit-code.entity.js';
import { Unit } from './units/unit.entity.js';
import { UnitsController } from './units/units.controller.js';
import { UnitsQueries } from './units/units.queries.js';
import { UnitsService } from './units/units.service.js';

const units = [UnitsService, UnitsQueries];
const centres = [CentresService, ServingService];
const stations = [StationsService, StationsQueries, StationRegister, StationViews, StationScopes, TimeZones];
const imports = [StationImportService, KnownCodes, ImportWriter];
const groups = [GroupsService, GroupsQueries];
const devices = [DevicesService, DevicesQueries, DeviceKeysService];
const enrolment = [EnrolmentCodesService, EnrolmentService, EnrolmentThrottle];

/** Centres, units with dated codes, stations, groups, clusters, and the devices that play. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Unit,
      UnitCode,
      Centre,
      CentreStation,
      Station,
      StationGroup,
      Device,
      DeviceToken,
      EnrolmentCode,
    ]),
  ],
  controllers: [
    UnitsController,
    CentresController,
    StationsController,
    ImportController,
    DevicesController,
    EnrolmentController,
  ],
  providers: [...units, ...centres, ...stations, ...imports, ...groups, ...devices, ...enrolment],
  exports: [StationsService, CentresService, GroupsService, DevicesService],
})
export class StationsModule {}
