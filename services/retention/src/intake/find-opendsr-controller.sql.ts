import type { Statement } from '@ebbflow/persistence';

export interface OpenDsrControllerRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly key_type: 'ed25519' | 'rsa';
  readonly public_key: string;
}

/** Across organisations: the call says whose it is, and proves it. $1 id */
export const findOpenDsrController: Statement = {
  name: 'retention.find-opendsr-controller',
  text: 'select tenant_id, id, key_type, public_key from retention.opendsr_controller where id = $1',
};
