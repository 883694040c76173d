import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOperatorDeclaration } from '@ebbflow/policy';
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
    expect(manifests.some(({ kind }) => kind === 'Secret')).toBe(false);
    const configMaps = manifests.filter(({ kind }) => kind === 'ConfigMap');
    expect(configMaps.map(({ metadata }) => metadata.name)).toEqual(['eb-ebbflow-operator']);
  });
});

it('gives the root key to vault, the administrator of the database to the migration job, and either to nobody else', () => {
  const holders = (secret: string): string[] =>
    podSpecs()
      .filter(({ spec }) => JSON.stringify(spec.volumes).includes(`"name":"${secret}"`))
      .map(({ name }) => name);
  expect(holders('ebbflow-root-key')).toEqual(['eb-ebbflow-vault']);
  expect(holders('ebbflow-database-admin')).toEqual(['eb-ebbflow-migration']);
  expect(holders('ebbflow-mail')).toEqual(['eb-ebbflow-identity']);
  expect(holders('mail-door-tls')).toEqual(['eb-ebbflow-gateway']);
});

it('gives each service its own database password and signing key only', () => {
  for (const { name, spec } of podSpecs().filter((pod) => pod.name !== 'eb-ebbflow-migration')) {
    const service = name.replace('eb-ebbflow-', '');
    const keys = spec.volumes
      .flatMap((volume: any) => volume.projected?.sources ?? [])
      .flatMap((source: any) => source.secret.items.map((item: any) => item.key));
    const ofSome = ['services.jwks.json', 'root.key', 'root.key.previous', 'password', 'tls.crt', 'tls.key'];
    const foreign = keys.filter((key: string) => ![service, `${service}.pem`, ...ofSome].includes(key));
    expect(foreign).toEqual([]);
  }
});

it('denies everything first and lets only executor, identity, log-store, retention and vault reach the internet, never a private address', () => {
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy') as any[];
  const deny = policies.find(({ metadata }) => metadata.name === 'eb-ebbflow-default-deny');
  expect(deny.spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
  expect(deny.spec.ingress ?? deny.spec.egress).toBeUndefined();
  const open = policies.filter(({ spec }) => JSON.stringify(spec).includes('0.0.0.0/0'));
  expect(open.map(({ metadata }) => metadata.name)).toEqual([
    'eb-ebbflow-executor',
    'eb-ebbflow-identity',
    'eb-ebbflow-log-store',
    'eb-ebbflow-retention',
    'eb-ebbflow-vault',
  ]);
  for (const { spec } of open) {
    const { except } = spec.egress
      .flatMap((rule: any) => rule.to ?? [])
      .find((peer: any) => peer.ipBlock?.cidr === '0.0.0.0/0').ipBlock;
    expect(except).toEqual(
      expect.arrayContaining(['10.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16']),
    );
  }
});

/** Settings of one service's container. */
function environmentOf(service: string, of: readonly Manifest[] = manifests): Record<string, string> {
  const deployment = of.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === `eb-ebbflow-${service}`,
  ) as any;
  const entries: { name: string; value: string }[] = deployment.spec.template.spec.containers[0].env;
  return Object.fromEntries(entries.map(({ name, value }) => [name, value]));
}

function policyOf(service: string, of: readonly Manifest[] = manifests): any {
  return of.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === `eb-ebbflow-${service}`)?.spec;
}

const portsOf = (rules: any[]): number[] =>
  rules.flatMap((rule) => (rule.ports ?? []) as { port: number }[]).map(({ port }) => port);

describe('what goes out', () => {
  it('has the same addresses, networks and limits in every service that calls out, and in no other', () => {
    for (const service of ['executor', 'identity', 'log-store', 'retention', 'vault']) {
      expect(environmentOf(service)).toMatchObject({
        EBB_EGRESS_ALLOW: '10.20.0.0/16',
        EBB_EGRESS_ADDRESSES: '203.0.113.7,2001:db8:7::/48',
      });
    }
    for (const service of ['gateway', 'console']) {
      expect(Object.keys(environmentOf(service)).filter((name) => name.startsWith('EBB_EGRESS_'))).toEqual([]);
    }
  });

  it('is bound to an address and asks other name servers where an operator says so', async () => {
    const { manifests: bound } = await renderChart({
      egress: { localAddress: '10.0.0.5', nameServers: ['1.1.1.1', '[2606:4700::1111]:53'] },
    });
    expect(environmentOf('executor', bound)).toMatchObject({
      EBB_EGRESS_LOCAL_ADDRESS: '10.0.0.5',
      EBB_EGRESS_NAME_SERVERS: '1.1.1.1,[2606:4700::1111]:53',
    });
    expect(environmentOf('executor')).not.toHaveProperty('EBB_EGRESS_LOCAL_ADDRESS');
  });
});

