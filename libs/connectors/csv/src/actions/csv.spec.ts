import type { Bundle, ModuleContext } from '@ebbflow/connector-sdk';
import { createAdvancedCsv } from './create-advanced-csv.action.ts';
import { createCsv } from './create-csv.action.ts';
import { parseCsv } from './parse-csv.action.ts';

const parse = async (csv: string, parameters: Bundle = {}) =>
  (await parseCsv.run({ mapped: { csv }, parameters }, {} as ModuleContext)).bundles;

describe('csv:ParseCSV', () => {
  it('makes a bundle of each row, columns by number, values as they are written', async () => {
    expect(await parse('\uFEFFname,note\n"Ada, L.","say ""hi""\nagain"\n\n007,')).toEqual([
      { col1: 'name', col2: 'note' },
      { col1: 'Ada, L.', col2: 'say "hi"\nagain' },
      { col1: '007', col2: '' },
    ]);
  });

  it('leaves out a row of headers, and fills up short rows', async () => {
    expect(
      await parse('a;b\r\n1', { containsHeaders: 'true', columnsCount: 3, delimiterType: 'other', delimiter: ';' }),
    ).toEqual([{ col1: '1', col2: '', col3: '' }]);
  });

  it('reads tabs, and quotes that mean nothing', async () => {
    expect(await parse('5" pipe\tx', { delimiterType: 'tab', preserveQuotes: true })).toEqual([
      { col1: '5" pipe', col2: 'x' },
    ]);
  });

  it.each<[string, string, Bundle]>([
    ['"csv" is empty', '', {}],
    ['"csv" is not valid CSV near line 1', 'a,"b', {}],
    ['"csv" is not valid CSV', 'a,5" pipe', {}],
    ['"delimiter" must be', 'a', { delimiterType: 'other', delimiter: '||' }],
    ['"columnsCount" must be', 'a', { columnsCount: 1e9 }],
    ['more than 100000 rows', 'a\n'.repeat(100_002), {}],
    ['more than 1000 columns', 'a,'.repeat(1_001), {}],
    ['is longer than', 'x'.repeat(50_000_000), {}],
  ])('says %s, and does not quote the text', async (message, csv, parameters) => {
    await expect(parse(csv, parameters)).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringContaining(message) as string,
    });
    await expect(parse(csv, parameters)).rejects.toMatchObject({
      message: expect.not.stringContaining('pipe') as string,
    });
  });
});

describe('csv:CreateAggregator', () => {
  const rows = [
    { name: 'Ada, L.', n: 1 },
    { name: 'say "hi"', when: new Date(0), list: [{ a: 1 }] },
  ];

  it('writes all fields of all rows, in quotes', () => {
    expect(createCsv.aggregate?.(rows, { includeHeaders: true })).toEqual({
      text: '"name","n","when","list"\n"Ada, L.","1","",""\n"say ""hi""","","1970-01-01T00:00:00.000Z","[{""a"":1}]"\n',
    });
  });

  it('separates fields and rows as asked', () => {
    const parameters = { delimiterType: 'other', delimiter: ';', newlineType: 'crlf', includeHeaders: false };
    expect(createAdvancedCsv.aggregate?.([{ a: 1, b: null }], parameters)).toEqual({ text: '"1";""\r\n' });
  });

  it('writes nothing of nothing', () => {
    expect(createCsv.aggregate?.([], { includeHeaders: true })).toEqual({ text: '' });
  });

  it('is read back as it was written', async () => {
    const { text } = createCsv.aggregate?.([{ a: 'x\n"y"', b: ',;' }], {}) ?? {};
    expect(await parse(text as string)).toEqual([{ col1: 'x\n"y"', col2: ',;' }]);
  });
});
