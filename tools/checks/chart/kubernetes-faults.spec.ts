import { kubernetesFaults } from './kubernetes-faults.ts';
import { renderChart, type Manifest } from './render-chart.ts';

// Helm and the schemas may have to be installed first.
const patience = 180_000;
let manifests: readonly Manifest[];

function changed(kind: string, edit: (manifest: any) => void): Manifest {
  const copy = structuredClone(manifests.find((manifest) => manifest.kind === kind));
  if (copy === undefined) throw new Error(`The chart renders no ${kind}.`);
  edit(copy);
  return copy;
}

beforeAll(async () => {
  ({ manifests } = await renderChart());
}, patience);

it('finds no fault in what the chart renders', async () => {
  expect(manifests.length).toBeGreaterThan(30);
  await expect(kubernetesFaults(manifests)).resolves.toEqual([]);
});

it.each<[string, string, (manifest: any) => void, RegExp]>([
  ['a misspelt field', 'Deployment', (m) => (m.spec.template.spec.containers[0].readynessProbe = {}), /readynessProbe/],
  [
    'a field at the wrong level',
    'Deployment',
    (m) => (m.spec.template.spec.containers[0].nodeSelector = {}),
    /nodeSelector/,
  ],
  ['a missing required field', 'Deployment', (m) => delete m.spec.selector, /selector/],
  ['text for a number', 'Deployment', (m) => (m.spec.replicas = '2'), /replicas/],
  ['a number for text', 'Deployment', (m) => (m.spec.template.spec.containers[0].env[0].value = 7101), /value/],
  ['a protocol in small letters', 'Service', (m) => (m.spec.ports[0].protocol = 'tcp'), /protocol/],
  ['a misspelt field of a policy', 'NetworkPolicy', (m) => (m.spec.policyType = ['Ingress']), /policyType/],
  [
    'a kind that is not in that group',
    'PodDisruptionBudget',
    (m) => (m.apiVersion = 'apps/v1'),
    /knows no PodDisruptionBudget/,
  ],
])('refuses %s', async (_what, kind, edit, expected) => {
  const faults = await kubernetesFaults([changed(kind, edit)]);
  expect(faults.join('\n')).toMatch(expected);
});
