import type { Statement } from '@ebbflow/persistence';

export interface ListedDelivery {
  readonly id: string;
  readonly sealed: Buffer | null;
  readonly blob: string | null;
}

export const listDeliveriesToSearch: Statement = {
  name: 'list-deliveries-to-search',
  text: `
    select id, request_sealed as sealed, request_blob as blob from gateway.delivery
    where tenant_id = $1 and id > $2 and erased_at is null order by id limit 100`,
};
