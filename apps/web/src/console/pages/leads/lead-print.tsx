import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LEAD_SOURCE_NAMES, SOURCE_FIELDS } from '@wangjian/core/lead.ts';
import { getLead } from '@wangjian/server/modules/leads/contract.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { call } from '../../../api/call.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import './lead-print.css';

/** 案源线索登记表 on one sheet of A4, for signing. */
export default function LeadPrint() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const me = useOfficer();
  const lead = useQuery({
    queryKey: ['lead', id],
    queryFn: ({ signal }) => call(getLead, { params: { id }, signal }),
  });
  return (
    <QueryState query={lead}>
      {(data) => (
        <PageFrame
          crumb={`${data.number} 登记表`}
          title="案源线索登记表"
          actions={
            <Button type="primary" onClick={() => window.print()}>
              打印
            </Button>
          }
        >
          <article className="sheet">
            <p className="sheet-office">{me.bureauName}</p>
            <h1>案源线索登记表</h1>
            <p className="sheet-number">{data.number}</p>
            <table>
              <colgroup>
                <col style={{ width: '16%' }} />
                <col style={{ width: '33%' }} />
                <col style={{ width: '20%' }} />
                <col style={{ width: '31%' }} />
              </colgroup>
              <tbody>
                <Pair one={['案源来源', LEAD_SOURCE_NAMES[data.source]]} other={['辖区', data.regionName]} />
                <Pair one={['登记时间', minuteOf(data.registeredAt)]} other={['登记人', data.registeredBy]} />
                <Pair one={['发现日期', data.form.foundOn]} other={['收到日期', data.receivedOn]} />
                <Pair one={['当事人', data.party]} other={['统一社会信用代码', data.uscc]} />
                <Pair one={['地址', data.form.partyAddress]} other={['联系电话', data.form.partyPhone]} />
                <Pair
                  one={['提供人', data.form.informant]}
                  other={['提供人电话', data.form.informantPhone]}
                />
                {Object.entries(SOURCE_FIELDS[data.source])
                  .filter(([name]) => data.form.sourceFields?.[name])
                  .map(([name, { title }]) => (
                    <Row key={name} name={title}>
                      {data.form.sourceFields?.[name]}
                    </Row>
                  ))}
                <Row name="网址">{data.form.url}</Row>
                <Row name="涉嫌违法行为">{data.violations.map((one) => one.name).join('；')}</Row>
                <Row name="案源内容" tall>
                  {data.form.content}
                </Row>
                <Row name="法律依据">
                  {data.articles.map((one) => `${one.duty}（处罚：${one.penalty}）`).join('；')}
                </Row>
                <Row name="存证">
                  {data.evidence.length > 0
                    ? `网页证据 ${data.evidence.length} 份，编号：${data.evidence.join('、')}`
                    : ''}
                </Row>
                <Row name="附件">{data.attachments.map(({ name }) => name).join('、')}</Row>
                <Row name="登记意见" sign>
                  {data.form.opinion}
                </Row>
                <Row name="负责人意见" sign />
              </tbody>
            </table>
          </article>
        </PageFrame>
      )}
    </QueryState>
  );
}

type Words = string | null | undefined;

function Row(props: { name: string; children?: ReactNode; tall?: boolean; sign?: boolean }) {
  return (
    <tr>
      <th>{props.name}</th>
      <td colSpan={3} className={props.tall ? 'tall' : props.sign ? 'sign' : undefined}>
        {props.children}
        {props.sign && <span className="sheet-sign">签名：　　　　　　　　年　　月　　日</span>}
      </td>
    </tr>
  );
}

function Pair({ one, other }: { one: [string, Words]; other: [string, Words] }) {
  return (
    <tr>
      <th>{one[0]}</th>
      <td>{one[1]}</td>
      <th>{other[0]}</th>
      <td>{other[1]}</td>
    </tr>
  );
}
