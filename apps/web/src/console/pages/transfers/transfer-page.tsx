import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  CUSTODY_ACT_NAMES,
  TRANSFER_DIRECTION_NAMES,
  TRANSFER_ITEM_NAMES,
  TRANSFER_KIND_NAMES,
  TRANSFER_RESULT_NAMES,
  TRANSFER_RETURN_NAMES,
  TRANSFER_STATUS_NAMES,
} from '@wangjian/core/transfer.ts';
import {
  downloadItem,
  downloadPackage,
  getTransfer,
  type TransferDetail,
  unmaskTransfer,
} from '@wangjian/server/modules/transfers/contract.ts';
import { Alert, App, Button, Steps, Tabs } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { download } from '../../../api/download.ts';
import { DeadlineTags } from '../../deadline/deadline-tag.tsx';
import { RecordDocuments } from '../../document/record-documents.tsx';
import { RecordLink } from '../../document/record-link.tsx';
import { SafeLink } from '../../record/safe-link.tsx';
import { Timeline } from '../../record/timeline.tsx';
import { UnmaskDialog } from '../../record/unmask-dialog.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { MATTER_WORDS } from './matter-words.ts';
import { TransferActions } from './transfer-actions.tsx';
import '../../document/document.css';
import './transfers.css';

/** 移送协查详情: where it stands, the next step, the letter, what is handed over and by whom. */
export default function TransferPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const transfer = useQuery({
    queryKey: ['transfer', id],
    queryFn: ({ signal }) => call(getTransfer, { params: { id }, signal }),
    // The package is being made right after sending.
    refetchInterval: ({ state }) =>
      state.data?.direction === 'out' && state.data.status === 'sent' && state.data.package === null
        ? 3000
        : false,
  });
  return <QueryState query={transfer}>{(data) => <TransferView transfer={data} />}</QueryState>;
}

function TransferView({ transfer }: { transfer: TransferDetail }) {
  const queries = useQueryClient();
  const [unmasking, setUnmasking] = useState(false);
  const reload = () => void queries.invalidateQueries({ queryKey: ['transfer', transfer.id] });
  return (
    <PageFrame
      title={transfer.title}
      crumb={transfer.number ?? TRANSFER_KIND_NAMES[transfer.kind]}
      actions={<TransferActions transfer={transfer} onReload={reload} />}
    >
      <div className="panel">
        <Head transfer={transfer} />
        <CourseSteps transfer={transfer} />
      </div>
      <NextStep transfer={transfer} />
      <div className="record-columns">
        <div className="panel">
          <Tabs
            items={[
              {
                key: 'matter',
                label: '事项内容',
                children: <Matter transfer={transfer} onUnmask={() => setUnmasking(true)} />,
              },
              {
                key: 'materials',
                label: `移交材料（${transfer.items.length}）`,
                children: <Materials transfer={transfer} />,
              },
              {
                key: 'custody',
                label: `交接链（${transfer.custody.length}）`,
                children: <Custody transfer={transfer} />,
              },
              {
                key: 'documents',
                label: '文书',
                children: <RecordDocuments on={transfer.id} region={transfer.region} />,
              },
            ]}
          />
        </div>
        <section className="panel">
          <h2>办理日志</h2>
          <Timeline
            entries={transfer.timeline.map((entry) => ({
              at: entry.at,
              who: entry.who,
              org: entry.org,
              what: entry.actionName,
              opinion: entry.opinion,
            }))}
          />
        </section>
      </div>
      {unmasking && (
        <UnmaskDialog
          title="个人信息"
          onClose={() => setUnmasking(false)}
          load={async (reason) => {
            const full = await call(unmaskTransfer, { params: { id: transfer.id }, body: { reason } });
            return [
              ['当事人住所（地址）', full.address],
              ['签收人电话', full.receiverPhone],
            ];
          }}
        />
      )}
    </PageFrame>
  );
}

