import type { getAnnex2 } from '@wangjian/server/modules/reports/contract.ts';
import { Button, Tooltip } from 'antd';
import type { z } from 'zod';
import { countOf } from '../../time-words.ts';

export type Annex2 = z.output<NonNullable<(typeof getAnnex2)['result']>>;
type Figure = Annex2['figures'][number];

/** 分 as 万元 with what is needed of six digits; other numbers as they are. */
export function figureText(unit: string, value: number): string {
  return unit === '万元'
    ? (value / 1_000_000).toLocaleString('zh-CN', { maximumFractionDigits: 6 })
    : countOf(value);
}

/** The table itself, with the period before and the one of last year beside each number. */
export function Annex2Table({ table, onOpen }: { table: Annex2; onOpen: (line: string) => void }) {
  const sections = [...new Set(table.figures.map(({ section }) => section))].map(
    (name) => [name, table.figures.filter(({ section }) => section === name)] as const,
  );
  return (
    <section className="panel">
      <h2>
        {table.org.name}　{table.period}
      </h2>
      <table className="plain-table report-table">
        <thead>
          <tr>
            <th colSpan={2}>项目</th>
            <th className="right">数量</th>
            <th className="right">上期</th>
            <th className="right">上年同期</th>
          </tr>
        </thead>
        <tbody>
          {sections.map(([section, figures]) =>
            figures.map((figure, at) => (
              <tr key={figure.line}>
                {at === 0 && (
                  <th rowSpan={figures.length} className="report-section" scope="rowgroup">
                    {section}
                  </th>
                )}
                <td>
                  <Tooltip title={`口径：${figure.counts}`}>
                    <span>{figure.words}</span>
                  </Tooltip>
                </td>
                <td className="right num">
                  <FigureLink figure={figure} onOpen={onOpen} />
                </td>
                <td className="right num soft">{figureText(figure.unit, figure.before)}</td>
                <td className="right num soft">{figureText(figure.unit, figure.lastYear)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <p className="soft">
        所有数字都从办理记录计算，点开数字可以看到每一条记录；把鼠标停在项目上可以看统计口径。
      </p>
    </section>
  );
}

function FigureLink({ figure, onOpen }: { figure: Figure; onOpen: (line: string) => void }) {
  if (figure.value === 0) return <>0</>;
  return (
    <Button type="link" size="small" className="report-number" onClick={() => onOpen(figure.line)}>
      {figureText(figure.unit, figure.value)}
    </Button>
  );
}
