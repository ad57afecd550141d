import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MATTER_KIND_NAMES } from '@wangjian/core/case.ts';
import { type CaseDetail, moveMatter, openMatter } from '@wangjian/server/modules/cases/contract.ts';
import { Alert, App, Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';
import { CaseDue } from './case-columns.tsx';
import { useCaseStep } from './step-dialog.tsx';

type Matter = CaseDetail['matters'][number];
const COUNTERPARTS: Readonly<Partial<Record<Matter['kind'], string>>> = {
  appraisal: '权利人',
  test: '检测、检验机构',
  assistance: '协助单位',
  courier: '快递企业',
  platform: '平台经营者',
  police: '公安机关',
  'close-website': '通信管理局',
  'licence-notice': '许可审批部门',
  'abnormal-list': '登记机关（信用监管机构）',
};

/** 鉴定与协查: measures on goods, appraisals, inquiries hop by hop, and what was handed to others. */
export function CaseMatters({ one }: { one: CaseDetail }) {
  const [opening, setOpening] = useState<Matter | 'new' | null>(null);
  const [moving, setMoving] = useState<{ matter: Matter; action: string; name: string } | null>(null);
  const mayOpen = one.allowed.some(({ action }) => action === 'matter');
  // 逆向物流溯源: each hop stands under the answer that led to it.
  const ordered = orderByParent(one.matters);
  return (
    <>
      {mayOpen && (
        <p>
          <Button size="small" onClick={() => setOpening('new')}>
            登记事项
          </Button>
        </p>
      )}
      {ordered.length === 0 && (
        <p className="soft">
          还没有事项。先行登记保存、查封扣押、权利人鉴别、检验、快递和平台协查、协查函、移送公安、提请关闭网站、抄告、列异都在这里办理。
        </p>
      )}
      {ordered.map(({ matter, depth }) => (
        <div
          key={matter.id}
          className={depth > 0 ? 'case-matter hop' : 'case-matter'}
          style={depth > 1 ? { marginLeft: depth * 24 } : undefined}
        >
          <b>{matter.title}</b> <Tag>{matter.kindName}</Tag>
          <span className="soft">
            {matter.stateName}　{matter.counterpart}　{matter.startedOn}
            {matter.partyId && `　当事人：${one.parties.find(({ id }) => id === matter.partyId)?.name ?? ''}`}
          </span>{' '}
          {matter.due && <CaseDue due={{ ...matter.due, provisional: false }} />}
          <p>{matter.content}</p>
          {matter.items.length > 0 && (
            <p className="soft">
              物品：{matter.items.map(({ name, quantity }) => `${name} ${quantity}`).join('；')}
            </p>
          )}
          {matter.result && (
            <p>
              {matter.resultOn} 结果：{matter.result}
              {matter.informedOn && `（${matter.informedOn} 已告知当事人）`}
            </p>
          )}
          {matter.receipt && <p className="soft">回执：{matter.receipt}</p>}
          <span className="case-matter-links">
            {matter.documentId && <Link to={`/documents/${matter.documentId}`}>查看文书</Link>}
            {matter.followingDocument && (
              <Link to={`/documents/${matter.followingDocument}`}>
                {matter.kind === 'seizure' ? '查看延长文书' : '查看结果告知书'}
              </Link>
            )}
            {matter.allowed.map(({ action, name }) => (
              <Button key={action} size="small" onClick={() => setMoving({ matter, action, name })}>
                {name}
              </Button>
            ))}
            {mayOpen && (matter.kind === 'courier' || matter.kind === 'platform') && matter.result && (
              <Button size="small" onClick={() => setOpening(matter)}>
                追查下一环节
              </Button>
            )}
          </span>
        </div>
      ))}
      {opening && (
        <OpenDialog one={one} parent={opening === 'new' ? null : opening} onClose={() => setOpening(null)} />
      )}
      {moving && <MoveDialog one={one} {...moving} onClose={() => setMoving(null)} />}
    </>
  );
}

function orderByParent(matters: readonly Matter[]): { matter: Matter; depth: number }[] {
  const under = (parent: string | null, depth: number): { matter: Matter; depth: number }[] =>
    matters
      .filter(({ parentId }) => parentId === parent)
      .flatMap((matter) => [{ matter, depth }, ...under(matter.id, depth + 1)]);
  return under(null, 0);
}

interface Opening {
  readonly kind: Matter['kind'];
  readonly title: string;
  readonly counterpart: string;
  readonly content: string;
  readonly goods?: string;
  readonly taken?: string;
}

function OpenDialog(props: { one: CaseDetail; parent: Matter | null; onClose: () => void }) {
  const { one, parent, onClose } = props;
  const { message } = App.useApp();
  const send = useCaseStep(one);
  const [form] = Form.useForm<Opening>();
  const kind = Form.useWatch('kind', form);
  return (
    <ActionDialog<Opening>
      title={parent ? `追查下一环节：${parent.title}` : '登记事项'}
      ok="登记并生成文书"
      width={640}
      form={form}
      initial={parent ? { kind: parent.kind } : {}}
      onClose={onClose}
      onSubmit={async ({ goods, taken, ...values }) => {
        const items = (goods ?? '')
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
          .map((line) => {
            const [name = '', quantity = '', note = ''] = line.split(/[\t,，|]/).map((part) => part.trim());
            return { name, quantity, note };
          });
        const takenAt = taken ? `${taken.trim().replace(' ', 'T')}:00+08:00` : undefined;
        await send(openMatter, {
          ...values,
          items,
          ...(takenAt ? { takenAt } : {}),
          ...(parent ? { parentId: parent.id } : {}),
        });
        message.success('已登记，文书已生成，签发后生效');
      }}
    >
      <Form.Item name="kind" label="事项" rules={[{ required: true, message: '请选择事项' }]}>
        <Select placeholder="请选择" options={optionsOf(MATTER_KIND_NAMES)} />
      </Form.Item>
      <Form.Item name="title" label="名称" rules={[{ required: true, min: 2, message: '请填写名称' }]}>
        <Input maxLength={120} placeholder="如：涉案白酒真伪鉴别" />
      </Form.Item>
      <Form.Item
        name="counterpart"
        label={(kind && COUNTERPARTS[kind]) ?? '对方、地点'}
        rules={[{ required: true, min: 2, message: '请填写' }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="content"
        label="内容和要求"
        rules={[{ required: true, min: 2, message: '请填写内容' }]}
      >
        <Input.TextArea rows={4} maxLength={5000} />
      </Form.Item>
      {one.parties.length > 1 && (
        <Form.Item name="partyId" label="涉及的当事人">
          <Select
            allowClear
            placeholder="全部当事人"
            options={one.parties.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      {(kind === 'preservation' || kind === 'seizure') && (
        <Form.Item
          name="taken"
          label="当场采取措施的时间（情况紧急、事后补办批准的填写）"
          extra="应当在二十四小时内报告负责人并补办批准手续"
          rules={[{ pattern: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, message: '写作 2026-11-22 15:30' }]}
        >
          <Input placeholder="2026-11-22 15:30，事先已批准的空着" />
        </Form.Item>
      )}
      <Form.Item name="goods" label="物品、样品清单" extra="每行一项：名称，数量，备注">
        <Input.TextArea rows={3} placeholder="白酒 500ml，2 瓶，已封样" />
      </Form.Item>
    </ActionDialog>
  );
}

/** Steps without words of a result. */
const PLAIN: ReadonlySet<string> = new Set(['hand-over', 'inform', 'hand-goods', 'reconsider', 'supervise']);

/** The number of the paper that came with a step. */
const RECEIPTS: Readonly<Partial<Record<string, string>>> = {
  'hand-over': '公安机关回执编号',
  'hand-goods': '移交清单、回执编号',
  answer: '复函、意见书编号',
  accept: '通知书、回执编号',
  refuse: '通知书、回执编号',
};
const TOLD = '登记后生成结果告知书；签发并送达当事人以后，即为已告知当事人。';
/** What comes of a step beside it. */
const AFTERWARDS: Readonly<Partial<Record<Matter['kind'], Readonly<Partial<Record<string, string>>>>>> = {
  appraisal: { answer: TOLD },
  test: { answer: TOLD },
  seizure: {
    extend: '生成延长决定书；负责人签发后期限延长三十日，并送达当事人。只能延长一次。',
    dispose: '生成解除、处理决定书，签发后送达当事人。',
  },
  preservation: { dispose: '生成处理决定书，签发后送达当事人。' },
};

function MoveDialog(props: {
  one: CaseDetail;
  matter: Matter;
  action: string;
  name: string;
  onClose: () => void;
}) {
  const { one, matter, action, name, onClose } = props;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [key] = useState(oneTimeKey);
  const plain = PLAIN.has(action);
  const receipt = RECEIPTS[action];
  const then = AFTERWARDS[matter.kind]?.[action];
  return (
    <ActionDialog<{ on: string; result?: string; receipt?: string }>
      title={`${matter.title}：${name}`}
      ok={name}
      initial={{ on: todayInChina() }}
      onClose={onClose}
      onReload={() => void queries.invalidateQueries({ queryKey: ['case', one.id] })}
      onSubmit={async ({ on, result, receipt }) => {
        queries.setQueryData(
          ['case', one.id],
          await call(moveMatter, {
            params: { id: one.id, matterId: matter.id },
            body: {
              version: matter.version,
              action: action as never,
              on,
              result: result ?? '',
              receipt: receipt || null,
              key,
            },
          }),
        );
        message.success(`已${name}`);
      }}
    >
      {then && <Alert type="info" title={then} style={{ marginBottom: 14 }} />}
      <Form.Item name="on" label="日期" rules={[{ required: true, message: '请填写日期' }]}>
        <DayInput max={todayInChina()} />
      </Form.Item>
      {!plain && (
        <Form.Item
          name="result"
          label="结果（理由）"
          rules={[{ required: true, min: 2, message: '请写明结果' }]}
        >
          <Input.TextArea rows={4} maxLength={5000} />
        </Form.Item>
      )}
      {receipt && (
        <Form.Item name="receipt" label={receipt}>
          <Input maxLength={200} />
        </Form.Item>
      )}
    </ActionDialog>
  );
}
