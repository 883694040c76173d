import { readBlueprint } from './read-blueprint.ts';

it('notes are read in the shapes they come in, and empty ones passed over', () => {
  const { blueprint, findings } = readBlueprint({
    flow: [{ id: 1, module: 'a:B' }],
    metadata: {
      notes: [
        { moduleIds: [1, '2'], content: '<p>Look here</p>', isFilterNote: true, metadata: { color: '#fff' } },
        { moduleId: 1, text: 'Older' },
        'Plain',
        '',
        { moduleIds: [3] },
        null,
      ],
    },
  });
  expect(blueprint.notes).toEqual([
    { content: '<p>Look here</p>', moduleIds: [1, 2], isOnFilter: true },
    { content: 'Older', moduleIds: [1], isOnFilter: false },
    { content: 'Plain', moduleIds: [], isOnFilter: false },
  ]);
  expect(findings).toEqual([]);
});

it('one text for the whole scenario is a note', () => {
  const { blueprint, findings } = readBlueprint({
    flow: [{ id: 1, module: 'a:B' }],
    metadata: { notes: 'Replace:\n- x' },
  });
  expect(blueprint.notes).toEqual([{ content: 'Replace:\n- x', moduleIds: [], isOnFilter: false }]);
  expect(findings).toEqual([]);
});
