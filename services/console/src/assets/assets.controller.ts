import { AnswersStream, Public } from '@ebbflow/service-host';
import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ASSETS } from './assets.ts';

@Controller('assets')
export class AssetsController {
  @Public('style sheet and icon of the sign-in page')
  @AnswersStream('text/css')
  @Get(':name')
  read(@Param('name') name: string, @Res() reply: FastifyReply): void {
    const asset = ASSETS.get(name);
    if (asset === undefined) throw new NotFoundException();
    void reply
      .header('content-type', asset.contentType)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(asset.text);
  }
}
