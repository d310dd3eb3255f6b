import { DEVICE } from '../../platform/http/openapi/security-schemes.js';
import { applyDecorators, createParamDecorator, type ExecutionContext, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { Open } from '../../platform/http/open.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import type { Device } from './device.entity.js';
import { DeviceGuard, type RequestWithDevice, tokenOf } from './device.guard.js';
import { DeviceNotRecognised } from './devices.problems.js';

/** A route for station devices, which authenticate with a token of their own instead of a person's session. */
export const ForDevices = () =>
  applyDecorators(
    Open(),
    UseGuards(DeviceGuard),
    ApiBearerAuth(DEVICE),
    ApiExtension('x-requires', 'device'),
    Refuses(DeviceNotRecognised),
  );

/** The device that sent the request. */
export const AsDevice = createParamDecorator((_: unknown, context: ExecutionContext): Device => {
  const { device } = context.switchToHttp().getRequest<RequestWithDevice>();
  if (!device) throw new DeviceNotRecognised();
  return device;
});

/** The token that the device sent. */
export const DeviceSecret = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const token = tokenOf(context.switchToHttp().getRequest<RequestWithDevice>());
  if (!token) throw new DeviceNotRecognised();
  return token;
});
