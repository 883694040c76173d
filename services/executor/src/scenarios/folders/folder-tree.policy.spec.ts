import { FolderTree } from './folder-tree.policy.ts';

/** a > b > c > d, and e > f */
const tree = new FolderTree([
  { id: 'a', parentId: null },
  { id: 'b', parentId: 'a' },
  { id: 'c', parentId: 'b' },
  { id: 'd', parentId: 'c' },
  { id: 'e', parentId: null },
  { id: 'f', parentId: 'e' },
]);

describe('a tree of folders', () => {
  it('takes a new folder down to the fifth level', () => {
    expect(() => tree.assertTakesNew(null)).not.toThrow();
    expect(() => tree.assertTakesNew('d')).not.toThrow();
    const five = new FolderTree(
      Array.from('abcde').map((id, index, all) => ({ id, parentId: all[index - 1] ?? null })),
    );
    expect(() => five.assertTakesNew('e')).toThrow(expect.objectContaining({ code: 'EXECUTOR.FOLDER_TOO_DEEP' }));
  });

  it('counts what is below a folder that is moved', () => {
    expect(() => tree.assertTakes('c', 'e')).not.toThrow();
    expect(() => tree.assertTakes('d', 'e')).toThrow(expect.objectContaining({ code: 'EXECUTOR.FOLDER_TOO_DEEP' }));
  });

  it.each(['a', 'b', 'd'])('does not take a folder into itself: %s', (into) => {
    expect(() => tree.assertTakes(into, 'a')).toThrow(expect.objectContaining({ code: 'EXECUTOR.FOLDER_IN_ITSELF' }));
  });

  it('takes nothing into a folder that is not there', () => {
    expect(() => tree.assertTakesNew('x')).toThrow(expect.objectContaining({ code: 'EXECUTOR.FOLDER_NOT_FOUND' }));
  });
});
