import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Req, UseGuards } from '@nestjs/common';
import {
  type Device,
  type DeviceCommands,
  deviceCommandsSchema,
  deviceEventsSchema,
  type DeviceEventsTaken,
  deviceEventsTakenSchema,
  deviceLocationSchema,
  deviceSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, Public, ZodBody, ZodQuery } from '@ebbflow/service-host';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { type PairedRow, toDevice } from './device.ts';
import { DeviceCommandsService } from './device-commands.service.ts';
import { DeviceEventsService } from './device-events.service.ts';
import { DeviceLocationService } from './device-location.service.ts';
import { CurrentDevice, DeviceGuard } from './device-guard.ts';
import { DevicesService } from './devices.service.ts';

const BY_TOKEN = 'a device shows its own token, which DeviceGuard checks; it has no part in the console’s sessions';
const waitSchema = z.object({
  wait: z.coerce.number().int().min(0).max(55).default(0).describe('Seconds to wait for a command when there is none.'),
});

/** What a paired device says and asks. Reached through the door, by these paths and no others. */
@Controller('device/v1')
@UseGuards(DeviceGuard)
export class DeviceProtocolController {
  constructor(
    @Inject(DevicesService) private readonly devices: DevicesService,
    @Inject(DeviceEventsService) private readonly events: DeviceEventsService,
    @Inject(DeviceCommandsService) private readonly commands: DeviceCommandsService,
    @Inject(DeviceLocationService) private readonly location: DeviceLocationService,
  ) {}

  @Get('me')
  @Public(BY_TOKEN)
  @Answers(deviceSchema)
  me(@CurrentDevice() device: PairedRow): Device {
    return toDevice(device);
  }

  @Delete('me')
  @HttpCode(204)
  @Public(BY_TOKEN)
  @AnswersNothing()
  unpair(@CurrentDevice() { tenantId, id }: PairedRow): Promise<void> {
    return this.devices.unpair(tenantId, id);
  }

  @Post('events')
  @HttpCode(200)
  @Public(BY_TOKEN)
  @Answers(deviceEventsTakenSchema)
  take(
    @CurrentDevice() device: PairedRow,
    @ZodBody(deviceEventsSchema) { events }: z.infer<typeof deviceEventsSchema>,
  ): Promise<DeviceEventsTaken> {
    return this.events.take(device, events);
  }

  @Put('location')
  @HttpCode(204)
  @Public(BY_TOKEN)
  @AnswersNothing()
  setLocation(
    @CurrentDevice() { tenantId, id }: PairedRow,
    @ZodBody(deviceLocationSchema) { enabled }: z.infer<typeof deviceLocationSchema>,
  ): Promise<void> {
    return enabled ? this.location.turnOn(tenantId, id) : this.location.turnOff(tenantId, id);
  }

  @Get('commands')
  @Public(BY_TOKEN)
  @Answers(deviceCommandsSchema)
  next(
    @CurrentDevice() device: PairedRow,
    @ZodQuery(waitSchema) { wait }: z.infer<typeof waitSchema>,
    @Req() request: { readonly raw: IncomingMessage },
  ): Promise<DeviceCommands> {
    const gone = new AbortController();
    request.raw.socket.once('close', () => gone.abort());
    return this.commands.next(device, wait * 1_000, gone.signal);
  }

  @Post('commands/:commandId/acknowledgement')
  @HttpCode(204)
  @Public(BY_TOKEN)
  @AnswersNothing()
  acknowledge(@CurrentDevice() device: PairedRow, @Param('commandId') commandId: string): Promise<void> {
    return this.commands.acknowledge(device, commandId);
  }
}
