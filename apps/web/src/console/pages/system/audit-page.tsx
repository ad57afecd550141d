import { useMutation } from '@tanstack/react-query';
import {
  type AuditEntry,
  exportAudit,
  listAudit,
  verifyAudit,
} from '@wangjian/server/modules/officers/contract.ts';
import { Alert, Button, Modal, Tag } from 'antd';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { countOf, secondOf } from '../../time-words.ts';
import './system.css';

type Entry = z.output<typeof AuditEntry>;

const FILTERS: readonly ListFilter[] = [{ name: 'at', label: '日期', input: 'days' }];

/** 审计日志: what everybody did, the check of the hash chain, and the export; the audit administrator's page. */
export default function AuditPage() {
  const [open, setOpen] = useState<Entry | null>(null);
  const verify = useMutation({ mutationFn: () => call(verifyAudit, {}) });
  const columns = useMemo<readonly ListColumn<Entry>[]>(
    () => [
      { key: 'at', title: '时间', width: 152, sort: 'at', render: (entry) => secondOf(entry.at) },
      { key: 'actor', title: '操作人', width: 80, render: (entry) => entry.actorName },
      { key: 'org', title: '机构', width: 150, render: (entry) => entry.orgName },
      { key: 'action', title: '操作', width: 130, render: (entry) => entry.actionName },
      {
        key: 'outcome',
        title: '结果',
        width: 64,
        render: (entry) => (entry.outcome === 'done' ? '成功' : <Tag color="red">被拒</Tag>),
      },
      { key: 'on', title: '对象', width: 200, grow: true, render: (entry) => entry.on },
      { key: 'why', title: '理由', width: 112, grow: true, render: (entry) => entry.why },
      { key: 'address', title: '来源地址', width: 116, render: (entry) => entry.address },
      {
        key: 'chained',
        title: '入链',
        width: 70,
        render: (entry) => (entry.chained ? '已入链' : <span className="soft">待入链</span>),
      },
      {
        key: 'more',
        title: '详情',
        width: 76,
        render: (entry) => (
          <Button type="link" size="small" onClick={() => setOpen(entry)}>
            查看
          </Button>
        ),
      },
    ],
    [],
  );
  return (
    <PageFrame
      fill
      actions={
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          校验审计链
        </Button>
      }
    >
      {verify.error && <Alert type="error" showIcon closable title={messageOf(verify.error)} />}
      {verify.data && (
        <Alert
          type={verify.data.ok ? 'success' : 'error'}
          showIcon
          closable={{ onClose: () => verify.reset() }}
          title={
            verify.data.ok
              ? `审计链完整：已校验 ${countOf(verify.data.checked)} 条，另有 ${countOf(verify.data.pending)} 条等待入链。`
              : `审计链被破坏：从 ${verify.data.firstBroken} 开始对不上，请立即报告。`
          }
          description={verify.data.head && <span className="break">链头 {verify.data.head}</span>}
        />
      )}
      <ListPage
        list="audit"
        label="审计日志"
        columns={columns}
        filters={FILTERS}
        defaultSort="-at"
        keyword="操作人、操作、对象、理由"
        load={(query, signal) => call(listAudit, { query, signal })}
        exports={exportAudit}
        exportPermission="audit.export"
        onOpen={setOpen}
        empty={<b>还没有审计记录</b>}
      />
      {open && <EntryDialog entry={open} onClose={() => setOpen(null)} />}
    </PageFrame>
  );
}

function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  return (
    <Modal
      open
      title={`${entry.actionName}　${secondOf(entry.at)}`}
      footer={null}
      onCancel={onClose}
      width={760}
    >
      <p>
        {entry.actorName}（{entry.orgName || '—'}），来源地址 {entry.address ?? '—'}，对象 {entry.on ?? '—'}
      </p>
      {entry.why && <p>理由：{entry.why}</p>}
      <div className="audit-change">
        <section>
          <h2>操作前</h2>
          <pre>{words(entry.before)}</pre>
        </section>
        <section>
          <h2>操作后</h2>
          <pre>{words(entry.after)}</pre>
        </section>
      </div>
    </Modal>
  );
}

function words(value: unknown): string {
  return value === undefined || value === null ? '（没有内容）' : JSON.stringify(value, null, 2);
}
