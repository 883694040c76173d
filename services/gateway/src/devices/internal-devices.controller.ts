import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { sendCommandSchema, type SentCommand, sentCommandSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import type { z } from 'zod';
import { DeviceCommandsService } from './device-commands.service.ts';

@Controller('internal/v1/devices')
export class InternalDevicesController {
  constructor(@Inject(DeviceCommandsService) private readonly commands: DeviceCommandsService) {}

  /** What a run tells a device to do. */
  @Post(':deviceId/commands')
  @HttpCode(200)
  @InternalOnly('executor')
  @Answers(sentCommandSchema)
  send(
    @Param('deviceId') deviceId: string,
    @ZodBody(sendCommandSchema) input: z.infer<typeof sendCommandSchema>,
  ): Promise<SentCommand> {
    return this.commands.send(deviceId, input);
  }
}
