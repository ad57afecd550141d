import { Link } from '@tanstack/react-router';
import type { previewNotice } from '@wangjian/server/modules/deadlines/contract.ts';
import { Alert, Button } from 'antd';
import type { z } from 'zod';
import { dueInWords } from '../../deadline/deadline-words.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { countOf } from '../../time-words.ts';

type Preview = z.output<NonNullable<typeof previewNotice.result>>;

/** What entering a notice would do: how many deadlines move or become certain, which, and by how many days. */
export function MovedDeadlines(props: {
  readonly preview: Preview;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onEnter: () => void;
}) {
  const { warnings, open, moved, settled, deadlines } = props.preview;
  return (
    <section aria-label="期限变动">
      <h2>录入后的变动</h2>
      {warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title="不寻常之处，请再核对"
          description={warnings.map((warning) => <div key={warning}>{warning}</div>)}
        />
      )}
      <p>
        涉及正在计算的期限 {countOf(open)} 个：到期日变动 <b>{countOf(moved)}</b> 个，由暂定变为确定{' '}
        <b>{countOf(settled)}</b> 个。
      </p>
      {deadlines.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th>事项</th>
              <th>期限</th>
              <th>现在到期</th>
              <th>录入后到期</th>
              <th className="right">变动</th>
            </tr>
          </thead>
          <tbody>
            {deadlines.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link to={one.path}>{one.subject}</Link>
                </td>
                <td>{one.title}</td>
                <td className="num">{dueInWords(one.before)}</td>
                <td className="num">{dueInWords(one.after)}</td>
                <td className="right num">
                  {one.days === 0
                    ? '法定届满变动'
                    : `${one.days > 0 ? '推后' : '提前'} ${Math.abs(one.days)} 天`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {moved > deadlines.length && <p className="soft">只列出前 {countOf(deadlines.length)} 个。</p>}
      {props.error && <ProblemNote error={props.error} />}
      <p>
        <Button type="primary" loading={props.busy} onClick={props.onEnter}>
          录入并重新计算
        </Button>
      </p>
    </section>
  );
}
