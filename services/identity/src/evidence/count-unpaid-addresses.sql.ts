import type { Statement } from '@ebbflow/persistence';

/** Names and addresses of organisations whose paid time ended more than a day ago, or that never paid. $1 now */
export const countUnpaidAddresses: Statement = {
  name: 'identity.count-unpaid-addresses',
  text: `select count(*)::int as count from identity.billing_details d
    where not exists (select from identity.organisation_plan p where p.tenant_id = d.tenant_id
      and (p.paid_until > $1::timestamptz - interval '1 day' or (p.paid_until is null and p.plan is not null)))`,
};
