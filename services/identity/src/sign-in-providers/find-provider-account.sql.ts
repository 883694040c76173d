import type { Statement } from '@ebbflow/persistence';

/** Across tenants: the provider says which of its accounts is asking. $1 issuer, $2 subject */
export const findProviderAccount: Statement = {
  name: 'identity.find-provider-account',
  text: 'select tenant_id, user_id from identity.provider_account where issuer = $1 and subject = $2',
};
