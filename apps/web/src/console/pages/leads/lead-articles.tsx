import type { LeadDetail } from '@wangjian/server/modules/leads/contract.ts';
import type { z } from 'zod';
import { Unverified } from '../../record/citation-list.tsx';
import './leads.css';

/** Which duty each violation breaches and what the penalty article says, in the versions in force. */
export function LeadArticles({ articles }: { articles: z.output<typeof LeadDetail>['articles'] }) {
  if (articles.length === 0) return <p className="soft">这条线索还没有写明涉嫌的违法行为，点“修改”补充。</p>;
  return (
    <table className="plain-table lead-articles">
      <thead>
        <tr>
          <th>违法行为</th>
          <th>违反的规定</th>
          <th>处罚依据</th>
          <th>罚款幅度</th>
        </tr>
      </thead>
      <tbody>
        {articles.map((one) => (
          <tr key={one.violation}>
            <td>
              {one.violationName} {one.unverified && <Unverified />}
            </td>
            <td>{one.duty}</td>
            <td>{one.penalty}</td>
            <td>{one.fine ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
