import {
  type CurrentSession,
  currentSessionSchema,
  type OwnSessionList,
  ownSessionListSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param } from '@nestjs/common';
import { OwnSessionsService } from './own-sessions.service.ts';

@Controller('v1/me')
export class OwnSessionsController {
  constructor(@Inject(OwnSessionsService) private readonly sessions: OwnSessionsService) {}

  @Requires('me:read')
  @Answers(currentSessionSchema)
  @Get('session')
  current(@CurrentPrincipal() principal: Principal): Promise<CurrentSession> {
    return this.sessions.current(principal);
  }

  @Requires('me:read')
  @Answers(ownSessionListSchema)
  @Get('sessions')
  async list(@CurrentPrincipal() principal: Principal): Promise<OwnSessionList> {
    return { items: await this.sessions.list(principal), nextCursor: null };
  }

  @Requires('me:write')
  @AnswersNothing()
  @Delete('sessions/:sessionId')
  @HttpCode(204)
  async end(@CurrentPrincipal() principal: Principal, @Param('sessionId') sessionId: string): Promise<void> {
    await this.sessions.end(principal, sessionId);
  }

  /** All but the one that asks. */
  @Requires('me:write')
  @AnswersNothing()
  @Delete('sessions')
  @HttpCode(204)
  async endOthers(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.sessions.endOthers(principal);
  }
}
