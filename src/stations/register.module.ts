import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ScopeDirectory } from '../identity/scope.directory.js';
import { CentreStation } from './centres/centre-station.entity.js';
import { Centre } from './centres/centre.entity.js';
import { CentresController } from './centres/centres.controller.js';
import { CentresService } from './centres/centres.service.js';
import { ServingService } from './centres/serving.service.js';
import { ImportWriter } from './import/import-writer.js';
import { ImportController } from './import/import.controller.js';
import { KnownCodes } from './import/known-codes.queries.js';
import { StationImportService } from './import/station-import.service.js';
import { StationRegister } from './station-register.service.js';
import { StationScopeDirectory } from './station-scope.directory.js';
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
const stations = [StationsService, StationsQueries, StationRegister, StationViews, TimeZones];
/** What identity asks of this module. */
const scopes = { provide: ScopeDirectory, useClass: StationScopeDirectory };
const imports = [StationImportService, KnownCodes, ImportWriter];

/** Which units, centres and stations there are, and how they belong together on which day. Global, because identity needs its ScopeDirectory. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Unit, UnitCode, Centre, CentreStation, Station])],
  controllers: [UnitsController, CentresController, StationsController, ImportController],
  providers: [...units, ...centres, ...stations, scopes, ...imports],
  exports: [StationsService, CentresService, ServingService, ScopeDirectory],
})
export class RegisterModule {}
