import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { InspectionForm } from '@wangjian/server/modules/inspections/contract.ts';
import { Alert, App, Button, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { useStored } from '../../offline/field-changes.ts';
import { allStored, type FieldFile, type FieldRecord, readStored } from '../../offline/field-db.ts';
import { formHere, syncField, syncSoon, takeAlong, waitsToBeSent } from '../../offline/sync.ts';
import { useSync } from '../../offline/use-sync.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { PageLoading } from '../../shell/page-loading.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { CellBox, CellWords } from './cell-box.tsx';
import {
  giveUp,
  keepFile,
  openRows,
  recordHere,
  saveAsNew,
  settleConflict,
  settleRefused,
  shownCell,
  writeCell,
} from './field-draft.ts';
import { FillRest } from './fill-rest.tsx';
import { INSPECTION_STATUS_NAMES, SIDE_NAMES, type Side } from './inspection-words.ts';
import { SignatureRow } from './signature-row.tsx';
import './field.css';

/** 填写检查记录表: works on this device first, with or without a network. */
export default function FieldPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const me = useOfficer();
  const { online } = useSync(me.id);
  const form = useQuery({
    queryKey: ['inspection-form'],
    queryFn: formHere,
    networkMode: 'always',
    retry: false,
    staleTime: 600_000,
  });
  const here = useStored(
    async () => ({
      record: (await readStored('records', id)) ?? null,
      files: (await allStored('files')).filter((file) => file.inspectionId === id),
    }),
    id,
  );
  const fetched = useQuery({
    queryKey: ['field', id],
    queryFn: async () => {
      await takeAlong(id, me.id);
      return true;
    },
    networkMode: 'always',
    enabled: here !== undefined && here.record === null,
  });
  if (here === undefined) return <PageLoading />;
  const { record, files } = here;
  if (record === null) return <QueryState query={fetched}>{() => <PageLoading />}</QueryState>;
  if (record.officerId !== me.id)
    return (
      <PageFrame title={record.subject}>
        <Alert type="warning" showIcon title="这台设备上有另一名执法员没有同步的内容，请由本人登录后处理。" />
      </PageFrame>
    );
  return (
    <QueryState query={form}>
      {(rows) => <FieldForm record={record} files={files} form={rows} online={online} />}
    </QueryState>
  );
}

function FieldForm(props: {
  readonly record: FieldRecord;
  readonly files: readonly FieldFile[];
  readonly form: InspectionForm;
  readonly online: boolean;
}) {
  const { record, files, form, online } = props;
  const { message } = App.useApp();
  const wanted = record.detail
    ? record.detail.onlineTask !== 'none' && record.detail.onSiteTask === 'none'
      ? 'online'
      : record.detail.onSiteTask === 'open' && record.detail.onlineTask !== 'open'
        ? 'on-site'
        : 'online'
    : record.create?.sides.includes('online')
      ? 'online'
      : 'on-site';
  const [side, setSide] = useState<Side>(wanted);
  /** The side that was to be completed with rows still open: they stay marked until they are filled in. */
  const [asked, setAsked] = useState<Side | null>(null);
  const locked = record.detail !== null && !['planned', 'checking'].includes(record.detail.status);
  const told = (work: Promise<unknown>) =>
    void work
      .then(() => online && syncSoon(record.officerId))
      .catch((error: unknown) => message.error(messageOf(error)));
  const done = async (which: Side) => {
    const open = await openRows(record.id, form, which);
    setAsked(open.length > 0 ? which : null);
    if (open.length > 0) {
      message.warning(`第 ${open.slice(0, 6).join('、')}${open.length > 6 ? ' 等' : ' '}行还没有填检查结果`);
      document
        .querySelector(`[data-cell="${form.rows[open[0]! - 1]!.id}.${which}"]`)
        ?.scrollIntoView({ block: 'center' });
      return;
    }
    await recordHere(record.id, which);
    if (!online) message.info('已记下，联网同步后计入');
  };
  const free = (key: 'handling' | 'party-opinion', name: string) => (
    <section className="panel field-free">
      <h2>{name}</h2>
      <CellWords
        value={shownCell(record, key).words}
        label={name}
        disabled={locked}
        onChange={(words) => told(writeCell(record.id, key, { words }))}
      />
      {shownCell(record, key).theirs && (
        <div className="cell-conflict" role="alert">
          <b>{shownCell(record, key).theirs?.by} 先填写了：</b>
          <p>{shownCell(record, key).theirs?.words}</p>
          <Button size="small" onClick={() => told(settleConflict(record.id, key, 'mine'))}>
            用我的
          </Button>{' '}
          <Button size="small" onClick={() => told(settleConflict(record.id, key, 'theirs'))}>
            用对方的
          </Button>{' '}
          <Button size="small" onClick={() => told(settleConflict(record.id, key, 'both'))}>
            两份合在一起
          </Button>
        </div>
      )}
    </section>
  );
  return (
    <PageFrame
      title={record.subject}
      crumb={record.detail?.number ?? '新检查'}
      actions={
        <>
          <SyncTag record={record} files={files} online={online} />
          {record.detail && (
            <Link to={`/inspections/${record.id}`}>
              <Button>详情和办结</Button>
            </Link>
          )}
        </>
      }
    >
      <div className={`field-form show-${side}`}>
        <FieldNotes record={record} files={files} locked={locked} />
        <Segmented<Side>
          aria-label="网上或实地"
          className="field-sides"
          block
          value={side}
          onChange={setSide}
          options={[
            { value: 'online', label: SIDE_NAMES.online },
            { value: 'on-site', label: SIDE_NAMES['on-site'] },
          ]}
        />
        {form.rows.map((row, index) => (
          <section key={row.id} className="panel field-row">
            <header>
              <span className="soft">
                {index + 1}　{row.group}
              </span>
              <h2>{row.words}</h2>
              <span className="soft field-looks">{row.looks}</span>
            </header>
            {(['online', 'on-site'] as const).map((which) => {
              const key = `${row.id}.${which}`;
              return (
                <div key={which} className={`field-side ${which}`}>
                  <CellBox
                    name={SIDE_NAMES[which]}
                    cellKey={key}
                    cell={shownCell(record, key)}
                    wanted={asked === which}
                    violations={form.violations.filter((type) => type.row === row.id)}
                    files={files}
                    detail={record.detail}
                    locked={locked}
                    onChange={(change) => told(writeCell(record.id, key, change))}
                    onSettle={(how) => told(settleConflict(record.id, key, how))}
                    onPhoto={(file) =>
                      told(keepFile(record, file, { fileName: file.name, kind: 'photo', key }))
                    }
                  />
                </div>
              );
            })}
          </section>
        ))}
        {free('handling', '处理结果')}
        {free('party-opinion', '当事人意见')}
        <SignatureRow
          record={record}
          files={files}
          locked={locked}
          onSigned={(png, role, signer) =>
            keepFile(record, png, { fileName: `签名-${signer}.png`, kind: 'signature', role, signer }).then(
              () => told(Promise.resolve()),
            )
          }
        />
        {!locked && (
          <div className="field-done">
            {(['online', 'on-site'] as const).map((which) => (
              <div key={which} className={`field-side ${which}`}>
                <FillRest record={record} form={form} side={which} onFilled={told} />
              </div>
            ))}
            {(['online', 'on-site'] as const).map((which) => (
              <Button
                key={which}
                type={which === side ? 'primary' : 'default'}
                onClick={() => told(done(which))}
              >
                完成{SIDE_NAMES[which]}
                {stateOf(record, which)}
              </Button>
            ))}
          </div>
        )}
      </div>
    </PageFrame>
  );
}