describe('name servers of one’s own', () => {
  it('may be asked on their port by who calls out, private ones too, and by nobody else', async () => {
    const nameServers = ['10.0.0.2', '10.0.0.3:5353', 'fd00::2', '[fd00::3]', '[fd00::4]:5353'];
    const { manifests: asking } = await renderChart({ egress: { nameServers } });
    const rule = (cidr: string, port: number): object => ({
      to: [{ ipBlock: { cidr } }],
      ports: [
        { port, protocol: 'UDP' },
        { port, protocol: 'TCP' },
      ],
    });
    const expected = [
      rule('10.0.0.2/32', 53),
      rule('10.0.0.3/32', 5353),
      rule('fd00::2/128', 53),
      rule('fd00::3/128', 53),
      rule('fd00::4/128', 5353),
    ];
    for (const service of ['executor', 'identity', 'log-store', 'retention', 'vault']) {
      expect(policyOf(service, asking).egress).toEqual(expect.arrayContaining(expected));
    }
    for (const service of ['gateway', 'console']) {
      expect(JSON.stringify(policyOf(service, asking).egress)).not.toMatch(/10\.0\.0\.2|fd00::/);
    }
  });
});

describe('the root key', () => {
  const sourcesOf = (of: readonly Manifest[]): any[] => {
    const vault = of.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'eb-ebbflow-vault') as any;
    const secrets = vault.spec.template.spec.volumes.find(({ name }: any) => name === 'secrets');
    return secrets.projected.sources
      .map(({ secret }: any) => secret)
      .filter(({ name }: any) => name === 'ebbflow-root-key');
  };
  const previous = {
    name: 'ebbflow-root-key',
    optional: true,
    items: [{ key: 'root.key.previous', path: 'root.key.previous' }],
  };
  const arn = 'arn:aws:kms:eu-central-1:111122223333:key/aaaa';

  it('must be there, and the one before it may be put beside it without another release', () => {
    expect(sourcesOf(manifests)).toEqual([
      { name: 'ebbflow-root-key', items: [{ key: 'root.key', path: 'root.key' }] },
      previous,
    ]);
    expect(environmentOf('vault')).toMatchObject({
      EBB_VAULT_ROOT_KEY_FILE: '/run/secrets/ebbflow/root.key',
      EBB_VAULT_ROOT_KEY_PREVIOUS_FILE: '/run/secrets/ebbflow/root.key.previous',
    });
  });

  it('can lie in AWS KMS, then without a Secret', async () => {
    const { manifests: inKms } = await renderChart({
      vault: { kms: { keyArn: arn, previousKeyArn: `${arn}-old` } },
      secrets: { rootKey: { existingSecret: '' } },
    });
    expect(environmentOf('vault', inKms)).toMatchObject({
      EBB_VAULT_ROOT: 'kms',
      EBB_VAULT_KMS_KEY: arn,
      EBB_VAULT_KMS_KEY_PREVIOUS: `${arn}-old`,
    });
    expect(environmentOf('vault', inKms)).not.toHaveProperty('EBB_VAULT_ROOT_KEY_FILE');
    expect(sourcesOf(inKms)).toEqual([]);
  });

  it('that moves to AWS KMS is still there as the one before', async () => {
    const { manifests: moving } = await renderChart({ vault: { kms: { keyArn: arn } } });
    expect(sourcesOf(moving)).toEqual([previous]);
  });
});

describe('what the operator declares', () => {
  const retentionOf = (of: readonly Manifest[]): any =>
    of.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'eb-ebbflow-retention');

  it('is the file that retention reads, and another one starts other pods', async () => {
    const configMap = manifests.find(({ kind }) => kind === 'ConfigMap') as any;
    const declared = parseOperatorDeclaration('operator.yaml', configMap.data['operator.yaml']);
    expect(declared).toMatchObject({
      operator: { name: 'Example Ltd', contact: 'privacy@example.com' },
      processors: [{ id: 'hosting', agreement: '2026-01-15' }],
    });
    const { template } = retentionOf(manifests).spec;
    expect(environmentOf('retention')).toMatchObject({ EBB_OPERATOR_FILE: '/etc/ebbflow/operator.yaml' });
    expect(template.spec.containers[0].volumeMounts).toContainEqual({
      name: 'config',
      mountPath: '/etc/ebbflow',
      readOnly: true,
    });
    expect(template.spec.volumes).toContainEqual({ name: 'config', configMap: { name: configMap.metadata.name } });
    const { manifests: other } = await renderChart({ operator: { operator: { name: 'Another Ltd' } } });
    expect(retentionOf(other).spec.template.metadata.annotations).not.toEqual(template.metadata.annotations);
  });

  it('is nothing where nothing is given', async () => {
    const { manifests: silent } = await renderChart({ operator: null });
    expect(silent.some(({ kind }) => kind === 'ConfigMap')).toBe(false);
    expect(environmentOf('retention', silent)).not.toHaveProperty('EBB_OPERATOR_FILE');
    expect(retentionOf(silent).spec.template.metadata.annotations).toBeUndefined();
  });
});

