import { SERVICE_NAMES, type ServiceName } from '@ebbflow/contracts';
import { AmbiguousPathError, UnknownEdgePathError } from '../console.errors.ts';

export interface EdgePath {
  readonly service: ServiceName;
  /** Path and query at the service, beginning with `/v1/`. */
  readonly path: string;
}

/** The console itself is not behind its own edge. */
const REACHABLE = new Set<string>(SERVICE_NAMES.filter((name) => name !== 'console'));
/** An encoded slash, backslash or dot is decoded by some programs before routing and by some after. */
const AMBIGUOUS = /%2f|%5c|%2e|%00|\\|\/\//i;

/**
 * `/api/executor/v1/scenarios?limit=5` → executor, `/v1/scenarios?limit=5`. Works on the address as it was received, and
 * refuses what is not in its plain form instead of repairing it: the service behind would have to repair it the same way.
 * @throws UnknownEdgePathError, AmbiguousPathError
 */
export function edgePath(url: string): EdgePath {
  const [pathname = '', ...query] = url.split('?');
  if (AMBIGUOUS.test(pathname) || new URL(pathname, 'http://edge.invalid').pathname !== pathname)
    throw new AmbiguousPathError();
  const match = /^\/api\/([a-z-]+)(\/v1\/.+)$/.exec(pathname);
  const [, service = '', path = ''] = match ?? [];
  if (!REACHABLE.has(service)) throw new UnknownEdgePathError();
  return { service: service as ServiceName, path: query.length === 0 ? path : `${path}?${query.join('?')}` };
}
