import type { RunningService } from '@ebbflow/service-host';
import type { Asked } from '@ebbflow/testing';
import type { AskedFor, ExecutorHouse } from './executor-house.ts';

type Asks = Pick<AskedFor, 'body' | 'ifMatch' | 'scopes'>;

/** Asks the executor as somebody of one organisation. */
export type Organisation = (method: string, path: string, asks?: Asks) => Promise<Asked>;

export function asOrganisation(house: ExecutorHouse, service: RunningService, organisationId: string): Organisation {
  return (method, path, asks) => house.askAs(organisationId, service, { method, path, ...asks });
}

export const codeOf = ({ body }: Asked): unknown => (body as { code?: unknown } | undefined)?.code;
