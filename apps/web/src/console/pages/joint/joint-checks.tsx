import { Link } from '@tanstack/react-router';
import { listInspections } from '@wangjian/server/modules/inspections/contract.ts';
import {
  addCheck,
  type JointCheck,
  type JointDetail,
  withdrawCheck,
} from '@wangjian/server/modules/joint/contract.ts';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { RecordSearch } from '../../record/record-search.tsx';
import { useMay } from '../../session/use-me.ts';
import { todayInChina } from '../../time-words.ts';
import { PartField, writableParts } from './part-select.tsx';
import { useSaved } from './use-joint.ts';

/** 联合检查: where several units went together, and the inspection record that came of it. */
export function JointChecks({ work }: { work: JointDetail }) {
  const { saved } = useSaved(work.id);
  const [adding, setAdding] = useState(false);
  const [taking, setTaking] = useState<JointCheck | null>(null);
  const may = work.allowed.includes('check');
  return (
    <>
      {may && writableParts(work).length > 0 && (
        <div className="joint-bar">
          <Button onClick={() => setAdding(true)}>登记联合检查</Button>
        </div>
      )}
      {work.checks.length === 0 && (
        <p className="soft">还没有联合检查。{work.status === 'preparing' && '启动以后可以登记。'}</p>
      )}
      {work.checks.map((check) => (
        <article key={check.id} className="joint-card">
          <b>{check.subject}</b>
          <span className="soft num">　{check.checkedOn}</span>
          {check.place && <span className="soft">　{check.place}</span>}
          <p className="joint-words">{check.outcome}</p>
          <p className="soft">
            参加：{check.units.join('、')}　登记：{check.by}
            {check.inspectionId && <Link to={`/inspections/${check.inspectionId}`}>查看检查记录</Link>}
          </p>
          {check.withdrawnWhy && <p className="soft">已撤回：{check.withdrawnWhy}</p>}
          {may && check.own && !check.withdrawnWhy && (
            <Button size="small" onClick={() => setTaking(check)}>
              撤回
            </Button>
          )}
        </article>
      ))}
      {adding && <CheckDialog work={work} onClose={() => setAdding(false)} />}
      {taking && (
        <ActionDialog<{ reason: string }>
          title="撤回联合检查"
          ok="撤回"
          danger
          onClose={() => setTaking(null)}
          onSubmit={async ({ reason }) =>
            saved(
              await call(withdrawCheck, {
                params: { id: work.id, thingId: taking.id },
                body: { version: taking.version, reason },
              }),
              '已撤回',
            )
          }
        >
          <Form.Item
            name="reason"
            label="原因"
            rules={[{ required: true, min: 2, message: '请至少写两个字' }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </ActionDialog>
      )}
    </>
  );
}

interface Values {
  partId: string;
  subject: string;
  checkedOn: string;
  place?: string;
  units: string[];
  outcome: string;
  inspectionId?: string;
}

function CheckDialog({ work, onClose }: { work: JointDetail; onClose: () => void }) {
  const { saved, reload } = useSaved(work.id);
  const readsInspections = useMay('inspection.read');
  const [key] = useState(oneTimeKey);
  const parts = writableParts(work);
  return (
    <ActionDialog<Values>
      title="登记联合检查"
      ok="登记"
      width={600}
      initial={{
        partId: parts[0]?.id ?? '',
        checkedOn: todayInChina(),
        units: parts[0] ? [parts[0].name] : [],
      }}
      onClose={onClose}
      onReload={reload}
      onSubmit={async (given) =>
        saved(
          await call(addCheck, {
            params: { id: work.id },
            body: { ...given, inspectionId: given.inspectionId ?? null, key },
          }),
          '已登记联合检查',
        )
      }
    >
      <PartField parts={parts} label="登记单位" />
      <Form.Item
        name="subject"
        label="检查对象"
        rules={[{ required: true, min: 2, message: '请填写检查对象' }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="checkedOn" label="检查日期" rules={[{ required: true, message: '请选择日期' }]}>
        <LazyDayInput max={todayInChina()} />
      </Form.Item>
      <Form.Item name="place" label="地点">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="units" label="参加单位" rules={[{ required: true, message: '请选择参加单位' }]}>
        <Select
          mode="tags"
          options={work.parts
            .filter(({ status }) => status === 'joined' || status === 'reported')
            .map(({ name }) => ({ value: name, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="outcome"
        label="检查情况"
        rules={[{ required: true, min: 2, message: '请填写检查情况' }]}
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      {readsInspections && (
        <Form.Item name="inspectionId" label="检查记录">
          <RecordSearch
            placeholder="可选：输入编号、检查对象查找"
            find={async (q, signal) =>
              (await call(listInspections, { query: { q, pageSize: 20 }, signal })).items.map((one) => ({
                value: one.id,
                label: `${one.number}　${one.subject}`,
              }))
            }
          />
        </Form.Item>
      )}
    </ActionDialog>
  );
}
