import { keptSince } from '@ebbflow/service-host';

/** SQL of the instant up to which a delivery is hidden by what its tenant says of its lifetime. `row`: the delivery as it is named there. */
export function deliveriesKeptSince(now: string, longestDays: string, row = 'delivery'): string {
  return keptSince({
    schema: 'gateway',
    category: 'gateway-logs',
    tenant: `${row}.tenant_id`,
    scenario: `${row}.scenario_id`,
    now: `${now}::timestamptz`,
    longestDays: `${longestDays}::integer`,
  });
}
