import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LEAD_RETURN_REASON_NAMES } from '@wangjian/core/lead.ts';
import { listRules, type RuleItem } from '@wangjian/server/modules/findings/contract.ts';
import { Input, Modal } from 'antd';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import type { ListColumn } from '../../list/list-column.ts';
import '../../list/list-page.css';
import { RowTable } from '../../list/row-table.tsx';
import { CitationList } from '../../record/citation-list.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { countOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { FINDING_LEVEL_NAMES, REJECT_REASON_NAMES, RULE_STATUS_NAMES } from '../../words.ts';
import { PolicySwitch } from './policy-switch.tsx';
import './rules.css';

type Rule = z.output<typeof RuleItem>;

/** Orders of the table by column; the whole catalog is on the page, so it is ordered here. */
const ORDERS: Record<string, (rule: Rule) => number | string> = {
  title: (rule) => rule.title,
  hits: (rule) => rule.hits,
  confirmed: (rule) => rule.confirmed,
  rejected: (rule) => rule.rejected,
  precision: (rule) => precisionOf(rule) ?? -1,
};

/** 规则库: each rule with its article, version and the precision that triage gave it. */
export default function RuleList() {
  const rules = useQuery({
    queryKey: ['rules'],
    queryFn: async ({ signal }) => (await call(listRules, { signal })).items,
  });
  const [q, setQ] = useState('');
  const [sort, setSort] = useState('-hits');
  const [open, setOpen] = useState<Rule | null>(null);
  const columns = useMemo<readonly ListColumn<Rule>[]>(
    () => [
      {
        key: 'title',
        title: '规则',
        width: 200,
        grow: true,
        sort: 'title',
        render: (rule) => (
          <button type="button" className="link-button" onClick={() => setOpen(rule)}>
            {rule.title}
          </button>
        ),
        hint: (rule) => rule.title,
      },
      {
        key: 'status',
        title: '状态',
        width: 72,
        render: (rule) => <Word of={RULE_STATUS_NAMES} value={rule.status} />,
      },
      {
        key: 'level',
        title: '级别',
        width: 64,
        render: (rule) => <Word of={FINDING_LEVEL_NAMES} value={rule.level} />,
      },
      { key: 'violation', title: '违法行为', width: 210, grow: true, render: (rule) => rule.violationName },
      { key: 'category', title: '类别', width: 170, grow: true, render: (rule) => rule.categoryName },
      { key: 'version', title: '版本', width: 54, align: 'right', render: (rule) => rule.version },
      {
        key: 'hits',
        title: '命中',
        width: 70,
        align: 'right',
        sort: 'hits',
        render: (rule) => (
          <Link to="/findings" search={{ rule: rule.id, status: 'all' }}>
            {countOf(rule.hits)}
          </Link>
        ),
      },
      {
        key: 'confirmed',
        title: '属实',
        width: 70,
        align: 'right',
        sort: 'confirmed',
        render: (rule) => countOf(rule.confirmed),
      },
      {
        key: 'rejected',
        title: '误报',
        width: 70,
        align: 'right',
        sort: 'rejected',
        render: (rule) => countOf(rule.rejected),
      },
      {
        key: 'precision',
        title: '准确率',
        width: 80,
        align: 'right',
        sort: 'precision',
        render: (rule) => percent(precisionOf(rule)),
        hint: (rule) => reasonWords(rule) || '还没有误报',
      },
    ],
    [],
  );
  return (
    <PageFrame fill actions={<PolicySwitch />}>
      <QueryState query={rules}>
        {(all) => {
          const rows = ordered(
            all.filter((rule) =>
              `${rule.title}${rule.violationName}${rule.categoryName}${rule.id}`.includes(q.trim()),
            ),
            sort,
          );
          return (
            <>
              <div className="filter-bar">
                <Input.Search
                  className="filter-keyword"
                  placeholder="规则、违法行为、类别"
                  aria-label="关键词"
                  allowClear
                  value={q}
                  onChange={(event) => setQ(event.target.value)}
                />
                <span className="soft">
                  共 <b className="num">{rows.length}</b> 条规则。准确率 = 属实 ÷（属实 +
                  误报），由甄别结论累计；误报多的规则应当修改。
                </span>
              </div>
              <RowTable
                label="规则"
                columns={columns}
                rows={rows}
                total={rows.length}
                offset={0}
                sort={sort}
                onSort={setSort}
                onOpen={setOpen}
              />
            </>
          );
        }}
      </QueryState>
      {open && <RuleDialog rule={open} onClose={() => setOpen(null)} />}
    </PageFrame>
  );
}

function RuleDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  return (
    <Modal open title={rule.title} footer={null} onCancel={onClose} width={640}>
      <dl className="rule-facts">
        <dt>规则编号</dt>
        <dd>
          {rule.id}，第 {rule.version} 版
        </dd>
        <dt>违法行为</dt>
        <dd>
          {rule.violationName}（{rule.categoryName}）
        </dd>
        <dt>法条</dt>
        <dd>
          <CitationList articles={rule.articles} />
        </dd>
        <dt>命中</dt>
        <dd className="num">
          {countOf(rule.hits)} 条，属实 {countOf(rule.confirmed)}，误报 {countOf(rule.rejected)}，准确率{' '}
          {percent(precisionOf(rule))}
        </dd>
        <dt>误报原因</dt>
        <dd>{reasonWords(rule) || '还没有误报'}</dd>
      </dl>
    </Modal>
  );
}

function precisionOf(rule: Rule): number | null {
  const judged = rule.confirmed + rule.rejected;
  return judged === 0 ? null : rule.confirmed / judged;
}

function percent(share: number | null): string {
  return share === null ? '—' : `${(share * 100).toFixed(1)}%`;
}

/** Why findings were rejected, and leads that a rule made were returned. */
const REASON_NAMES: Readonly<Record<string, string>> = {
  ...LEAD_RETURN_REASON_NAMES,
  ...REJECT_REASON_NAMES,
};

function reasonWords(rule: Rule): string {
  return Object.entries(rule.rejectReasons)
    .sort((one, other) => other[1] - one[1])
    .map(([reason, count]) => {
      const name = REASON_NAMES[reason] ?? reason;
      return `${name} ${count}`;
    })
    .join('，');
}

function ordered(rules: readonly Rule[], sort: string): Rule[] {
  const by = ORDERS[sort.replace(/^-/, '')] ?? ((rule: Rule) => rule.title);
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rules].sort((one, other) => {
    const [a, b] = [by(one), by(other)];
    return (
      sign *
      (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh'))
    );
  });
}
