import { type ErrorHandler, errorHandlerSchema, type Principal } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Param, Put } from '@nestjs/common';
import { ErrorHandlersService } from './error-handlers.service.ts';

/** One field that is replaced as a whole: nobody's change can be lost in it, so it goes without If-Match. */
@Controller('v1/scenarios/:scenarioId/error-handler')
export class ErrorHandlersController {
  constructor(private readonly handlers: ErrorHandlersService) {}

  @Get()
  @Requires('scenarios:read')
  @Answers(errorHandlerSchema)
  get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<ErrorHandler> {
    return this.handlers.get(organisationId, scenarioId);
  }

  @Put()
  @Requires('scenarios:write')
  @Answers(errorHandlerSchema)
  set(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodBody(errorHandlerSchema) { scenarioId: handlerId }: ErrorHandler,
  ): Promise<ErrorHandler> {
    return this.handlers.set(organisationId, scenarioId, handlerId);
  }
}
