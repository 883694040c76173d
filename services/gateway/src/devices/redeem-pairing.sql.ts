import type { Statement } from '@ebbflow/persistence';

/** The delete is what makes a code work once: of two who come with it one finds the row. */
export const redeemPairing: Statement = {
  name: 'redeem-pairing',
  text: `
    delete from gateway.device_pairing where code_hash = $1 and expires_at > $2 returning tenant_id as "tenantId"`,
};
