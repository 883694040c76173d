import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { type PairedDevice, pairedDeviceSchema, redeemPairingSchema } from '@ebbflow/contracts';
import { Answers, Public, ZodBody } from '@ebbflow/service-host';
import type { z } from 'zod';
import { DevicesService } from './devices.service.ts';

/** The one thing a device may do before it is paired. */
@Controller('device/v1/pairings')
export class PairingRedemptionController {
  constructor(@Inject(DevicesService) private readonly devices: DevicesService) {}

  @Post('redeem')
  @HttpCode(201)
  @Public(
    'the code of the QR code is what proves that somebody let the device in; it is random, short-lived and works once',
  )
  @Answers(pairedDeviceSchema)
  redeem(@ZodBody(redeemPairingSchema) input: z.infer<typeof redeemPairingSchema>): Promise<PairedDevice> {
    return this.devices.redeem(input);
  }
}
