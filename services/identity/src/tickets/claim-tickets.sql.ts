import type { TicketTopic } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface TicketRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly topic: TicketTopic;
  readonly subject: string;
  readonly text: string;
  readonly attempts: number;
  readonly email: string;
}

/** Requests that are due, each for one replica until a lease ends, with who asks. $1 now, $2 end of the lease, $3 how many at most */
export const claimTickets: Statement = {
  name: 'identity.claim-tickets',
  text: `update identity.ticket as ticket set due_at = $2, attempts = ticket.attempts + 1
    from (select tenant_id, id from identity.ticket where due_at <= $1 and expires_at > $1
      order by due_at limit $3 for update skip locked) as due, identity.user as person
    where ticket.tenant_id = due.tenant_id and ticket.id = due.id
      and person.tenant_id = ticket.tenant_id and person.id = ticket.user_id
    returning ticket.tenant_id, ticket.id, ticket.topic, ticket.subject, ticket.text, ticket.attempts, person.email`,
};
