import { executeScenario, MemoryDataStores, type DataStoresPort, type Verdict } from '../src/index.ts';
import { aScenario, anInput, begin, DurableJournal, World, type FlowModule } from './lab.ts';

const note = (id: number, key: string, more: Partial<FlowModule> = {}): FlowModule => ({
  id,
  module: 'lab:Note',
  mapper: { key, text: 'x' },
  ...more,
});
const failing = (id: number, key: string, more: Partial<FlowModule> = {}): FlowModule =>
  note(id, key, { mapper: { key, text: 'x', fails: true }, ...more });
const boom: FlowModule = { id: 9, module: 'builtin:Throw', mapper: { message: 'no' } };

async function run(
  flow: readonly FlowModule[],
  settings: Parameters<typeof aScenario>[1],
  wrap: (stores: MemoryDataStores) => DataStoresPort = (stores) => stores,
): Promise<{ verdict: Verdict; keys: readonly string[] }> {
  const stores = new MemoryDataStores();
  const ports = new World(new DurableJournal()).ports({ dataStores: wrap(stores) });
  const verdict = await executeScenario(aScenario(flow, settings), anInput([{}]), ports);
  return { verdict, keys: stores.records('notes').map(({ key }) => key) };
}

describe('what transactional modules wrote', () => {
  it('stays with auto commit, each operation by itself, though the run fails later', async () => {
    const { verdict, keys } = await run([begin, note(2, 'a'), note(3, 'b'), boom], { autoCommit: true });
    expect(verdict.status).toBe('error');
    expect(keys).toEqual(['a', 'b']);
  });

  it('is undone as a whole without auto commit, when the run fails', async () => {
    expect((await run([begin, note(2, 'a'), note(3, 'b'), boom], { autoCommit: false })).keys).toEqual([]);
    expect((await run([begin, note(2, 'a'), note(3, 'b')], { autoCommit: false })).keys).toEqual(['a', 'b']);
  });

  it('stays for the cycles before the one that failed', async () => {
    const flow = [
      note(1, '{{uuid}}'),
      { ...boom, filter: { conditions: [[{ a: '{{1.count}}', o: 'number:equal', b: '3' }]] } },
    ];
    expect((await run(flow, { autoCommit: false, roundtrips: 5 })).keys).toHaveLength(2);
  });

  it('by an operation that failed is undone alone, and the rest of the cycle is committed', async () => {
    const ignored = failing(3, 'half', { onerror: [{ id: 4, module: 'builtin:Ignore' }] });
    for (const autoCommit of [true, false]) {
      const { verdict, keys } = await run([begin, note(2, 'a'), ignored], { autoCommit });
      expect([verdict.status, keys]).toEqual(['success', ['a']]);
    }
  });

  it('follows the directive: Commit keeps it, Rollback does not', async () => {
    const ended = (directive: string): FlowModule[] => [
      begin,
      note(2, 'a'),
      { ...boom, onerror: [{ id: 10, module: directive }] },
      note(11, 'never'),
    ];
    expect((await run(ended('builtin:Commit'), { autoCommit: false })).keys).toEqual(['a']);
    expect((await run(ended('builtin:Rollback'), { autoCommit: false })).keys).toEqual([]);
  });
});

describe('data stores that fail', () => {
  it('at a commit end the run as inconsistent; what was committed before stays', async () => {
    let commits = 0;
    const { verdict, keys } = await run([begin, note(2, 'a'), note(3, 'b'), note(4, 'c')], {}, (stores) => ({
      open: (...call) => stores.open(...call),
      undo: (...call) => stores.undo(...call),
      rollback: (...call) => stores.rollback(...call),
      commit: async (transaction) => {
        commits += 1;
        if (commits === 2) throw new Error('disk');
        await stores.commit(transaction);
      },
    }));
    expect(verdict.error).toMatchObject({ class: 'InconsistencyError', moduleId: 3 });
    expect(keys).toEqual(['a']);
    expect(JSON.stringify(verdict)).not.toContain('disk');
  });

  it('that are not there are an error of configuration', async () => {
    const scenario = aScenario([begin, note(2, 'a')]);
    const verdict = await executeScenario(scenario, anInput(), new World(new DurableJournal()).ports());
    expect(verdict.error).toMatchObject({ class: 'InvalidConfigurationError', moduleId: 2 });
  });
});
