import dagre from '@dagrejs/dagre';
import type { Graph } from './graph-of.ts';

export const NODE_WIDTH = 196;
export const NODE_HEIGHT = 68;

/** As much of a filter's name as is shown on its edge, in letters. */
export const LABEL_MAX = 28;
const LETTER_WIDTH = 6;

/** From left to right; what an error leads to stands below. */
export function layOut({ nodes, edges }: Graph): ReadonlyMap<number, { readonly x: number; readonly y: number }> {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 32, ranksep: 64 });
  for (const { id } of nodes) graph.setNode(String(id), { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to, filter = '' } of edges) {
    graph.setEdge(String(from), String(to), {
      width: Math.min(filter.length, LABEL_MAX) * LETTER_WIDTH,
      height: 16,
      labelpos: 'c',
    });
  }
  dagre.layout(graph);
  return new Map(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(String(id)) as { x: number; y: number };
      return [id, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }];
    }),
  );
}
