import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const TOPOLOGY_PATH = 'libs/contracts/src/topology.ts';

export interface WrittenTopology {
  readonly services: readonly string[];
  readonly ports: readonly number[];
  /** Topics some service publishes. */
  readonly published: readonly string[];
}

/** The topology of `root` as it is written there: a copy of the repository is read and not loaded. @throws Error when it has another form */
export function readTopology(root: string): WrittenTopology {
  const text = readFileSync(join(root, TOPOLOGY_PATH), 'utf8');
  const services = quoted(/SERVICE_NAMES = \[([^\]]*)\]/.exec(text)?.[1]);
  if (services.length === 0)
    throw new Error(`${TOPOLOGY_PATH} no longer lists SERVICE_NAMES as the generators read it.`);
  return {
    services,
    ports: [...text.matchAll(/\bport: (\d+)/g)].map(([, port]) => Number(port)),
    published: [...text.matchAll(/\bpublishes: \[([^\]]*)\]/g)].flatMap(([, topics]) => quoted(topics)),
  };
}

function quoted(list = ''): string[] {
  return [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
}