function stateOf(record: FieldRecord, side: Side): string {
  if (record.records.some((one) => one.side === side)) return '（待同步）';
  const on = side === 'online' ? record.detail?.onlineOn : record.detail?.onSiteOn;
  return on ? `（${on} 已完成）` : '';
}

/** How much of this record has reached the server. */
function SyncTag(props: { record: FieldRecord; files: readonly FieldFile[]; online: boolean }) {
  const waits = waitsToBeSent(props.record, props.files);
  if (props.record.problem || props.record.refusedSide || props.files.some(({ problem }) => problem !== null))
    return <Tag color="red">没有同步成功</Tag>;
  if (waits > 0)
    return <Tag color="orange">{props.online ? `正在同步 ${waits} 项` : `离线，${waits} 项待同步`}</Tag>;
  return <Tag color={props.online ? 'green' : 'default'}>{props.online ? '已同步' : '离线，已全部同步'}</Tag>;
}

/** What the officer must know before going on: refused, late, ended. */
function FieldNotes(props: { record: FieldRecord; files: readonly FieldFile[]; locked: boolean }) {
  const { record, files, locked } = props;
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const left = waitsToBeSent(record, files) > 0;
  const refused = files.filter(({ problem }) => problem !== null);
  return (
    <>
      {record.refusedSide && <Alert type="error" showIcon title={`没有完成：${record.refusedSide}`} />}
      {record.notice && <Alert type="warning" showIcon title={record.notice} />}
      {(record.detail?.notices ?? []).map((notice) => (
        <Alert key={notice} type="info" showIcon title={notice} />
      ))}
      {locked && (
        <Alert
          type={left ? 'warning' : 'info'}
          showIcon
          title={`该检查${INSPECTION_STATUS_NAMES[record.detail!.status]}，只能查看。${left ? '本机还有没有同步的内容，都已保留。' : ''}`}
        />
      )}
      {record.problem && (
        <Alert
          type="error"
          showIcon
          title={`没有同步成功：${record.problem}`}
          description="您填写的内容都保留在本机，没有丢失。"
          action={
            <span className="field-choices">
              <Button size="small" onClick={() => void syncField(record.officerId)}>
                再试一次
              </Button>
              <Button
                size="small"
                onClick={() =>
                  void saveAsNew(record).then((id) => navigate({ to: `/inspections/${id}/fill` }))
                }
              >
                另存为新检查
              </Button>
              <Button
                size="small"
                danger
                onClick={() =>
                  modal.confirm({
                    title: '放弃本机没有同步的内容？',
                    content: '放弃后不能恢复。建议先“另存为新检查”。',
                    okText: '放弃',
                    cancelText: '保留',
                    onOk: () => giveUp(record.id),
                  })
                }
              >
                放弃
              </Button>
            </span>
          }
        />
      )}
      {refused.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={`${refused.length} 个文件没有收下：${refused[0]?.problem}`}
          action={
            <span className="field-choices">
              <Button
                size="small"
                onClick={() => void settleRefused(record.id, 'again').then(() => syncField(record.officerId))}
              >
                重新发送
              </Button>
              <Button
                size="small"
                danger
                onClick={() =>
                  modal.confirm({
                    title: `删除这 ${refused.length} 个没有收下的文件？`,
                    content: '删除后不能恢复，需要的请重新拍照。',
                    okText: '删除',
                    cancelText: '保留',
                    onOk: () => settleRefused(record.id, 'drop'),
                  })
                }
              >
                删除
              </Button>
            </span>
          }
        />
      )}
    </>
  );
}
