import {
  type CreatedTicket,
  createdTicketSchema,
  type CreateTicket,
  createTicketSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { TicketsService } from './tickets.service.ts';

@Controller('v1/tickets')
export class TicketsController {
  constructor(@Inject(TicketsService) private readonly tickets: TicketsService) {}

  /** Everybody may ask for help, whatever their role. */
  @Requires('me:write')
  @Answers(createdTicketSchema)
  @Post()
  @HttpCode(202)
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createTicketSchema) input: CreateTicket,
  ): Promise<CreatedTicket> {
    return this.tickets.create(principal, input);
  }
}
