import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import type { ModuleResult } from './module-result.ts';

export type ModuleNodeType = Node<
  { readonly name: string; readonly app: string; readonly summary: string; readonly result?: ModuleResult | undefined },
  'module'
>;

/** A card: app, name, its main parameter, and after a run how many bundles passed and how it ended. */
export function ModuleNode({ data }: NodeProps<ModuleNodeType>) {
  const { t } = useTranslation();
  const { name, app, summary, result } = data;
  return (
    <div className={`module module-${result?.status ?? 'idle'}`}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className="module-app">{app}</div>
      <div className="module-name">{name}</div>
      <div className="module-summary">{summary}</div>
      {result && (
        <div className="module-count">
          {result.status === 'error' ? `✕ ${t('run.failed')}` : `✓ ${t('run.bundles', { count: result.bundleCount })}`}
        </div>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}
