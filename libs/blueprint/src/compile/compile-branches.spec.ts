import { readBlueprint } from '../read/read-blueprint.ts';
import { compileBlueprint } from './compile-blueprint.ts';

describe('an if-else and the merge behind it', () => {
  const { blueprint } = readBlueprint({
    flow: [
      { id: 1, module: 'gateway:CustomWebHook', mapper: {} },
      {
        id: 2,
        module: 'builtin:BasicIfElse',
        mapper: null,
        branches: [
          {
            type: 'condition',
            label: 'Urgent',
            merge: true,
            conditions: [[{ a: '{{1.level}}', o: 'text:equal', b: 'high' }]],
            flow: [{ id: 3, module: 'util:ComposeTransformer', mapper: { value: '{{1.name}}' } }],
          },
          { type: 'else', merge: true, disabled: false, label: '', flow: [] },
        ],
      },
      {
        id: 5,
        module: 'builtin:BasicMerge',
        mapper: null,
        filters: [null, { name: '', conditions: [[{ a: '{{1.x}}', o: 'exist' }]] }],
        outputs: [{ name: 'message', mappings: ['{{3.value}}', 'none'] }],
      },
      { id: 6, module: 'util:ComposeTransformer', mapper: { value: '{{5.message}} {{3.value}}' } },
    ],
  });
  const { modules, findings } = compileBlueprint(blueprint, { isKnownModule: () => true });
  const [, ifElse, , merge] = modules;

  it('keeps the branches in their order, with their conditions', () => {
    expect(ifElse?.branches).toMatchObject([
      { type: 'condition', label: 'Urgent', isMerged: true, isDisabled: false, first: { id: 3 } },
      { type: 'else', isMerged: true, conditions: undefined, first: undefined },
    ]);
    expect(ifElse?.branches[0]?.conditions?.conditions).toHaveLength(1);
    expect(ifElse?.next?.id).toBe(5);
  });

  it('has a value for each branch in each output of the merge', () => {
    expect(merge?.merge?.filters.map((filter) => filter === undefined)).toEqual([true, false]);
    expect(merge?.merge?.outputs).toMatchObject([
      { name: 'message', mappings: [{ kind: 'template' }, { kind: 'constant', value: 'none' }] },
    ]);
  });

  it('lets the mappings read the branches, and the modules behind it the merge only', () => {
    expect(findings.filter(({ kind }) => kind === 'forward-reference')).toMatchObject([{ moduleId: 6, subject: '3' }]);
  });
});
