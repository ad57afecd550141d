import { Tooltip } from 'antd';
import { ListLink } from '../../list/list-link.tsx';
import { countOf } from '../../time-words.ts';
import { type Board, type BoardUnits, recordsAt } from './board-query.ts';

type Unit = BoardUnits['items'][number];

const SHARES = [
  {
    key: 'proven',
    title: '有证据办结',
    part: 'leads-proven',
    whole: 'leads-closed',
    hint: '办结的线索中，已固定证据或者附有材料的',
  },
  {
    key: 'onTime',
    title: '按期',
    part: 'deadlines-kept',
    whole: 'deadlines-due',
    hint: '本期到期的期限中，到期前办完的',
  },
  {
    key: 'sentBack',
    title: '退回',
    part: 'sent-back',
    whole: 'reviewed',
    hint: '审核的反馈中，退回重办的（越少越好）',
  },
  {
    key: 'corrected',
    title: '整改到位',
    part: 'corrected',
    whole: 'corrections',
    hint: '本期到期的整改事项中，有前后证据整改到位的',
  },
] as const;

const percent = (share: number | null) => (share === null ? '—' : `${share}%`);

/** 办理质量: units by how well they ended what they had, the best first; each number opens its records. */
export function BoardUnitTable({ board, units }: { board: Board; units: BoardUnits }) {
  if (units.items.length === 0)
    return <p className="soft">这一期间没有单位办结线索、到期期限或者整改事项。换一个期间再看。</p>;
  const link = (unit: Unit, measure: string) => {
    const value = unit.values[measure] ?? 0;
    return value === 0 ? (
      '0'
    ) : (
      <ListLink to={recordsAt(board, measure, { org: unit.org, only: 'org' })}>{countOf(value)}</ListLink>
    );
  };
  return (
    <table className="plain-table report-table">
      <thead>
        <tr>
          <th className="right">
            <Tooltip title="办结过线索的单位按综合排名，没有办结的排在后面，不计名次">名次</Tooltip>
          </th>
          <th>单位</th>
          <th className="right">办结线索</th>
          {SHARES.map(({ key, title, hint }) => (
            <th key={key} className="right">
              <Tooltip title={hint}>{title}</Tooltip>
            </th>
          ))}
          <th className="right">
            <Tooltip title="有证据办结率、按期率、一次通过率、整改到位率的平均，没有的不算">综合</Tooltip>
          </th>
        </tr>
      </thead>
      <tbody>
        {units.items.map((unit, at) => (
          <tr key={unit.org}>
            <td className="right num">
              {unit.score === null || !unit.values['leads-closed'] ? '—' : at + 1}
            </td>
            <td>{unit.name}</td>
            <td className="right num">{link(unit, 'leads-closed')}</td>
            {SHARES.map(({ key, part, whole }) => (
              <td key={key} className="right num">
                {unit[key] === null ? (
                  <span className="soft">—</span>
                ) : (
                  <>
                    {percent(unit[key])}
                    <span className="soft board-share">
                      {link(unit, part)}/{link(unit, whole)}
                    </span>
                  </>
                )}
              </td>
            ))}
            <td className="right num">
              <b>{percent(unit.score)}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
