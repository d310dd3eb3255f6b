import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RegisterModule } from '../register.module.js';
import { DeviceKeysService } from './device-keys.service.js';
import { DeviceToken } from './device-token.entity.js';
import { Device } from './device.entity.js';
import { DevicesController } from './devices.controller.js';
import { DevicesQueries } from './devices.queries.js';
import { DevicesService } from './devices.service.js';
import { EnrolmentCode } from './enrolment-code.entity.js';
import { EnrolmentCodesService } from './enrolment-codes.service.js';
import { EnrolmentThrottle } from './enrolment-throttle.js';
import { EnrolmentController } from './enrolment.controller.js';
import { EnrolmentService } from './enrolment.service.js';

/** The devices that play: how they are let in, recognised and ended. */
@Module({
  imports: [TypeOrmModule.forFeature([Device, DeviceToken, EnrolmentCode]), RegisterModule],
  controllers: [DevicesController, EnrolmentController],
  providers: [
    DevicesService,
    DevicesQueries,
    DeviceKeysService,
    EnrolmentCodesService,
    EnrolmentService,
    EnrolmentThrottle,
  ],
  exports: [DevicesService],
})
export class DevicesModule {}
