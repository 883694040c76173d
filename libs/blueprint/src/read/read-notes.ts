import type { JsonObject } from '@ebbflow/kernel';
import type { Note } from '../blueprint.ts';
import { isObject, type Reading } from './reading.ts';
import { readBoolean, readInteger, readText } from './scalars.ts';

/** Notes on the canvas. Those without a text say nothing and are passed over. */
export function readNotes(metadata: JsonObject, pointer: string, reading: Reading): readonly Note[] {
  const { notes } = metadata;
  // Files made by hand have one text for the whole scenario.
  const list = typeof notes === 'string' ? [notes] : reading.listAt(metadata, 'notes', pointer);
  return list.flatMap((note) => {
    if (typeof note === 'string')
      return note.trim() === '' ? [] : [{ content: note, moduleIds: [], isOnFilter: false }];
    const content = isObject(note) ? (readText(note['content']) ?? readText(note['text'])) : undefined;
    if (!isObject(note) || content === undefined) return [];
    const ids = Array.isArray(note['moduleIds']) ? note['moduleIds'] : [note['moduleId']];
    return [
      {
        content,
        moduleIds: ids.flatMap((id) => readInteger(id) ?? []),
        isOnFilter: readBoolean(note['isFilterNote']) ?? false,
      },
    ];
  });
}
