import type { InspectionForm } from '@wangjian/server/modules/inspections/contract.ts';
import { App, Button, Dropdown } from 'antd';
import type { FieldRecord } from '../../offline/field-db.ts';
import { fillOpenRows, shownCell } from './field-draft.ts';
import { RESULT_NAMES, SIDE_NAMES, type Side } from './inspection-words.ts';

const RESULTS = ['none', 'not-applicable'] as const;

/** 其余各行: one result for all rows of a column that have none yet, once the officer says that they were looked at. */
export function FillRest(props: {
  readonly record: FieldRecord;
  readonly form: InspectionForm;
  readonly side: Side;
  readonly onFilled: (work: Promise<unknown>) => void;
}) {
  const { record, form, side } = props;
  const { modal } = App.useApp();
  const open = form.rows.filter(({ id }) => shownCell(record, `${id}.${side}`).result === null).length;
  const task = side === 'online' ? record.detail?.onlineTask : record.detail?.onSiteTask;
  const wanted = record.detail ? task !== 'none' && task !== 'waived' : record.create?.sides.includes(side);
  if (open === 0 || !wanted) return null;
  const ask = (result: (typeof RESULTS)[number]) =>
    modal.confirm({
      title: `${SIDE_NAMES[side]}其余 ${open} 行都填“${RESULT_NAMES[result]}”？`,
      content: '请确认这些行都已检查过。已经填了的不变，填好后还可以逐行改。',
      okText: `填 ${open} 行`,
      cancelText: '取消',
      onOk: () => props.onFilled(fillOpenRows(record.id, form, side, result)),
    });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: RESULTS.map((result) => ({ key: result, label: `都填“${RESULT_NAMES[result]}”` })),
        onClick: ({ key }) => ask(key as (typeof RESULTS)[number]),
      }}
    >
      <Button>
        {SIDE_NAMES[side].slice(0, 2)}其余 {open} 行…
      </Button>
    </Dropdown>
  );
}
