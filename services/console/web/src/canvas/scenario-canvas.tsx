import '@xyflow/react/dist/style.css';
import './canvas.css';
import { useComputedColorScheme } from '@mantine/core';
import { Background, Controls, type Edge, MiniMap, ReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { graphOf } from './graph-of.ts';
import { LABEL_MAX, layOut, NODE_HEIGHT, NODE_WIDTH } from './lay-out.ts';
import { ModuleNode, type ModuleNodeType } from './module-node.tsx';
import type { ModuleResult } from './module-result.ts';

const nodeTypes = { module: ModuleNode };

interface Props {
  readonly blueprint: { readonly flow?: unknown };
  readonly results?: ReadonlyMap<number, ModuleResult>;
  readonly onSelect?: (moduleId: number) => void;
}

/** The scenario as its author drew it, with what a run left at each module. */
export function ScenarioCanvas({ blueprint, results, onSelect }: Props) {
  const { t } = useTranslation();
  const colorMode = useComputedColorScheme();
  const graph = useMemo(() => graphOf(blueprint), [blueprint]);
  const places = useMemo(() => layOut(graph), [graph]);
  const nodes = graph.nodes.map(({ id, name, module, summary }): ModuleNodeType => ({
    id: String(id),
    type: 'module',
    position: places.get(id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    ariaLabel: `${name}, ${module}`,
    data: { name, app: module.split(':')[0] ?? '', summary, result: results?.get(id) },
  }));
  const edges = graph.edges.map(({ from, to, kind, filter }): Edge => ({
    id: `${String(from)}-${String(to)}`,
    source: String(from),
    target: String(to),
    ...(kind === 'on-error' && { className: 'on-error', label: t('scenario.onError') }),
    ...(filter !== undefined && {
      label: filter === '' ? t('scenario.unnamedFilter') : shortened(filter),
      labelShowBg: true,
    }),
  }));
  return (
    <section className="canvas" aria-label={t('scenario.canvas')}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        colorMode={colorMode}
        nodesDraggable={false}
        nodesConnectable={false}
        deleteKeyCode={null}
        onNodeClick={(_, { id }) => onSelect?.(Number(id))}
        onlyRenderVisibleElements={nodes.length > 100}
        minZoom={0.1}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.05 }}
      >
        <Background gap={16} />
        <Controls showInteractive={false} />
        {nodes.length > 12 && <MiniMap pannable zoomable />}
      </ReactFlow>
    </section>
  );
}

const shortened = (name: string): string => (name.length > LABEL_MAX ? `${name.slice(0, LABEL_MAX - 1)}…` : name);
