import type { Statement } from '@ebbflow/persistence';

/** Of many organisations at once, by the role that may only insert. One array for each column, in their order here. */
export const insertUsageInformation: Statement = {
  name: 'identity.insert-usage-information',
  text: `insert into identity.usage_information
      (tenant_id, occurred_at, id, user_id, page, client_ip, browser_type, referring_page, locale, search)
    select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[],
      $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])`,
};
