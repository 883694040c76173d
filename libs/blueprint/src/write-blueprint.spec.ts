import { readBlueprint } from './read/read-blueprint.ts';
import { writeBlueprint, writeOwnFormat } from './write-blueprint.ts';

const document = { name: 'One', flow: [{ id: 1, module: 'a:B', odd: [null, { x: '{{' }] }], extra: 1 };

it('our format is what was read with the marker, and reads again as the same', () => {
  const { blueprint } = readBlueprint(document);
  const own = writeOwnFormat(blueprint);
  expect(own).toEqual({ ...document, ebbflow: { format: 1 } });
  const again = readBlueprint(own).blueprint;
  expect(again.flow).toEqual(blueprint.flow);
  expect(writeBlueprint(again)).toEqual(document);
});

it('a document from a newer program is refused, with the place', () => {
  expect(() => readBlueprint({ blueprint: { ...document, ebbflow: { format: 99 } } })).toThrow(
    '/blueprint/ebbflow/format: The document has format 99',
  );
});
