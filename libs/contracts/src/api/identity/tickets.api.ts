import { z } from 'zod';

export const ticketTopicSchema = z.enum(['account', 'billing', 'scenarios', 'connections', 'privacy', 'other']);
export type TicketTopic = z.infer<typeof ticketTopicSchema>;

/**
 * `POST /v1/tickets` (a person, whatever their role): a request for help (C34). It goes to the help desk with the person's address and
 * nothing else about them. 404 `IDENTITY.NO_HELP_DESK`, 429 `IDENTITY.TOO_MANY_TICKETS`.
 */
export const createTicketSchema = z.object({
  topic: ticketTopicSchema,
  subject: z.string().trim().min(1).max(150),
  text: z.string().trim().min(1).max(10_000),
});
export type CreateTicket = z.infer<typeof createTicketSchema>;

/** 202: taken, and on its way. */
export const createdTicketSchema = z.object({ id: z.string() });
export type CreatedTicket = z.infer<typeof createdTicketSchema>;
