import type { getAnnex2 } from '@wangjian/server/modules/reports/contract.ts';
import { Button, Tooltip } from 'antd';
import type { z } from 'zod';
import { countOf } from '../../time-words.ts';

export type Annex2 = z.output<NonNullable<(typeof getAnnex2)['result']>>;
type Figure = Annex2['figures'][number];

/** Whose number it is: that of the period, of the one before, or of the same one of last year. */
export type Of = 'value' | 'before' | 'lastYear';
/** Opens the records behind a line: of now, or those that a report counted. */
export type OpenFigure = (line: string, of: Of, report?: string) => void;

/** The days that a number was counted in. */
export function daysOf(
  { from, to, compared }: Annex2,
  of: Of,
): { readonly from: string; readonly to: string } {
  return of === 'value' ? { from, to } : compared[of];
}

/** 分 as 万元 with what is needed of six digits; other numbers as they are. */
export function figureText(unit: string, value: number): string {
  return unit === '万元'
    ? (value / 1_000_000).toLocaleString('zh-CN', { maximumFractionDigits: 6 })
    : countOf(value);
}

/** The table itself, with the period before and the one of last year beside each number. */
export function Annex2Table({ table, onOpen }: { table: Annex2; onOpen: OpenFigure }) {
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
            <th className="right" title={`${table.compared.before.from} 至 ${table.compared.before.to}`}>
              上期
            </th>
            <th className="right" title={`${table.compared.lastYear.from} 至 ${table.compared.lastYear.to}`}>
              上年同期
            </th>
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
                {(['value', 'before', 'lastYear'] as const).map((of) => (
                  <td key={of} className="right num">
                    <FigureLink figure={figure} of={of} onOpen={onOpen} />
                  </td>
                ))}
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

function FigureLink({ figure, of, onOpen }: { figure: Figure; of: Of; onOpen: OpenFigure }) {
  if (figure[of] === 0) return <span className="soft">0</span>;
  return (
    <Button
      type="link"
      size="small"
      className={of === 'value' ? 'report-number' : 'report-number report-earlier'}
      onClick={() => onOpen(figure.line, of)}
    >
      {figureText(figure.unit, figure[of])}
    </Button>
  );
}
