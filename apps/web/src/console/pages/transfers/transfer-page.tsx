import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  TRANSFER_DIRECTION_NAMES,
  TRANSFER_KIND_NAMES,
  TRANSFER_RESULT_NAMES,
  TRANSFER_RETURN_NAMES,
  TRANSFER_STATUS_NAMES,
} from '@wangjian/core/transfer.ts';
import {
  getTransfer,
  type TransferDetail,
  unmaskTransfer,
} from '@wangjian/server/modules/transfers/contract.ts';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { DeadlineTags } from '../../deadline/deadline-tag.tsx';
import { RecordDocuments } from '../../document/record-documents.tsx';
import { RecordLink } from '../../document/record-link.tsx';
import { CourseSteps, NextStep, RecordCourse } from '../../record/record-course.tsx';
import { HeadFact, RecordFields, RecordHead } from '../../record/record-head.tsx';
import { UnmaskDialog } from '../../record/unmask-dialog.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { Word } from '../../word-tag.tsx';
import { MATTER_WORDS } from './matter-words.ts';
import { TransferActions } from './transfer-actions.tsx';
import { Custody, Materials } from './transfer-materials.tsx';
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
        <CourseSteps
          order={transfer.direction === 'out' ? OUT : IN}
          at={transfer.status}
          names={TRANSFER_STATUS_NAMES}
        />
      </div>
      <Next transfer={transfer} />
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
        <RecordCourse entries={transfer.timeline} />
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
  const { receiver, direction } = transfer;
  const source = direction === 'out' ? transfer.onId : transfer.leadId;
  return (
    <RecordHead>
      <HeadFact name="状态">
        <Word of={TRANSFER_STATUS_NAMES} value={transfer.status} />
        {transfer.result && TRANSFER_RESULT_NAMES[transfer.result]}
      </HeadFact>
      <HeadFact name="类型">{`${TRANSFER_DIRECTION_NAMES[direction]}　${TRANSFER_KIND_NAMES[transfer.kind]}`}</HeadFact>
      <HeadFact name={direction === 'out' ? '发往' : '来函单位'} set="wide">
        {transfer.counterpart}
      </HeadFact>
      <HeadFact name="文号">{transfer.number}</HeadFact>
      <HeadFact name="发出" set="num">
        {transfer.sentOn}
      </HeadFact>
      <HeadFact name="签收">
        {receiver && (
          <>
            <span className="num">{transfer.receivedOn}</span>　{receiver.name}
            {receiver.phone && `　${receiver.phone}`}
          </>
        )}
      </HeadFact>
      <HeadFact name="承办">{transfer.openedBy}</HeadFact>
      <HeadFact name="辖区">{transfer.regionName}</HeadFact>
      <HeadFact name={direction === 'out' ? '来源' : '由此登记'}>
        {source && <RecordLink id={source} />}
      </HeadFact>
      <HeadFact name="期限" set="wide">
        <DeadlineTags deadlines={transfer.deadlines} />
      </HeadFact>
    </RecordHead>
  );
}

const OUT = ['draft', 'signed', 'sent', 'received', 'accepted', 'done'] as const;
const IN = ['sent', 'received', 'accepted', 'done'] as const;

const OUT_NEXT: Partial<Record<TransferDetail['status'], string>> = {
  draft: '请填写函件并提交审批，签发后即可发出。',
  signed: '函件已签发，请核对材料后点“发出”，系统封装材料包并送达对方。',
};
const OUTSIDE_NEXT: Partial<Record<TransferDetail['status'], string>> = {
  sent: '函件送交对方后，等待对方凭接收码签收；对方用纸质回执、电话答复的，由您代为登记。',
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
  accepted:
    '办结后请反馈结果：随复函交回的材料先上传，需要正式复函的先拟制并签发；应由别的机关办理的，可以转送。',
};

/** What has to be done now, and what became of the lead that a letter became. */
function Next({ transfer }: { transfer: TransferDetail }) {
  const { direction, status, reach, leadResult } = transfer;
  const words =
    direction === 'in'
      ? IN_NEXT[status]
      : (OUT_NEXT[status] ?? (reach === 'outside' ? OUTSIDE_NEXT : INSIDE_NEXT)[status]);
  if (!words) return null;
  return (
    <NextStep>
      {words}
      {status === 'draft' && transfer.documentId && (
        <Link to={`/documents/${transfer.documentId}`}>打开函件</Link>
      )}
      {direction === 'in' && leadResult && (
        <>
          由此登记的线索 {leadResult.number}：{leadResult.status}
          {leadResult.result && `，${leadResult.result}`}。
        </>
      )}
    </NextStep>
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
    <RecordFields rows={rows}>
      {personal && mayUnmask && (
        <Button size="small" onClick={onUnmask}>
          查看完整个人信息
        </Button>
      )}
    </RecordFields>
  );
}
