import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  type DeviceList,
  deviceListSchema,
  type DevicePairing,
  devicePairingSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ShowsSecretOnce, ZodQuery } from '@ebbflow/service-host';
import { z } from 'zod';
import { DevicesService } from './devices.service.ts';

const pageSchema = z.object({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

@Controller('v1/devices')
export class DevicesController {
  constructor(@Inject(DevicesService) private readonly devices: DevicesService) {}

  /** A QR code to hold a device in front of. */
  @Post('pairings')
  @HttpCode(201)
  @Requires('devices:write')
  @Answers(devicePairingSchema)
  @ShowsSecretOnce()
  offer(@CurrentPrincipal() principal: Principal): Promise<DevicePairing> {
    return this.devices.offer(principal.organisationId);
  }

  @Get()
  @Requires('devices:read')
  @Answers(deviceListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(pageSchema) page: z.infer<typeof pageSchema>,
  ): Promise<DeviceList> {
    return this.devices.list(principal.organisationId, page);
  }

  @Delete(':deviceId')
  @HttpCode(204)
  @Requires('devices:write')
  @AnswersNothing()
  unpair(@CurrentPrincipal() principal: Principal, @Param('deviceId') deviceId: string): Promise<void> {
    return this.devices.unpair(principal.organisationId, deviceId);
  }
}
