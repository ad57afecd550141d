import { DownOutlined } from '@ant-design/icons';
import type { LeadItem } from '@wangjian/server/modules/leads/contract.ts';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { AskedProps } from './chosen.ts';
import { ACTION_WORDS, DIALOG_ACTIONS, type DialogAction, nextStep, SINGLE } from './lead-action-words.ts';
import { SimpleDialog, simpleAction } from './simple-dialog.tsx';

// Rarely all needed at once, and with tables and calendars of their own.
const DispatchDialog = lazy(() => import('./dispatch-dialog.tsx'));
const HandOverDialog = lazy(() => import('./hand-over-dialog.tsx'));
const AssignDialog = lazy(() => import('./assign-dialog.tsx'));
const CheckDialog = lazy(() => import('./check-dialog.tsx'));
const ReportDialog = lazy(() => import('./report-dialog.tsx'));
const SplitDialog = lazy(() => import('./split-dialog.tsx'));
const MergeDialog = lazy(() => import('./merge-dialog.tsx'));

const SHOWN = 4;

/** What may be done now with one lead or several: the next step stands out, what is rare hides under 更多. */
export function LeadActions(props: {
  readonly leads: readonly LeadItem[];
  /** Whether a check was recorded: then feedback is next. */
  readonly checked?: boolean;
  readonly size?: 'small';
  readonly onDone?: () => void;
  readonly onReload?: () => void;
}) {
  const { leads } = props;
  const [asking, setAsking] = useState<DialogAction | null>(null);
  const [first] = leads;
  if (!first) return null;
  const may = DIALOG_ACTIONS.filter(
    (action) =>
      leads.every((lead) => lead.allowed.includes(action)) &&
      (leads.length === 1 || !SINGLE.includes(action)),
  );
  const alike = leads.every(({ status }) => status === first.status);
  const next = alike ? nextStep(first.status, props.checked ?? false) : undefined;
  const ordered = [...may].sort((one, other) => Number(other === next) - Number(one === next));
  const shown = ordered.slice(0, SHOWN);
  const rest = ordered.slice(SHOWN);
  const close = () => setAsking(null);
  return (
    <>
      {may.length === 0 && leads.length > 1 && (
        <span className="soft">所选线索没有可以一起办理的事项，请按状态筛选后再选</span>
      )}
      {shown.map((action) => (
        <Button
          key={action}
          size={props.size}
          type={action === next ? 'primary' : undefined}
          onClick={() => setAsking(action)}
        >
          {ACTION_WORDS[action].verb}
        </Button>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((action) => ({ key: action, label: ACTION_WORDS[action].verb })),
            onClick: ({ key }) => setAsking(key as DialogAction),
          }}
        >
          <Button size={props.size}>
            更多 <DownOutlined />
          </Button>
        </Dropdown>
      )}
      {asking && (
        <Suspense>
          <Asked
            action={asking}
            leads={leads}
            onClose={close}
            onDone={props.onDone}
            onReload={props.onReload}
            onAsk={setAsking}
          />
        </Suspense>
      )}
    </>
  );
}

function Asked({ action, ...props }: AskedProps & { readonly action: DialogAction }) {
  if (simpleAction(action)) return <SimpleDialog action={action} {...props} />;
  switch (action) {
    case 'dispatch':
      return <DispatchDialog {...props} />;
    case 'hand-over':
      return <HandOverDialog {...props} />;
    case 'assign':
      return <AssignDialog {...props} />;
    case 'check':
      return <CheckDialog {...props} />;
    case 'report':
      return <ReportDialog {...props} />;
    case 'split':
      return <SplitDialog {...props} />;
    default:
      return <MergeDialog action={action === 'link' ? 'link' : 'merge'} {...props} />;
  }
}
