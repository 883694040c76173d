import type { Statement } from '@ebbflow/persistence';

export interface OwnPageViewRow {
  readonly id: string;
  readonly occurred_at: Date;
  readonly page: string;
  readonly client_ip: string;
  readonly browser_type: string | null;
  readonly referring_page: string | null;
  readonly locale: string | null;
  readonly search: string | null;
}

/** $1 tenant, $2 person, $3 only after this instant, $4 and $5 before this instant and id, $6 how many at most */
export const listOwnUsageInformation: Statement = {
  name: 'identity.list-own-usage-information',
  text: `select id, occurred_at, page, client_ip, browser_type, referring_page, locale, search
    from identity.usage_information
    where tenant_id = $1 and user_id = $2 and occurred_at > $3 and (occurred_at, id) < ($4, $5)
    order by occurred_at desc, id desc limit $6`,
};
