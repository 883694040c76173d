import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { TOPOLOGY, type ServiceTopology } from '../../../libs/contracts/src/topology.ts';
import { chartFolder, renderChart, type Manifest } from './render-chart.ts';

type Topology = Readonly<Record<string, ServiceTopology>>;

interface ComposeFile {
  readonly services: Readonly<
    Record<
      string,
      {
        environment?: Record<string, unknown>;
        depends_on?: Record<string, unknown>;
        networks?: readonly string[];
      }
    >
  >;
}

const root = resolve(import.meta.dirname, '../../..');
const compose = parse(readFileSync(join(root, 'deploy/compose/compose.yaml'), 'utf8'), { merge: true }) as ComposeFile;
let manifests: readonly Manifest[];

beforeAll(async () => {
  ({ manifests } = await renderChart());
}, 180_000);

function find(kind: string, service: string): any {
  return manifests.find(
    ({ kind: found, metadata }) =>
      found === kind &&
      metadata.labels?.['app.kubernetes.io/component'] === service &&
      // A second Service of the same pods has a name of its own.
      (kind !== 'Service' || metadata.name.endsWith(`-${service}`)),
  );
}

function urlVariable(service: string): string {
  return `EBB_URL_${service.toUpperCase().replaceAll('-', '_')}`;
}

function composeFaults(topology: Topology): string[] {
  return Object.entries(topology).flatMap(([service, { port, schema, asks }]) => {
    const environment = compose.services[service]?.environment;
    if (environment === undefined) return [`compose has no service ${service}.`];
    const faults: string[] = [];
    if (Number(environment['EBB_SERVICE_PORT']) !== port)
      faults.push(`compose starts ${service} on another port than ${String(port)}.`);
    if (schema !== undefined && compose.services[`migrate-${service}`] === undefined) {
      faults.push(`compose has no migrate-${service} for the schema ${schema}.`);
    }
    const missing = asks.filter(
      (asked) => environment[urlVariable(asked)] !== `http://${asked}:${String(topology[asked]?.port)}`,
    );
    return [...faults, ...missing.map((asked) => `compose does not tell ${service} where ${asked} is.`)];
  });
}

function chartFaults(topology: Topology): string[] {
  return Object.entries(topology).flatMap(([service, facts]) => {
    const deployment = find('Deployment', service);
    if (deployment === undefined) return [`the chart has no Deployment for ${service}.`];
    const container = deployment.spec.template.spec.containers[0];
    const environment = new Map<string, string>(container.env.map((entry: any) => [entry.name, entry.value]));
    const faults: string[] = [];
    const port = find('Service', service)?.spec.ports.find((entry: any) => entry.name === 'http')?.port;
    if (port !== facts.port) faults.push(`the chart's Service of ${service} is not on ${String(facts.port)}.`);
    if (container.ports[0].containerPort !== facts.port)
      faults.push(`the chart's ${service} does not listen on ${String(facts.port)}.`);
    if (environment.get('EBB_SERVICE_PORT') !== String(facts.port))
      faults.push(`the chart tells ${service} another port.`);
    const jobs = find('Job', 'migration').spec.template.spec.containers.map((entry: any) => entry.name);
    if ((facts.schema !== undefined) !== jobs.includes(service))
      faults.push(`the migration job and the schema of ${service} disagree.`);
    for (const asked of facts.asks) {
      if (environment.get(urlVariable(asked))?.endsWith(`-${asked}:${String(topology[asked]?.port)}`) !== true) {
        faults.push(`the chart does not tell ${service} where ${asked} is.`);
      }
    }
    return faults;
  });
}

/** Component names a policy lets in (or out), apart from rules by address or namespace. */
function components(rules: any[], side: 'from' | 'to'): string[] {
  return rules
    .flatMap((rule) => rule[side] ?? [])
    .map((peer: any) => peer.podSelector?.matchLabels?.['app.kubernetes.io/component'])
    .filter((name: unknown): name is string => typeof name === 'string')
    .sort();
}

