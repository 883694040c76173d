import type { Statement } from '@ebbflow/persistence';

/** What tenant $1 was answered to requests with an `Idempotency-Key`: sealed under a key of the service, which a crypto-shred does not destroy. */
export const forgetAnswers: Statement = {
  name: 'forget-answers',
  text: `delete from vault.idempotency where tenant_id = $1`,
};
