import { type CanActivate, createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { DefectError } from '@ebbflow/kernel';
import { deviceTokenOf } from './device-secrets.ts';
import type { PairedRow } from './device.ts';
import { UnknownDeviceError } from './devices.errors.ts';
import { DevicesService } from './devices.service.ts';

interface DeviceRequest {
  readonly headers: { readonly authorization?: string };
  device?: PairedRow;
}

/** Lets through who shows the token of a paired device. On the whole controller, so that no route of it can be without. */
@Injectable()
export class DeviceGuard implements CanActivate {
  constructor(@Inject(DevicesService) private readonly devices: DevicesService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<DeviceRequest>();
    const token = deviceTokenOf(request.headers.authorization);
    const device = token === undefined ? undefined : await this.devices.findByToken(token);
    if (device === undefined) throw new UnknownDeviceError();
    request.device = device;
    return true;
  }
}

/** The device that is asking. */
export const CurrentDevice = createParamDecorator((_data: unknown, context: ExecutionContext): PairedRow => {
  const { device } = context.switchToHttp().getRequest<DeviceRequest>();
  if (device === undefined)
    throw new DefectError('GATEWAY.NO_DEVICE', 'A handler asks for the device on a route without DeviceGuard.');
  return device;
});