it('finds every service of the topology in compose, on its port and told where the others are', () => {
  expect(composeFaults(TOPOLOGY)).toEqual([]);
});

it('finds every service of the topology in the chart, on its port and told where the others are', () => {
  expect(chartFaults(TOPOLOGY)).toEqual([]);
});

it.each(Object.entries(TOPOLOGY))('lets %s talk to those it asks and to nobody else', (service, { asks }) => {
  const askers = Object.entries(TOPOLOGY)
    .filter(([, facts]) => facts.asks.some((asked) => asked === service))
    .map(([name]) => name);
  const policy = find('NetworkPolicy', service);
  expect(components(policy.spec.egress, 'to')).toEqual([...asks].sort());
  expect(components(policy.spec.ingress ?? [], 'from')).toEqual(askers.sort());
});

it("keeps the chart's own facts equal to the topology", () => {
  const facts = parse(readFileSync(join(chartFolder, 'files/topology.yaml'), 'utf8')) as Record<
    string,
    Record<string, unknown>
  >;
  const expected = Object.fromEntries(
    Object.entries(TOPOLOGY).map(([service, { port, schema, asks, publishes, consumes }]) => [
      service,
      { port, ...(schema === undefined ? {} : { schema }), asks, kafka: publishes.length + consumes.length > 0 },
    ]),
  );
  const own = Object.fromEntries(
    Object.entries(facts).map(([service, { blobs: _blobs, internet: _internet, ...rest }]) => [service, rest]),
  );
  expect(own).toEqual(expected);
});

it('lets the services that call out do so in compose as in the chart, with the same settings', () => {
  const facts = parse(readFileSync(join(chartFolder, 'files/topology.yaml'), 'utf8')) as Record<
    string,
    { internet?: boolean }
  >;
  const callers = Object.keys(facts).filter((service) => facts[service]?.internet === true);
  const withSettings = Object.keys(TOPOLOGY).filter((service) =>
    Object.keys(compose.services[service]?.environment ?? {}).includes('EBB_EGRESS_ADDRESSES'),
  );
  expect(withSettings.sort()).toEqual(callers.sort());
  for (const service of callers)
    expect([service, compose.services[service]?.networks]).toEqual([service, ['inside', 'outside']]);
});

/** Services whose API the code of `service` calls by name. */
function called(service: string): string[] {
  const folder = join(root, 'services', service, 'src');
  const targets = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .flatMap((path) => [...readFileSync(join(folder, path), 'utf8').matchAll(/lient\.call\(\s*'([a-z-]+)'/g)])
    .map(([, target = '']) => target);
  return [...new Set(targets)];
}

it('finds nobody asked in code whom the topology does not name: the network policy would keep the two apart', () => {
  const unnamed = Object.entries(TOPOLOGY).flatMap(([service, { asks }]) =>
    called(service)
      .filter((target) => !asks.some((asked) => asked === target))
      .map((target) => `${service} asks ${target}`),
  );
  expect(called('executor')).toContain('vault');
  expect(unnamed).toEqual([]);
});

describe('a service that is only in the topology', () => {
  const grown: Topology = {
    ...TOPOLOGY,
    mailer: { port: 7199, schema: 'mailer', publishes: [], consumes: [], asks: ['vault'], public: false },
  };

  it('is missed in compose', () => {
    expect(composeFaults(grown)).toEqual(['compose has no service mailer.']);
  });

  it('is missed in the chart', () => {
    expect(chartFaults(grown)).toEqual(['the chart has no Deployment for mailer.']);
  });

  it('and a port that moved are both noticed', () => {
    const moved: Topology = { ...TOPOLOGY, vault: { ...TOPOLOGY.vault, port: 7202 } };
    expect(composeFaults(moved)).toContain('compose starts vault on another port than 7202.');
    expect(chartFaults(moved)).toContain("the chart's Service of vault is not on 7202.");
    expect(chartFaults(moved)).toContain('the chart does not tell gateway where vault is.');
  });
});
