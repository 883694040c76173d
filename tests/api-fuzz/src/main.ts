import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceName } from '@ebbflow/contracts';
import { FuzzedHouse } from './fuzzed-house.ts';
import { installSchemathesis, runSchemathesis } from './schemathesis.ts';
import { type Credentials, SigningProxy } from './signing-proxy.ts';

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security?: readonly Record<string, string[]>[] }>>>
  >;
}

interface Trial {
  readonly name: string;
  readonly service: ServiceName;
  /** Where the paths of the document begin. */
  readonly prefix: string;
  readonly keep: (path: string) => boolean;
  readonly credentials: (house: FuzzedHouse, document: Document) => Credentials;
  readonly isForPeople?: true;
}

/** As the console asks for a person, or as the first service the route names; nobody where the route is public. */
const asInside =
  (service: ServiceName) =>
  (house: FuzzedHouse, document: Document): Credentials =>
  async (method, path) => {
    const { security = [] } = document.paths[templateOf(document, path)]?.[method.toLowerCase()] ?? {};
    const [from] = security.flatMap((one) => one['service'] ?? []);
    const principal = from === undefined ? house.principal : undefined;
    return { authorization: `Bearer ${await house.mint((from ?? 'console') as ServiceName, service, principal)}` };
  };

const withApiToken =
  (house: FuzzedHouse): Credentials =>
  () =>
    Promise.resolve({ authorization: `Bearer ${house.apiToken}` });

const asOwnPage = (): Credentials => () => Promise.resolve({ 'sec-fetch-site': 'same-origin' });

/** The document itself is a stream to the generator, and a catch-all is tried by what lies behind it. */
const isDescribed = (path: string): boolean => path !== '/docs/openapi.json' && !path.endsWith('{rest}');

const TRIALS: readonly Trial[] = [
  { name: 'identity', service: 'identity', prefix: '', keep: isDescribed, credentials: asInside('identity') },
  { name: 'vault', service: 'vault', prefix: '', keep: isDescribed, credentials: asInside('vault') },
  {
    name: 'edge, its own pages',
    service: 'console',
    prefix: '',
    keep: isDescribed,
    credentials: asOwnPage,
    // A person gets a page where a program gets a problem, and the document speaks of the latter.
    isForPeople: true,
  },
  ...(['identity', 'vault'] as const).map((service) => ({
    name: `edge, ${service} behind it`,
    service,
    prefix: `/api/${service}`,
    keep: (path: string) => path.startsWith('/v1/'),
    credentials: withApiToken,
  })),
];

/** The proxy brings the credentials; told of them, the fuzzer would spend its time on made-up ones. */
function unsecured(item: Document['paths'][string]): object {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => [method, { ...operation, security: [] }]),
  );
}

function templateOf(document: Document, path: string): string {
  const [asked = ''] = path.split('?');
  const fits = (template: string): boolean => new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]*')}$`).test(asked);
  return document.paths[asked] ? asked : (Object.keys(document.paths).find(fits) ?? asked);
}

/** `npm run fuzz`: requests made from the API documents of identity, vault and the edge; ends with 1 when one was answered otherwise than documented. */
async function main(): Promise<number> {
  const option = process.argv.indexOf('--max-examples');
  const maxExamples = option < 0 ? 20 : Number(process.argv[option + 1]);
  const chosen = process.argv.slice(2).filter((word) => TRIALS.some(({ service }) => service === word));
  installSchemathesis();
  await using house = await FuzzedHouse.start();
  const folder = mkdtempSync(join(tmpdir(), 'ebbflow-fuzz-documents-'));
  let isSound = true;
  for (const trial of TRIALS.filter(({ service }) => chosen.length === 0 || chosen.includes(service))) {
    const document = (await (await fetch(`${house.urlOf(trial.service)}/docs/openapi.json`)).json()) as Document;
    const paths = Object.entries(document.paths).filter(([path]) => trial.keep(path));
    const asked = { ...document, paths: Object.fromEntries(paths.map(([path, item]) => [path, unsecured(item)])) };
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(asked));
    const target = trial.prefix === '' ? house.urlOf(trial.service) : house.urlOf('console');
    await using proxy = new SigningProxy(target, trial.credentials(house, document));
    process.stdout.write(`\n— ${trial.name}: ${String(paths.length)} paths\n`);
    const isConformant = await runSchemathesis({
      document: file,
      url: `${await proxy.start()}${trial.prefix}`,
      maxExamples,
      isForPeople: trial.isForPeople ?? false,
    });
    const counts = [...proxy.statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, times]) => `${String(status)}: ${String(times)}`);
    process.stdout.write(`${trial.name}: ${counts.join(', ')}; answers of 5xx: ${String(proxy.failures.length)}\n`);
    for (const { status, asked: what, answer } of proxy.failures.slice(0, 20))
      process.stdout.write(`${String(status)} ${what}\n    ${answer}\n`);
    isSound &&= isConformant && proxy.failures.length === 0;
  }
  rmSync(folder, { recursive: true });
  return isSound ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
