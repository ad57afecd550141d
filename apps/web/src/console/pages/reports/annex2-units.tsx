import type { listAnnex2Units } from '@wangjian/server/modules/reports/contract.ts';
import { Button, Switch, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { countOf, minuteOf } from '../../time-words.ts';

type Units = z.output<NonNullable<(typeof listAnnex2Units)['result']>>['items'];

export const REPORT_STATUS = {
  submitted: { name: '已报送，待审签', color: 'gold' },
  returned: { name: '已退回', color: 'red' },
  signed: { name: '已审签', color: 'green' },
  corrected: { name: '已更正', color: 'default' },
} as const;

/** Who has reported the period and who has not. */
export function Annex2Units(props: {
  readonly items: Units;
  /** Opens a unit's table, or with `more` the records behind a number of its report. */
  readonly onOpen: (org: string, more?: { readonly line: string; readonly report: string }) => void;
}) {
  const { items, onOpen } = props;
  const [missing, setMissing] = useState(false);
  const offices = items.filter(({ level }) => level !== 'section');
  const absent = offices.filter(({ status }) => status === null || status === 'returned');
  return (
    <section className="panel">
      <h2>
        已报送 {offices.length - absent.length} 个，未报送 {absent.length} 个
      </h2>
      <div className="report-field">
        <Switch size="small" aria-label="只看未报送的" checked={missing} onChange={setMissing} />
        <span>只看未报送的</span>
      </div>
      <table className="plain-table report-table">
        <thead>
          <tr>
            <th>单位</th>
            <th>报送情况</th>
            <th>报送时间</th>
            <th className="right">查处案件</th>
          </tr>
        </thead>
        <tbody>
          {(missing ? absent : offices).map((unit) => (
            <tr key={unit.id}>
              <td>
                <Button type="link" size="small" className="report-number" onClick={() => onOpen(unit.id)}>
                  {unit.name}
                </Button>
              </td>
              <td>
                {unit.status ? (
                  <Tag color={REPORT_STATUS[unit.status].color}>{REPORT_STATUS[unit.status].name}</Tag>
                ) : (
                  <span className="soft">未报送</span>
                )}
              </td>
              <td className="num">{minuteOf(unit.submittedAt)}</td>
              <td className="right num">
                <Cases unit={unit} onOpen={onOpen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** 查处案件 as the unit reported them. */
function Cases(props: {
  readonly unit: Units[number];
  readonly onOpen: Parameters<typeof Annex2Units>[0]['onOpen'];
}) {
  const { id, cases, reportId } = props.unit;
  if (cases === null || reportId === null) return <>—</>;
  if (cases === 0) return <>0</>;
  return (
    <Button
      type="link"
      size="small"
      className="report-number"
      onClick={() => props.onOpen(id, { line: 'cases', report: reportId })}
    >
      {countOf(cases)}
    </Button>
  );
}
