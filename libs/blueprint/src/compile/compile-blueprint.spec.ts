import type { Finding } from '../finding.ts';
import { readBlueprint } from '../read/read-blueprint.ts';
import { compileBlueprint } from './compile-blueprint.ts';
import type { CompiledScenario } from './compiled-scenario.ts';

function compile(flow: readonly object[], more: object = {}): CompiledScenario {
  const { blueprint } = readBlueprint({ flow, ...more });
  return compileBlueprint(blueprint, { isKnownModule: (name) => name.startsWith('known:') });
}

const brief = ({ kind, severity, moduleId, pointer, subject }: Finding): unknown => ({
  kind,
  severity,
  moduleId,
  pointer,
  subject,
});
const feeder = { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.items}}' } };

describe('compileBlueprint', () => {
  it('says nothing about a scenario in which all is well', () => {
    const { findings, placeholders } = compile([
      { id: 1, module: 'known:Trigger' },
      feeder,
      { id: 3, module: 'builtin:BasicAggregator', parameters: { feeder: 2 }, mapper: { x: '{{2.value}}' } },
      { id: 4, module: 'known:Act', mapper: { list: '{{3.array}}', name: '{{1.name}}' } },
    ]);
    expect({ findings, placeholders }).toEqual({ findings: [], placeholders: [] });
  });

  it('keeps a module nobody knows as a placeholder, wherever it lies', () => {
    const { findings, placeholders } = compile([
      { id: 1, module: 'known:Trigger' },
      { id: 2, module: 'known:Act', onerror: [{ id: 3, module: 'crm:tell' }] },
      { id: 4, module: 'builtin:BasicIfElse', branches: [{ type: 'else', flow: [{ id: 5, module: 'crm:create' }] }] },
    ]);
    expect(placeholders).toEqual([
      { moduleId: 3, module: 'crm:tell', pointer: '/flow/1/onerror/0' },
      { moduleId: 5, module: 'crm:create', pointer: '/flow/2/branches/0/flow/0' },
    ]);
    expect(new Set(findings.map(({ kind, severity }) => `${kind} ${severity}`))).toEqual(
      new Set(['unknown-module warning']),
    );
  });

  it('names the module and the field of a template that is wrong, with the position in it', () => {
    const { findings } = compile([
      { id: 1, module: 'known:Trigger' },
      {
        id: 2,
        module: 'known:Act',
        mapper: { headers: [{ value: 'Bearer {{1.token' }] },
        filter: { conditions: [[{ a: '{{1.', o: 'exist' }]] },
      },
    ]);
    expect(findings.map(brief)).toEqual([
      {
        kind: 'syntax-error',
        severity: 'error',
        moduleId: 2,
        pointer: '/flow/1/mapper/headers/0/value',
        subject: undefined,
      },
      {
        kind: 'syntax-error',
        severity: 'error',
        moduleId: 2,
        pointer: '/flow/1/filter/conditions/0/0/a',
        subject: undefined,
      },
    ]);
    expect(findings.every(({ position }) => position !== undefined)).toBe(true);
  });

  it('takes a text of a placeholder that is no template as it stands', () => {
    const { findings, modules } = compile([{ id: 1, module: 'crm:create', mapper: { text: '{{Customer Name}}' } }]);
    expect(findings.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['unknown-module', 'warning'],
      ['syntax-error', 'warning'],
    ]);
    expect(modules[0]?.mapper).toEqual({ kind: 'constant', value: { text: '{{Customer Name}}' } });
  });

  it('tells its findings in the order of the document, also of routes', () => {
    const { findings } = compile([
      { id: 1, module: 'crm:a' },
      { id: 2, module: 'builtin:BasicRouter', routes: [{ flow: [{ id: 3, module: 'crm:b' }] }] },
      { id: 4, module: 'crm:c', mapper: { x: '{{9.a}}' } },
    ]);
    expect(findings.map(({ kind, moduleId }) => `${kind} ${String(moduleId)}`)).toEqual([
      'unknown-module 1',
      'unknown-module 3',
      'unknown-module 4',
      'unknown-reference 4',
    ]);
  });

  it('takes braces in a static parameter as they stand', () => {
    const { findings, modules } = compile([{ id: 1, module: 'known:Act', parameters: { pattern: 'a{{2' } }]);
    expect(findings).toEqual([]);
    expect(modules[0]?.parameters).toEqual({ kind: 'constant', value: { pattern: 'a{{2' } });
  });

  it('tells functions nobody has, with a hint', () => {
    const { findings } = compile([{ id: 1, module: 'known:Act', mapper: { text: '{{stringify(1.a)}}' } }]);
    expect(findings[0]).toMatchObject({
      kind: 'unknown-function',
      severity: 'warning',
      subject: 'stringify',
      pointer: '/flow/0/mapper/text',
    });
  });

  it('tells ids that come twice', () => {
    const { findings } = compile([
      { id: 1, module: 'known:Trigger' },
      { id: 2, module: 'builtin:BasicRouter', routes: [{ flow: [{ id: 1, module: 'known:Act' }] }] },
    ]);
    expect(findings.map(brief)).toContainEqual({
      kind: 'repeated-id',
      severity: 'error',
      moduleId: 1,
      pointer: '/flow/1/routes/0/flow/0/id',
      subject: '1',
    });
  });

  it.each([
    ['does not exist', 99, 'unknown-feeder'],
    ['comes after it', 4, 'feeder-not-upstream'],
    ['is the aggregator itself', 3, 'feeder-not-upstream'],
  ])('tells a feeder that %s', (_, feederId, kind) => {
    const { findings, aggregators } = compile([
      { id: 1, module: 'known:Trigger' },
      { id: 3, module: 'builtin:BasicAggregator', parameters: { feeder: feederId }, mapper: {} },
      { id: 4, module: 'known:Act' },
    ]);
    expect(findings.map(brief)).toEqual([
      { kind, severity: 'error', moduleId: 3, pointer: '/flow/1/parameters/feeder', subject: String(feederId) },
    ]);
    expect(aggregators.size).toBe(0);
  });

  it('takes the nearest iterator for an aggregator that names none', () => {
    const { findings, aggregators } = compile([
      { id: 1, module: 'known:Trigger' },
      feeder,
      { id: 3, module: 'known:Act' },
      { id: 4, module: 'util:TextAggregator', mapper: { value: 'x' } },
    ]);
    expect(findings.map(({ kind }) => kind)).toEqual(['unknown-feeder']);
    expect(
      [...aggregators].map(([feeder, links]) => [feeder.id, links.map(({ aggregator }) => aggregator.id)]),
    ).toEqual([[2, [4]]]);
  });

  it('tells references that will be empty: deleted modules, later ones, other routes, and what an aggregator folded away', () => {
    const { findings } = compile([
      { id: 1, module: 'known:Trigger' },
      { ...feeder, mapper: { array: '{{9.items}}{{2.value}}' } },
      {
        id: 3,
        module: 'builtin:BasicRouter',
        routes: [
          { flow: [{ id: 4, module: 'known:Act' }] },
          { flow: [{ id: 5, module: 'known:Act', mapper: { a: '{{4.x}}{{2.value}}' } }] },
        ],
      },
      { id: 6, module: 'builtin:BasicAggregator', parameters: { feeder: 2 }, mapper: { a: '{{2.value}}' } },
      { id: 7, module: 'known:Act', mapper: { a: '{{2.value}} {{1.name}} {{6.array}}' } },
    ]);
    expect(findings.map(({ kind, severity, moduleId, subject }) => [kind, severity, moduleId, subject])).toEqual([
      ['cyclic-reference', 'warning', 2, '2'],
      ['unknown-reference', 'warning', 2, '9'],
      ['forward-reference', 'warning', 5, '4'],
      ['forward-reference', 'warning', 7, '2'],
    ]);
  });

  it('refuses modules that read each other in a circle, and says where', () => {
    const { findings } = compile([
      { id: 1, module: 'known:Act', mapper: { a: 'x {{3.x}}' } },
      { id: 2, module: 'known:Act', mapper: { a: '{{1.x}}' } },
      { id: 3, module: 'known:Act', mapper: { a: { deep: ['{{13.x}} {{2.x}}'] } } },
    ]);
    expect(findings.filter(({ kind }) => kind === 'cyclic-reference')).toEqual([
      {
        kind: 'cyclic-reference',
        severity: 'error',
        moduleId: 1,
        module: 'known:Act',
        subject: '3',
        pointer: '/flow/0/mapper/a',
        position: 4,
        message: expect.stringContaining('circle') as string,
      },
    ]);
    expect(findings.find(({ kind }) => kind === 'unknown-reference')).toMatchObject({ subject: '13', position: 2 });
  });

  it('lets a handler read the module it is for', () => {
    const { findings } = compile([
      { id: 1, module: 'known:Act', onerror: [{ id: 2, module: 'known:Act', mapper: { a: '{{1.error.message}}' } }] },
    ]);
    expect(findings).toEqual([]);
  });

  it('tells settings that are not obeyed yet, and schedules that do not start runs', () => {
    const { findings } = compile([{ id: 1, module: 'known:Trigger' }], {
      metadata: { scenario: { sequential: true, roundtrips: 3, dlq: true, maxErrors: 7 } },
      scheduling: { type: 'daily', time: '08:00' },
    });
    expect(findings.map(({ subject, kind }) => [kind, subject])).toEqual([
      ['unsupported-setting', 'sequential'],
      ['unsupported-setting', 'scheduling'],
    ]);
  });

  it('reads operators in other spellings and says so', () => {
    const { findings } = compile([
      {
        id: 1,
        module: 'known:Act',
        filter: {
          conditions: [
            [
              { a: 'x', o: 'string:equal', b: 'x' },
              { a: '1', o: 'number:resembles', b: '1' },
            ],
          ],
        },
      },
    ]);
    expect(findings.map(({ kind, severity, subject }) => [kind, severity, subject])).toEqual([
      ['operator-alias', 'info', 'string:equal'],
      ['unknown-operator', 'error', 'number:resembles'],
    ]);
  });

  it('does not let a key of a mapper reach a prototype', () => {
    const { modules } = compile([
      JSON.parse('{"id":1,"module":"known:Act","mapper":{"__proto__":{"polluted":true},"a":"b"}}') as object,
    ]);
    expect(modules[0]?.mapper).toEqual({ kind: 'constant', value: { a: 'b' } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
