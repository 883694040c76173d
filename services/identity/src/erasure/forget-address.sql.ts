import type { Statement } from '@ebbflow/persistence';

/** What others have begun with this address: invitations of any organisation, and registrations nobody confirmed. */
export const forgetAddress: Statement = {
  name: 'identity.forget-address',
  text: `
    with invitations as (delete from identity.invitation where lower(email) = lower($1) returning 1),
         registrations as (delete from identity.registration where lower(email) = lower($1) returning 1)
    select (select count(*)::int from invitations) as invitations, (select count(*)::int from registrations) as registrations`,
};
