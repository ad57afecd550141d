import { PlusOutlined, SyncOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { listInspections } from '@wangjian/server/modules/inspections/contract.ts';
import { Alert, Button, Form, Input, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../../api/call.ts';
import { clientId } from '../../offline/client-id.ts';
import { useStored } from '../../offline/field-changes.ts';
import { allStored, dropStored, type FieldFile, type FieldRecord } from '../../offline/field-db.ts';
import { mayWorkOffline } from '../../offline/register-worker.ts';
import { formHere, takeAlong, waitsToBeSent } from '../../offline/sync.ts';
import { useSync } from '../../offline/use-sync.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';
import { INSPECTION_STATUS_NAMES } from './inspection-words.ts';
import { openInspection } from './open-inspection.ts';
import './field.css';

/** 现场检查: what is on this device, what waits to be sent, and what can be taken along. */
export default function FieldHome() {
  const me = useOfficer();
  const { online, syncNow } = useSync(me.id);
  const [creating, setCreating] = useState(false);
  const ready = useWorkerReady();
  const here = useStored(
    async () => ({ records: await allStored('records'), files: await allStored('files') }),
    'home',
  );
  const mine = (here?.records ?? []).filter((record) => record.officerId === me.id);
  // Read once, so that the form is on this device before the network is gone.
  const form = useQuery({
    queryKey: ['inspection-form'],
    queryFn: formHere,
    networkMode: 'always',
    retry: false,
    staleTime: 600_000,
  });
  const waiting = useQuery({
    queryKey: ['inspections', 'to-take-along'],
    queryFn: async ({ signal }) =>
      (
        await call(listInspections, {
          query: { status: ['planned', 'checking'], pageSize: 50, mine: 'true' },
          signal,
        })
      ).items,
    enabled: online,
  });
  const toTake = (waiting.data ?? []).filter(({ id }) => !mine.some((record) => record.id === id));
  return (
    <PageFrame
      actions={
        <>
          <Button icon={<SyncOutlined />} disabled={!online} onClick={syncNow}>
            立即同步
          </Button>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
            新建检查
          </Button>
        </>
      }
    >
      <div className="field-home">
        {!online && (
          <Alert
            type="warning"
            showIcon
            title="现在没有网络：可以照常填写、拍照、签名，内容保存在本机，联网后自动同步。"
          />
        )}
        <section className="panel">
          <h2>本机上的检查（{mine.length}）</h2>
          <p className="soft">
            {!mayWorkOffline()
              ? '这个地址没有启用 https，没有网络时打不开；请联系系统管理员。'
              : form.data && ready
                ? '页面和检查记录表都已在本机，没有网络也能打开和填写。'
                : '正在把页面和检查记录表下载到本机，请稍候再出发……'}
          </p>
          {mine.length === 0 && (
            <p className="soft">出发前把要做的检查下载到本机，或者点“新建检查”直接开始。</p>
          )}
          <ul className="field-list">
            {mine.map((record) => (
              <LocalItem key={record.id} record={record} files={here?.files ?? []} />
            ))}
          </ul>
        </section>
        {online && toTake.length > 0 && (
          <section className="panel">
            <h2>待检查，还没有下载到本机（{toTake.length}）</h2>
            <ul className="field-list">
              {toTake.map((one) => (
                <li key={one.id}>
                  <span>
                    <b>{one.subject}</b>
                    <small className="soft">
                      {one.number}
                      {one.dueOn ? `　期限 ${one.dueOn}` : ''}
                    </small>
                  </span>
                  <Button onClick={() => void takeAlong(one.id, me.id)}>下载到本机</Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {creating && <NewHere onClose={() => setCreating(false)} />}
    </PageFrame>
  );
}

/** True once the service worker has all files of the field pages. */
function useWorkerReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (mayWorkOffline()) void navigator.serviceWorker.ready.then(() => setReady(true));
  }, []);
  return ready;
}

function LocalItem({ record, files }: { record: FieldRecord; files: readonly FieldFile[] }) {
  const waits = waitsToBeSent(record, files);
  const conflicts = Object.values(record.drafts).filter(({ theirs }) => theirs !== undefined).length;
  const ended = record.detail && !['planned', 'checking', 'rectifying'].includes(record.detail.status);
  return (
    <li>
      <Link to={`/inspections/${record.id}/fill`}>
        <b>{record.subject}</b>
        <small className="soft">
          {record.detail?.number ?? '编号待同步后取得'}　{minuteOf(record.savedAt)}
        </small>
      </Link>
      <span className="field-tags">
        {record.problem && <Tag color="red">没有同步成功</Tag>}
        {conflicts > 0 && <Tag color="red">{conflicts} 处待选定</Tag>}
        {waits > 0 ? <Tag color="orange">{waits} 项待同步</Tag> : <Tag color="green">已同步</Tag>}
        {record.detail && <Tag>{INSPECTION_STATUS_NAMES[record.detail.status]}</Tag>}
        {ended && waits === 0 && conflicts === 0 && (
          <Button
            size="small"
            onClick={() => void dropStored('records', record.id).then(() => location.reload())}
          >
            从本机移除
          </Button>
        )}
      </span>
    </li>
  );
}

function NewHere({ onClose }: { onClose: () => void }) {
  const me = useOfficer();
  const navigate = useNavigate();
  const [id] = useState(() => clientId('inspection', me.bureau));
  return (
    <ActionDialog<{ subject: string; place?: string }>
      title="新建现场检查"
      ok="开始检查"
      onSubmit={async ({ subject, place }) => {
        await openInspection(id, me.id, { subject, place, region: me.region, sides: ['on-site'] }, undefined);
        await navigate({ to: `/inspections/${id}/fill` });
      }}
      onClose={onClose}
    >
      <Form.Item
        name="subject"
        label="单位名称"
        rules={[{ required: true, min: 2, message: '请写单位名称，至少 2 个字' }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="place" label="检查地点">
        <Input maxLength={200} />
      </Form.Item>
    </ActionDialog>
  );
}