describe('the limits of the console', () => {
  it('are shared by as many as there are', async () => {
    expect(environmentOf('console')).toMatchObject({ EBB_CONSOLE_REPLICAS: '2' });
    const { manifests: three } = await renderChart({ services: { console: { replicas: 3 } } });
    expect(environmentOf('console', three)).toMatchObject({ EBB_CONSOLE_REPLICAS: '3' });
  });
});

describe('mail', () => {
  it('is handed in by identity alone, to the SMTP server and nowhere else on that port', async () => {
    expect(environmentOf('identity')).toMatchObject({
      EBB_MAIL_HOST: 'smtp.mail.svc',
      EBB_MAIL_PORT: '587',
      EBB_MAIL_TLS: 'starttls',
      EBB_MAIL_USER: 'ebbflow',
      EBB_MAIL_PASSWORD_FILE: '/run/secrets/ebbflow/mail-password',
    });
    const rules = policyOf('identity').egress.filter((rule: any) => portsOf([rule]).includes(587));
    expect(rules).toEqual([
      {
        ports: [{ port: 587, protocol: 'TCP' }],
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mail' } } }],
      },
    ]);
    for (const service of ['gateway', 'log-store', 'retention', 'console', 'vault', 'executor']) {
      expect([service, portsOf(policyOf(service).egress).includes(587)]).toEqual([service, false]);
    }
    const { manifests: without } = await renderChart({ mail: { host: '', username: '' } });
    expect(Object.keys(environmentOf('identity', without)).filter((name) => name.startsWith('EBB_MAIL_'))).toEqual([]);
    expect(portsOf(policyOf('identity', without).egress)).not.toContain(587);
  });

  it('comes in at a Service of its own, with TLS, and only where it is switched on', async () => {
    const service = manifests.find(({ metadata }) => metadata.name === 'eb-ebbflow-gateway-mail');
    expect(service?.spec).toMatchObject({
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      ports: [{ name: 'mail', port: 25, targetPort: 'mail', protocol: 'TCP' }],
    });
    expect(environmentOf('gateway')).toMatchObject({
      EBB_GATEWAY_MAIL_PORT: '7125',
      EBB_GATEWAY_MAIL_DOMAIN: 'in.example.com',
      EBB_GATEWAY_MAIL_CERTIFICATE_FILE: '/run/secrets/ebbflow/mail.crt',
      EBB_GATEWAY_MAIL_KEY_FILE: '/run/secrets/ebbflow/mail.key',
    });
    expect(portsOf(policyOf('gateway').ingress)).toContain(7125);
    const { manifests: off } = await renderChart({ mailDoor: { enabled: false } });
    expect(off.map(({ metadata }) => metadata.name)).not.toContain('eb-ebbflow-gateway-mail');
    expect(portsOf(policyOf('gateway', off).ingress)).not.toContain(7125);
    expect(Object.keys(environmentOf('gateway', off)).filter((name) => name.includes('_MAIL_'))).toEqual([]);
  });
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
    ['no volume for salts', { vault: { periods: { existingClaim: '' } } }, 'vault.periods.existingClaim is required'],
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
    ['an SMTP server without a sender', { mail: { from: '' } }, 'mail.from is required'],
    [
      'an SMTP account without a password',
      { secrets: { mailPassword: { existingSecret: '' } } },
      'secrets.mailPassword.existingSecret is required',
    ],
    ['a mail door without a domain', { mailDoor: { domain: '' } }, 'mailDoor.domain is required'],
    ['a mail door without TLS', { mailDoor: { tlsSecret: '' } }, 'mailDoor.tlsSecret is required'],
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
    ['an alias for a key in AWS KMS', { vault: { kms: { keyArn: 'arn:aws:kms:eu-central-1:111122223333:alias/x' } } }],
    ['a declaration with a part that nobody reads', { operator: { processor: [] } }],
    ['mail in the clear', { mail: { tls: 'off' } }],
    ['an address that is none', { egress: { addresses: ['nat.example.com'] } }],
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
