import type { Statement } from '@ebbflow/persistence';

/** The organisation the installation made for itself; none where nobody bootstrapped one. */
export const findInstallation: Statement = {
  name: 'identity.find-installation',
  text: 'select tenant_id from identity.organisation where bootstrap_key is not null order by created_at limit 1',
};