function Head({ transfer }: { transfer: TransferDetail }) {
  const { receiver } = transfer;
  const source = transfer.direction === 'out' ? transfer.onId : transfer.leadId;
  return (
    <dl className="record-head">
      <div>
        <dt>状态</dt>
        <dd>
          <Word of={TRANSFER_STATUS_NAMES} value={transfer.status} />
          {transfer.result && TRANSFER_RESULT_NAMES[transfer.result]}
        </dd>
      </div>
      <div>
        <dt>类型</dt>
        <dd>
          {TRANSFER_DIRECTION_NAMES[transfer.direction]}　{TRANSFER_KIND_NAMES[transfer.kind]}
        </dd>
      </div>
      <div className="wide">
        <dt>{transfer.direction === 'out' ? '发往' : '来函单位'}</dt>
        <dd>{transfer.counterpart}</dd>
      </div>
      <div>
        <dt>文号</dt>
        <dd>{transfer.number ?? '—'}</dd>
      </div>
      <div>
        <dt>发出</dt>
        <dd className="num">{transfer.sentOn ?? '—'}</dd>
      </div>
      <div>
        <dt>签收</dt>
        <dd>
          {receiver ? (
            <>
              <span className="num">{transfer.receivedOn}</span>　{receiver.name}
              {receiver.phone && `　${receiver.phone}`}
            </>
          ) : (
            '—'
          )}
        </dd>
      </div>
      <div>
        <dt>承办</dt>
        <dd>{transfer.openedBy}</dd>
      </div>
      <div>
        <dt>辖区</dt>
        <dd>{transfer.regionName}</dd>
      </div>
      <div>
        <dt>{transfer.direction === 'out' ? '来源' : '由此登记'}</dt>
        <dd>{source ? <RecordLink id={source} /> : '—'}</dd>
      </div>
      <div className="wide">
        <dt>期限</dt>
        <dd>
          <DeadlineTags deadlines={transfer.deadlines} />
        </dd>
      </div>
    </dl>
  );
}

const OUT = ['draft', 'signed', 'sent', 'received', 'accepted', 'done'] as const;
const IN = ['sent', 'received', 'accepted', 'done'] as const;

function CourseSteps({ transfer }: { transfer: TransferDetail }) {
  const order: readonly string[] = transfer.direction === 'out' ? OUT : IN;
  const at = order.indexOf(transfer.status);
  if (at < 0) return null;
  return (
    <Steps
      size="small"
      className="transfer-steps"
      current={at}
      items={order.map((status) => ({
        title: TRANSFER_STATUS_NAMES[status as keyof typeof TRANSFER_STATUS_NAMES],
      }))}
    />
  );
}

const OUT_NEXT: Partial<Record<TransferDetail['status'], string>> = {
  draft: '请填写函件并提交审批，签发后即可发出。',
  signed: '函件已签发，请核对材料后点“发出”，系统封装材料包并送达对方。',
};
const OUTSIDE_NEXT: Partial<Record<TransferDetail['status'], string>> = {
  sent: '等待对方凭接收码签收；对方用纸质回执、电话答复的，由您代为登记。',
  received: '对方已签收，等待对方接收办理或者退回。',
  accepted: '对方已接收办理，等待查处情况；对方来函反馈的，由您登记。',
  returned: '对方已退回，请核对原因；需要改送的，办结后重新拟办。',
};
const INSIDE_NEXT: Partial<Record<TransferDetail['status'], string>> = {
  sent: '已送达对方的“移送协查”，等待签收。',
  received: '对方已签收，等待对方接收办理或者退回。',
  accepted: '对方已接收办理，办结后结果自动回到这里。',
  returned: '对方已退回，请核对原因；需要改送的，办结后重新拟办。',
};
const IN_NEXT: Partial<Record<TransferDetail['status'], string>> = {
  sent: '请核对材料后签收。',
  received: '请接收办理，或者写明理由退回。',
  accepted: '办结后请反馈结果；需要正式复函的，先拟制复函并签发。',
};

/** What has to be done now, in one sentence with the way to it. */
function NextStep({ transfer }: { transfer: TransferDetail }) {
  const { direction, status, reach, leadResult } = transfer;
  const words =
    direction === 'in'
      ? IN_NEXT[status]
      : (OUT_NEXT[status] ?? (reach === 'outside' ? OUTSIDE_NEXT : INSIDE_NEXT)[status]);
  if (!words) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={
        <>
          下一步：{words}
          {status === 'draft' && transfer.documentId && (
            <Link to={`/documents/${transfer.documentId}`}>打开函件</Link>
          )}
          {direction === 'in' && leadResult && (
            <>
              由此登记的线索 {leadResult.number}：{leadResult.status}
              {leadResult.result && `，${leadResult.result}`}。
            </>
          )}
        </>
      }
    />
  );
}

