import type { Sealed } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';
import { deliveriesKeptSince } from '../lifetimes/deliveries-kept-since.ts';

export interface StoredDelivery {
  readonly id: string;
  readonly hookId: string;
  readonly scenarioId: string;
  readonly receivedAt: Date;
  readonly keyVersion: number;
  readonly requestSealed: Buffer | null;
  readonly requestBlob: string | null;
  readonly erasedAt: Date | null;
}

/** Deliveries of one organisation by id that are kept, oldest first ($3 now, $4 the longest lifetime in days, $5 what that makes). */
export const findDeliveries: Statement = {
  name: 'find-deliveries',
  text: `
    select id, hook_id as "hookId", scenario_id as "scenarioId", received_at as "receivedAt", key_version as "keyVersion",
           request_sealed as "requestSealed", request_blob as "requestBlob", erased_at as "erasedAt"
      from gateway.delivery
     where tenant_id = $1 and id = any ($2)
       and received_at > $5 and received_at > ${deliveriesKeptSince('$3', '$4')}
     order by id`,
};

/** As it travels to the executor; undefined once erased. */
export function sealedIn({ keyVersion, requestSealed, requestBlob }: StoredDelivery): Sealed | undefined {
  if (requestSealed !== null) return { keyVersion, bytes: requestSealed.toString('base64') };
  return requestBlob === null ? undefined : { keyVersion, blob: requestBlob };
}
