import type {
  Cell,
  InspectionDetail,
  InspectionForm,
} from '@wangjian/server/modules/inspections/contract.ts';
import { RESULT_NAMES, type Side } from './inspection-words.ts';

/** Annex 1 as the document has it: groups, nineteen rows, online and on-site columns; for reading and printing. */
export function Annex1Table(props: {
  readonly detail: InspectionDetail;
  readonly form: InspectionForm;
  /** On the screen: what the platform filled in is marked, and proofs are counted. */
  readonly marked?: boolean;
}) {
  const { detail, form } = props;
  const cellOf = (row: string, side: Side) => detail.cells.find(({ key }) => key === `${row}.${side}`);
  const proofs = (row: string, side: Side) => {
    const key = `${row}.${side}`;
    const pages = detail.proofs.filter((one) => one.key === key && one.on.startsWith('evidence')).length;
    const photos = detail.attachments.filter((one) => one.key === key && one.withdrawnWhy === null).length;
    return [pages > 0 ? `网页证据 ${pages} 份` : '', photos > 0 ? `照片 ${photos} 张` : '']
      .filter(Boolean)
      .join('，');
  };
  const first = (index: number) => form.rows[index - 1]?.group !== form.rows[index]!.group;
  const span = (group: string) => form.rows.filter((row) => row.group === group).length;
  return (
    <table className="annex1">
      <colgroup>
        <col style={{ width: '12%' }} />
        <col style={{ width: '26%' }} />
        <col style={{ width: '31%' }} />
        <col style={{ width: '31%' }} />
      </colgroup>
      <thead>
        <tr>
          <th colSpan={2}>检查内容</th>
          <th>网上检查情况</th>
          <th>实地检查情况</th>
        </tr>
      </thead>
      <tbody>
        {form.rows.map((row, index) => (
          <tr key={row.id}>
            {first(index) && <th rowSpan={span(row.group)}>{row.group}</th>}
            <td>{row.words}</td>
            {(['online', 'on-site'] as const).map((side) => (
              <td key={side}>
                <CellWords cell={cellOf(row.id, side)} marked={props.marked ?? false} />
                {proofs(row.id, side) && <small className="annex1-proofs">（{proofs(row.id, side)}）</small>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CellWords({ cell, marked }: { cell: Cell | undefined; marked: boolean }) {
  if (!cell) return null;
  const result = cell.result === null ? '' : RESULT_NAMES[cell.result];
  return (
    <>
      {result && <b className={cell.result === 'problem' ? 'bad' : undefined}>{result}</b>}
      {result && cell.words && '。'}
      <span className="annex1-words">{cell.words}</span>
      {marked && cell.prefilled && <small className="soft">（监测预填，待核对）</small>}
    </>
  );
}