function Matter({ transfer, onUnmask }: { transfer: TransferDetail; onUnmask: () => void }) {
  const mayUnmask = useMay('personal.unmask');
  const { form } = transfer;
  const words = MATTER_WORDS[transfer.kind];
  const rows: readonly [string, string | null | undefined][] = [
    ['当事人', transfer.party],
    ['统一社会信用代码', form.uscc],
    ['住所（地址）', form.address],
    [words.facts, form.facts],
    [words.reason, form.reason],
    ['许可（备案）事项', form.permit],
    ['联系人', `${form.contact}　${form.contactPhone}`],
    [
      '退回原因',
      transfer.returned && `${TRANSFER_RETURN_NAMES[transfer.returned.reason]}：${transfer.returned.text}`,
    ],
    [
      '查处情况',
      transfer.resultText && `${transfer.resultText}${transfer.resultOn ? `（${transfer.resultOn}）` : ''}`,
    ],
    ['复函文号', transfer.replyNumber],
    ['接收码有效期至', transfer.codeExpiresOn],
  ];
  const personal = form.address || transfer.receiver?.phone;
  return (
    <dl className="record-fields">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {personal && mayUnmask && (
        <Button size="small" onClick={onUnmask}>
          查看完整个人信息
        </Button>
      )}
    </dl>
  );
}

const sizeOf = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function Materials({ transfer }: { transfer: TransferDetail }) {
  const { message } = App.useApp();
  const params = { id: transfer.id };
  const save = (promise: Promise<void>) =>
    void promise.catch((error: unknown) => message.error(`没有下载：${messageOf(error)}`));
  return (
    <>
      {transfer.package ? (
        <p>
          <Button onClick={() => save(download(downloadPackage, { params }))}>
            下载材料包（{sizeOf(transfer.package.bytes)}）
          </Button>
          <span className="soft">　内有函件、证据、空白回执、目录和校验清单</span>
          <br />
          <span className="transfer-hash">SHA-256 {transfer.package.sha256}</span>
        </p>
      ) : (
        <p className="soft">
          {transfer.direction === 'in'
            ? '纸质来函没有材料包，可以上传函件扫描件和附件。'
            : transfer.status === 'draft' || transfer.status === 'signed'
              ? '发出时自动把函件、证据和附件封装成材料包。'
              : '正在封装材料包……'}
        </p>
      )}
      {transfer.items.length > 0 && (
        <table className="plain-table transfer-table">
          <thead>
            <tr>
              <th>类别</th>
              <th>材料</th>
              <th>大小</th>
              <th>校验值（SHA-256）</th>
            </tr>
          </thead>
          <tbody>
            {transfer.items.map((item) => (
              <tr key={item.id}>
                <td className="brief">{TRANSFER_ITEM_NAMES[item.kind]}</td>
                <td>
                  <Button
                    type="link"
                    size="small"
                    className="transfer-file"
                    onClick={() => save(download(downloadItem, { params: { ...params, itemId: item.id } }))}
                  >
                    {item.name}
                  </Button>
                  {item.url && (
                    <div className="soft">
                      <SafeLink url={item.url} />　{item.capturedOn} 取证
                    </div>
                  )}
                </td>
                <td className="num brief">{sizeOf(item.bytes)}</td>
                <td className="transfer-hash">{item.sha256}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Custody({ transfer }: { transfer: TransferDetail }) {
  if (transfer.custody.length === 0)
    return <p className="soft">发出后，从封装、移交到签收、退回的每一环节都记在这里，不能修改、删除。</p>;
  return (
    <>
      <p className="soft">
        每一环节都含有上一环节的校验值，
        {transfer.custodyIntact ? (
          '现已核对，前后相连，没有改动。'
        ) : (
          <b>现已核对，发现改动，请联系系统管理员。</b>
        )}
      </p>
      <table className="plain-table transfer-table">
        <thead>
          <tr>
            <th>时间</th>
            <th>环节</th>
            <th>经办</th>
            <th>交给</th>
            <th>材料</th>
            <th>环节校验值</th>
          </tr>
        </thead>
        <tbody>
          {transfer.custody.map((link) => (
            <tr key={link.seq}>
              <td className="num brief">{minuteOf(link.at)}</td>
              <td className="brief">{CUSTODY_ACT_NAMES[link.act]}</td>
              <td>
                {link.byOrg}　{link.byName}
                {link.note && <div className="soft">{link.note}</div>}
              </td>
              <td>{link.toOrg ?? ''}</td>
              <td className="num brief">{link.files > 0 ? `${link.files} 份` : '仅函件'}</td>
              <td className="transfer-hash brief">{link.hash.slice(0, 12)}…</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
