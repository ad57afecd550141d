import { Link } from '@tanstack/react-router';
import { CAMPAIGN_STATUS_NAMES, HAND_DOWN_STATUS_NAMES } from '@wangjian/core/campaign.ts';
import type { CampaignDetail } from '@wangjian/server/modules/campaigns/contract.ts';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';

/** 下级局: who received the plan, and the campaign that each made of it. */
export function CampaignBureaus({ bureaus }: Pick<CampaignDetail, 'bureaus'>) {
  if (bureaus.length === 0) return null;
  return (
    <section className="campaign-section">
      <h2>下级局</h2>
      <table className="plain-table campaign-task">
        <thead>
          <tr>
            <th>下级局</th>
            <th>下达</th>
            <th>签收</th>
            <th>该局方案</th>
            <th>本级修订</th>
          </tr>
        </thead>
        <tbody>
          {bureaus.map((bureau) => (
            <tr key={bureau.orgId}>
              <td>
                {bureau.childId ? (
                  <Link to={`/campaigns/${bureau.childId}`} search={{ tab: 'tasks' }}>
                    {bureau.name}
                  </Link>
                ) : (
                  bureau.name
                )}
              </td>
              <td className="num">{minuteOf(bureau.sentAt)}</td>
              <td className="num">
                {bureau.receivedAt && bureau.status === 'accepted' ? (
                  `${minuteOf(bureau.receivedAt)}　${bureau.receivedBy}`
                ) : (
                  <Word of={HAND_DOWN_STATUS_NAMES} value={bureau.status} />
                )}
              </td>
              <td>
                {bureau.childStatus && bureau.childStatus !== 'handed' ? (
                  <Word of={CAMPAIGN_STATUS_NAMES} value={bureau.childStatus} />
                ) : (
                  '—'
                )}
              </td>
              <td>{bureau.receivedAt === null ? '—' : bureau.upToDate ? '已处理' : '待处理'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
