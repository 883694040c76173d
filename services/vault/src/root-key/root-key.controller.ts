import { type RootKeyStatus, rootKeyStatusSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { RootKeyRotationService } from './root-key-rotation.service.ts';

/** For whoever runs the instance: they hold vault's own service key, which is as much as holding the root key. No person's token opens these. */
@Controller('internal/v1/root-key')
export class RootKeyController {
  constructor(@Inject(RootKeyRotationService) private readonly rotation: RootKeyRotationService) {}

  @Get()
  @InternalOnly('vault')
  @Answers(rootKeyStatusSchema)
  status(): Promise<RootKeyStatus> {
    return this.rotation.status();
  }

  /** 202: it goes on by itself; `GET` says when it is done. */
  @Post('rotations')
  @HttpCode(202)
  @InternalOnly('vault')
  @Answers(rootKeyStatusSchema)
  rotate(): Promise<RootKeyStatus> {
    return this.rotation.start();
  }
}
