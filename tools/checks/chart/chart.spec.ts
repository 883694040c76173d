import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { chartFolder, lintChart, renderChart, type Manifest } from './render-chart.ts';

const patience = 180_000;
let manifests: readonly Manifest[];

beforeAll(async () => {
  ({ manifests } = await renderChart());
}, patience);

/** Pod specs of Deployments and Jobs. */
function podSpecs(): { name: string; spec: any }[] {
  return manifests
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .map((manifest: any) => ({ name: manifest.metadata.name, spec: manifest.spec.template.spec }));
}

it('passes strict lint', async () => {
  await expect(lintChart()).resolves.toEqual([]);
});

describe('every pod', () => {
  it('keeps to Pod Security restricted, with a read-only root and no token of the cluster', () => {
    expect(podSpecs()).toHaveLength(8);
    for (const { spec } of podSpecs()) {
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(spec).not.toHaveProperty('hostNetwork');
      expect(spec.volumes.every((volume: any) => volume.hostPath === undefined)).toBe(true);
      for (const container of spec.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(Object.keys(container.resources)).toEqual(expect.arrayContaining(['requests', 'limits']));
      }
    }
  });

  it('gets secrets as files and none as a value', () => {
    for (const { spec } of podSpecs()) {
      for (const container of spec.containers) {
        const secrets = container.env.filter(({ name }: any) => /PASSWORD|_KEY|JWKS|ADMIN_URL/.test(name));
        expect(
          secrets.every(({ name, value }: any) => name.endsWith('_FILE') && value.startsWith('/run/secrets/')),
        ).toBe(true);
      }
    }
    expect(manifests.some(({ kind }) => kind === 'Secret' || kind === 'ConfigMap')).toBe(false);
  });
});

it('gives the root key to vault, the administrator of the database to the migration job, and either to nobody else', () => {
  const holders = (secret: string): string[] =>
    podSpecs()
      .filter(({ spec }) => JSON.stringify(spec.volumes).includes(`"name":"${secret}"`))
      .map(({ name }) => name);
  expect(holders('ebbflow-root-key')).toEqual(['eb-ebbflow-vault']);
  expect(holders('ebbflow-database-admin')).toEqual(['eb-ebbflow-migration']);
});

it('gives each service its own database password and signing key only', () => {
  for (const { name, spec } of podSpecs().filter((pod) => pod.name !== 'eb-ebbflow-migration')) {
    const service = name.replace('eb-ebbflow-', '');
    const keys = spec.volumes
      .flatMap((volume: any) => volume.projected?.sources ?? [])
      .flatMap((source: any) => source.secret.items.map((item: any) => item.key));
    const foreign = keys.filter(
      (key: string) => ![service, `${service}.pem`, 'services.jwks.json', 'root.key', 'password'].includes(key),
    );
    expect(foreign).toEqual([]);
  }
});

it('denies everything first and lets only executor and vault reach the internet, never a private address', () => {
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy') as any[];
  const deny = policies.find(({ metadata }) => metadata.name === 'eb-ebbflow-default-deny');
  expect(deny.spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
  expect(deny.spec.ingress ?? deny.spec.egress).toBeUndefined();
  const open = policies.filter(({ spec }) => JSON.stringify(spec).includes('0.0.0.0/0'));
  expect(open.map(({ metadata }) => metadata.name)).toEqual(['eb-ebbflow-executor', 'eb-ebbflow-vault']);
  for (const { spec } of open) {
    const { except } = spec.egress
      .flatMap((rule: any) => rule.to ?? [])
      .find((peer: any) => peer.ipBlock?.cidr === '0.0.0.0/0').ipBlock;
    expect(except).toEqual(
      expect.arrayContaining(['10.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16']),
    );
  }
});

it('runs an image by its digest where one is given', () => {
  const images = podSpecs().flatMap(({ spec }) => spec.containers.map((container: any) => container.image));
  expect(images).toContain(`ebbflow-vault@sha256:${'0'.repeat(64)}`);
  expect(images).toContain('ebbflow-gateway:0.1.0');
});

describe('refuses with a sentence', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['no database', { database: { url: '' } }, 'database.url is required'],
    [
      'a password in the database URL',
      { database: { url: 'postgres://me:hush@db:5432/ebbflow' } },
      'must carry no user and no password',
    ],
    ['no broker', { kafka: { brokers: [] } }, 'kafka.brokers is required'],
    [
      'a secret that is not named',
      { secrets: { rootKey: { existingSecret: '' } } },
      'secrets.rootKey.existingSecret is required',
    ],
    [
      'a Kafka user without a password',
      { secrets: { kafkaPassword: { existingSecret: '' } } },
      'secrets.kafkaPassword.existingSecret is required',
    ],
    ['no blob volume', { blobs: { existingClaim: '' } }, 'blobs.existingClaim is required'],
    [
      'a door without TLS',
      { publicUrls: { door: 'http://hooks.example.com' } },
      'publicUrls.door is required and must start with https://',
    ],
    ['the tag latest', { image: { tag: 'latest' } }, 'image.tag must not be latest'],
    [
      'an ingress without a certificate',
      { ingress: { door: { tlsSecret: '' } } },
      'ingress.door.tlsSecret is required',
    ],
    ['egress to everywhere', { egress: { allow: ['0.0.0.0/0'] } }, 'egress.allow must name networks'],
  ])('%s', async (_what, values, sentence) => {
    const { refusal, manifests: none } = await renderChart(values);
    expect(none).toEqual([]);
    expect(refusal).toContain(sentence);
  });
});

describe('refuses by the schema of the values', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a misspelt key', { kafka: { broker: ['kafka:9092'] } }],
    ['a misspelt key of a service', { services: { vault: { replica: 3 } } }],
    ['a service that does not exist', { services: { mailer: {} } }],
    ['text for a number', { defaults: { replicas: '2' } }],
    [
      'a secret written into the values',
      { services: { vault: { extraEnv: [{ name: 'EBB_DATABASE_PASSWORD', value: 'hush' }] } } },
    ],
    ['a digest that is none', { services: { vault: { imageDigest: 'sha256:abc' } } }],
  ])('%s', async (_what, values) => {
    const { refusal } = await renderChart(values);
    expect(refusal).toContain("values don't meet the specifications of the schema");
  });

  it('describes every value that values.yaml has', () => {
    const values = parse(readFileSync(join(chartFolder, 'values.yaml'), 'utf8')) as Record<string, unknown>;
    const schema = JSON.parse(readFileSync(join(chartFolder, 'values.schema.json'), 'utf8')) as {
      properties: Record<string, unknown>;
    };
    expect(
      Object.keys(schema.properties)
        .filter((name) => name !== 'global')
        .sort(),
    ).toEqual(Object.keys(values).sort());
  });
});
