import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  exportFindings,
  type FindingItem,
  listFindings,
} from '@wangjian/server/modules/findings/contract.ts';
import { App, Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { ExportButton } from '../../list/export-button.tsx';
import { FilterBar } from '../../list/filter-bar.tsx';
import type { ListFilter } from '../../list/list-column.ts';
import { textOf, useListState } from '../../list/use-list-state.ts';
import { useSelection } from '../../list/use-selection.ts';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { useShortcuts } from '../../use-shortcuts.ts';
import { categoryOptions, violationsQuery } from '../../violations-query.ts';
import { FINDING_LEVEL_NAMES, FINDING_STATUS_NAMES, optionsOf } from '../../words.ts';
import { FindingDetail, findingQuery } from './finding-detail.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import './triage.css';
import { TriageEmpty } from './triage-empty.tsx';
import { TriageList } from './triage-list.tsx';
import { useTriage } from './use-triage.ts';

const DEFAULTS = { status: 'pending' };

type FindingAction = 'confirm' | 'reject' | 'merge' | 'reopen';
/** What may be done in each state; the server has the last word (findings/lifecycle.ts). */
const ALLOWED: Readonly<Record<FindingItem['status'], readonly FindingAction[]>> = {
  pending: ['confirm', 'reject', 'merge'],
  confirmed: ['reject', 'reopen'],
  rejected: ['confirm', 'reopen'],
  merged: ['reopen'],
};

/** 发现甄别: the list beside the finding, decided by keys or buttons, one by one or many at once. */
export default function TriagePage() {
  const violations = useQuery(violationsQuery);
  const filters = useMemo<readonly ListFilter[]>(
    () => [
      { name: 'status', label: '状态', input: 'many', options: optionsOf(FINDING_STATUS_NAMES) },
      { name: 'level', label: '级别', input: 'many', options: optionsOf(FINDING_LEVEL_NAMES) },
      { name: 'category', label: '违法类别', input: 'many', options: categoryOptions(violations.data) },
      { name: 'region', label: '辖区', input: 'region' },
      {
        name: 'violation',
        label: '违法行为',
        input: 'one',
        options: (violations.data ?? []).map((one) => ({ value: one.id, label: one.name })),
        folded: true,
      },
      { name: 'found', label: '发现日期', input: 'days', folded: true },
      { name: 'rule', label: '只看一条规则', input: 'hidden' },
      { name: 'siteId', label: '只看一个网站', input: 'hidden' },
      { name: 'patrolId', label: '只看一次监测', input: 'hidden' },
      { name: 'leadId', label: '只看一条线索', input: 'hidden' },
    ],
    [violations.data],
  );
  const state = useListState(filters, DEFAULTS, '-foundAt');
  const findings = useQuery({
    queryKey: ['findings', state.query],
    queryFn: ({ signal }) => call(listFindings, { query: state.query, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <PageFrame
      fill
      actions={
        <ExportButton endpoint={exportFindings} query={state.filterQuery} total={findings.data?.total ?? 0} />
      }
    >
      <FilterBar filters={filters} state={state} keyword="句子、词语、网站、网址" />
      <QueryState query={findings}>
        {({ items, total }) => <Triage items={items} total={total} state={state} />}
      </QueryState>
    </PageFrame>
  );
}

function Triage(props: {
  readonly items: readonly FindingItem[];
  readonly total: number;
  readonly state: ReturnType<typeof useListState>;
}) {
  const { items, state } = props;
  const { message } = App.useApp();
  const may = useMay('finding.triage');
  const [place, setPlace] = useState(0);
  const [asking, setAsking] = useState<'reject' | 'merge' | 'help' | null>(null);
  const selection = useSelection<FindingItem>(JSON.stringify(state.filterQuery));
  const wanted = textOf(state.search.at);
  const found = wanted ? items.findIndex((one) => one.id === wanted) : -1;
  const at = found >= 0 ? found : Math.max(0, Math.min(place, items.length - 1));
  // A link may lead to a finding that is not on this page of the list: it is shown all the same.
  const outside = useQuery({ ...findingQuery(wanted ?? ''), enabled: wanted !== undefined && found < 0 });
  const current = found < 0 && wanted !== undefined ? outside.data : items[at];
  const pages = Math.ceil(props.total / state.pageSize);
  const { page, change } = state;
  useEffect(() => {
    if (items.length === 0 && props.total > 0 && page > 1) change({ page: String(Math.max(1, pages)) });
  }, [items.length, props.total, page, pages, change]);

  const go = (to: number) => {
    if (to >= items.length && state.page < pages) {
      setPlace(0);
      state.change({ page: String(state.page + 1), at: undefined });
      return;
    }
    const next = Math.max(0, Math.min(items.length - 1, to));
    setPlace(next);
    state.change({ page: state.page > 1 ? String(state.page) : undefined, at: items[next]?.id });
  };
  const { decide, undo, undoable } = useTriage((ids) => {
    // The decided ones leave a list of pending findings, and what follows moves up to this place.
    selection.clear();
    setPlace(Math.max(0, at - items.slice(0, at).filter((one) => ids.includes(one.id)).length));
    state.change({ page: state.page > 1 ? String(state.page) : undefined, at: undefined });
  });
  const targets = selection.rows.length > 0 ? selection.rows : current ? [current] : [];
  const able = (action: FindingAction) =>
    may && !decide.isPending ? targets.filter((one) => ALLOWED[one.status].includes(action)) : [];
  const [toConfirm, toReject, toMerge, toReopen] = [
    able('confirm'),
    able('reject'),
    able('merge'),
    able('reopen'),
  ];
  const confirm = () =>
    toConfirm.length > 0 &&
    decide.mutate(
      { findings: toConfirm, decision: { kind: 'confirm' } },
      { onError: (error) => message.error(messageOf(error)) },
    );
  // The last decision of this sitting, or else the conclusion that the chosen ones carry.
  const takeBack = () => {
    if (undo.isPending || !may) return;
    if (undoable > 0 || toReopen.length > 0) undo.mutate(undoable > 0 ? undefined : toReopen);
  };
  const forward = () => go(at + 1);
  const back = () => go(at - 1);
  useShortcuts({
    j: forward,
    ArrowDown: forward,
    k: back,
    ArrowUp: back,
    x: () => current && selection.select([current], !selection.selected.has(current.id)),
    y: confirm,
    n: () => toReject.length > 0 && setAsking('reject'),
    m: () => toMerge.length > 0 && setAsking('merge'),
    u: takeBack,
    '?': () => setAsking('help'),
    '/': () => document.querySelector<HTMLElement>('[data-search-box]')?.focus(),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link to one finding counts once
  useEffect(() => {
    if (found >= 0) setPlace(found);
  }, [wanted]);

  if (props.total === 0 && !current) {
    return (
      <TriageEmpty
        pendingOnly={textOf(state.search.status) === 'pending'}
        undoable={undoable}
        undoing={undo.isPending}
        onUndo={takeBack}
        onAll={() => state.change({ status: 'all' })}
      />
    );
  }
  return (
    <div className="triage">
      <TriageList
        items={items}
        total={props.total}
        at={found < 0 && wanted !== undefined ? -1 : at}
        selected={selection.selected}
        onSelect={may ? selection.select : undefined}
        onGo={go}
        page={state.page}
        pages={pages}
        onPage={(page) => state.change({ page: String(page), at: undefined })}
      />
      <section className="triage-detail" aria-label="发现详情">
        <div className="triage-actions no-print">
          {may && (
            <>
              <Button
                type="primary"
                disabled={toConfirm.length === 0}
                loading={decide.isPending}
                onClick={confirm}
              >
                确认违法{many(toConfirm.length)}（Y）
              </Button>
              <Button disabled={toReject.length === 0} onClick={() => setAsking('reject')}>
                排除{many(toReject.length)}（N）
              </Button>
              <Button disabled={toMerge.length === 0} onClick={() => setAsking('merge')}>
                并入（M）
              </Button>
              <Button
                disabled={undoable === 0 && toReopen.length === 0}
                loading={undo.isPending}
                onClick={takeBack}
                title={undoable > 0 ? '撤销刚才的结论' : '撤销这条发现的结论'}
              >
                撤销（U）
              </Button>
            </>
          )}
          {selection.rows.length > 0 && (
            <span>
              已选 {selection.rows.length} 条
              <Button type="link" size="small" onClick={selection.clear}>
                取消选择
              </Button>
            </span>
          )}
          <span className="list-tools-gap" />
          <Button type="text" onClick={() => setAsking('help')}>
            按键说明（?）
          </Button>
        </div>
        {current && <FindingDetail id={current.id} next={items[at + 1]?.id} />}
      </section>
      {asking === 'reject' && (
        <RejectDialog
          findings={toReject}
          onClose={() => setAsking(null)}
          onReject={(reason, note) =>
            decide.mutateAsync({ findings: toReject, decision: { kind: 'reject', reason, note } })
          }
        />
      )}
      {asking === 'merge' && (
        <MergeDialog
          findings={toMerge}
          current={current}
          onClose={() => setAsking(null)}
          onMerge={(into) => decide.mutateAsync({ findings: toMerge, decision: { kind: 'merge', into } })}
        />
      )}
      {asking === 'help' && <ShortcutHelp onClose={() => setAsking(null)} />}
    </div>
  );
}

function many(count: number): string {
  return count > 1 ? ` ${count} 条` : '';
}
