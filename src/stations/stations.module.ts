import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ScopeDirectory } from '../identity/scope.directory.js';
import { CentreStation } from './centre-station.entity.js';
import { Centre } from './centres/centre.entity.js';
import { CentresController } from './centres/centres.controller.js';
import { CentresService } from './centres/centres.service.js';
import { ServingsController } from './centres/servings.controller.js';
import { ServingsService } from './centres/servings.service.js';
import { ClosingService } from './closing.service.js';
import { Cluster } from './clusters/cluster.entity.js';
import { ClustersController } from './clusters/clusters.controller.js';
import { ClustersService } from './clusters/clusters.service.js';
import { DeviceToken } from './devices/device-token.entity.js';
import { Device } from './devices/device.entity.js';
import { DevicesController } from './devices/devices.controller.js';
import { DevicesService } from './devices/devices.service.js';
import { EnrolmentCode } from './devices/enrolment-code.entity.js';
import { EnrolmentController } from './devices/enrolment.controller.js';
import { EnrolmentService } from './devices/enrolment.service.js';
import { LastSeenStore } from './devices/last-seen.store.js';
import { SilenceTick } from './devices/silence.tick.js';
import { GroupsController } from './groups/groups.controller.js';
import { GroupsService } from './groups/groups.service.js';
import { StationGroup } from './groups/station-group.entity.js';
import { ImportController } from './import/import.controller.js';
import { ImportService } from './import/import.service.js';
import { StationScopeDirectory } from './station-scope.directory.js';
import { Station } from './station.entity.js';
import { StationsController } from './stations.controller.js';
import { StationsService } from './stations.service.js';
import { StationViews } from './stations.views.js';
import { Unit } from './unit.entity.js';
import { UnitCode } from './units/unit-code.entity.js';
import { UnitsController } from './units/units.controller.js';
import { UnitsService } from './units/units.service.js';
import { UnitViews } from './units/units.views.js';

const entities = [Station, CentreStation, Unit, UnitCode, Centre, StationGroup, Cluster];
const deviceEntities = [Device, DeviceToken, EnrolmentCode];
const registerControllers = [StationsController, UnitsController, CentresController, ServingsController];
const controllers = [...registerControllers, GroupsController, ClustersController];
const deviceControllers = [DevicesController, EnrolmentController];
const doors = [StationsService, CentresService, GroupsService, DevicesService];
const deviceStores = [LastSeenStore, SilenceTick];
const services = [
  ClosingService,
  ServingsService,
  UnitsService,
  ClustersService,
  EnrolmentService,
  ImportService,
  StationViews,
  UnitViews,
];
const scopes = { provide: ScopeDirectory, useClass: StationScopeDirectory };

/** Centres, units with dated codes, stations, groups, clusters, and devices. Global, because identity needs ScopeDirectory. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([...entities, ...deviceEntities])],
  controllers: [...controllers, ...deviceControllers, ImportController],
  providers: [...doors, ...services, ...deviceStores, scopes],
  exports: [...doors, scopes],
})
export class StationsModule {}
