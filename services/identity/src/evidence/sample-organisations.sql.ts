import type { Statement } from '@ebbflow/persistence';

/** Some organisations, each as likely as another. $1 how many at most */
export const sampleOrganisations: Statement = {
  name: 'identity.sample-organisations',
  text: `select tenant_id from identity.organisation order by random() limit $1`,
};
