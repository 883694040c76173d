import { partAbout } from './part-about.ts';

describe('what of a row is about somebody', () => {
  const row = {
    id: 'run_1',
    at: '2026-01-01',
    details: {
      modules: [
        {
          bundles: [
            { email: 'Ann@Example.org', orders: [{ n: 1 }] },
            { email: 'bob@example.org', orders: [] },
          ],
        },
        { bundles: [{ email: 'bob@example.org' }] },
      ],
    },
  };

  it('is the row’s own fields and the smallest records that name the person, in whatever case', () => {
    expect(partAbout(['ann@example.org'], row)).toEqual({
      id: 'run_1',
      at: '2026-01-01',
      details: { modules: [{ bundles: [{ email: 'Ann@Example.org', orders: [{ n: 1 }] }] }] },
    });
  });

  it('is nothing where nobody is named', () => {
    expect(partAbout(['eve@example.org'], row)).toBeUndefined();
  });

  it('is found where JSON writes it in another way', () => {
    expect(partAbout(['the "quoted" one'], { id: 'x', name: 'The "Quoted" One' })).toEqual({
      id: 'x',
      name: 'The "Quoted" One',
    });
  });
});
