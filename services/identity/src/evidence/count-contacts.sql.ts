import type { Statement } from '@ebbflow/persistence';

/** Contacts the newsletter was told of and has nothing more to be told about. $1 tenant */
export const countContacts: Statement = {
  name: 'identity.count-contacts',
  text: `select count(*)::int as "contactCount", count(*) filter (where (select r.state from identity.consent_record r
        where r.tenant_id = c.tenant_id and r.user_id = c.user_id and r.purpose = 'marketing'
        order by r.recorded_at desc, r.id desc limit 1) is distinct from 'given')::int as "withoutConsentCount"
    from identity.newsletter_contact c where c.tenant_id = $1 and c.provider_id is not null and c.due_at is null`,
};
