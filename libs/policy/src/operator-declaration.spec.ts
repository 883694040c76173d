import { parseOperatorDeclaration } from './operator-declaration.ts';

const operator = `operator:
  name: Ebb and Sons
  address: 1 Quay, Port
  contact: https://example.test/privacy
place:
  region: European Union
  dataCentre: Port 1
processors:
`;
const parse = (processors: string) => parseOperatorDeclaration('operator.yaml', operator + processors);

describe('what the operator declares', () => {
  it('is who it is, where the data stays, and each processor with place and agreement', () => {
    const declared = parse('  - { id: hosting, name: Port Hosting, place: Port, agreement: 2026-01-15 }\n');
    expect(declared.place.certificates).toEqual([]);
    expect(declared.processors).toMatchObject([{ id: 'hosting', agreement: '2026-01-15' }]);
  });

  it('needs no agreement with those who decide for themselves', () => {
    expect(() => parse('  - { id: stripe, name: Stripe, place: Ireland }\n')).not.toThrow();
  });

  it.each([
    [
      'a processor nothing goes to',
      '  - { id: nobody, name: N, place: P, agreement: 2026-01-15 }',
      /:9 .*nothing ever goes to nobody/,
    ],
    ['a processor without an agreement', '  - { id: hosting, name: N, place: P }', /:9 .*agreement is missing/],
    ['one twice', '  - { id: hosting, name: N, place: P, agreement: 2026-01-15 }\n'.repeat(2), /:10 .*twice/],
    ['a day that is none', '  - { id: hosting, name: N, place: P, agreement: soon }', /:9 /],
  ])('with %s is refused, naming the line', (_, text, message) => {
    expect(() => parse(`${text}\n`)).toThrow(message);
  });
});
