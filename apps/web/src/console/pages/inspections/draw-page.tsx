import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  assignDraw,
  type DrawDetail,
  exportDraw,
  getDraw,
  publishDraw,
  replayDraw,
} from '@wangjian/server/modules/draws/contract.ts';
import { Alert, App, Button, Table } from 'antd';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { download } from '../../../api/download.ts';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { DRAW_STATUS_NAMES, SIDE_NAMES } from './inspection-words.ts';

/** 双随机抽查详情: what was drawn, how anybody replays it, and what came of it. */
export default function DrawPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const draw = useQuery({
    queryKey: ['draw', id],
    queryFn: ({ signal }) => call(getDraw, { params: { id }, signal }),
  });
  return <QueryState query={draw}>{(data) => <DrawView draw={data} />}</QueryState>;
}

function DrawView({ draw }: { draw: DrawDetail }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const mayExport = useMay('data.export');
  const params = { id: draw.id };
  const move = useMutation({
    mutationFn: (what: 'assign' | 'publish') =>
      call(what === 'assign' ? assignDraw : publishDraw, { params, body: { version: draw.version } }),
    onSuccess: () => queries.invalidateQueries(),
    onError: (error) => message.error(messageOf(error)),
  });
  const replay = useMutation({ mutationFn: () => call(replayDraw, { params }) });
  return (
    <PageFrame
      title={draw.name}
      crumb={draw.name}
      actions={
        <>
          {draw.allowed.includes('assign') && (
            <Button type="primary" loading={move.isPending} onClick={() => move.mutate('assign')}>
              下达检查任务
            </Button>
          )}
          {draw.allowed.includes('publish') && (
            <Button type="primary" loading={move.isPending} onClick={() => move.mutate('publish')}>
              公示结果
            </Button>
          )}
          <Button loading={replay.isPending} onClick={() => replay.mutate()}>
            复核抽取
          </Button>
          {mayExport && (
            <Button
              onClick={() =>
                void download(exportDraw, { query: { drawId: draw.id, format: 'xlsx' } }).catch(
                  (error: unknown) => message.error(messageOf(error)),
                )
              }
            >
              导出公示名单
            </Button>
          )}
        </>
      }
    >
      {replay.data && (
        <Alert
          type={replay.data.same ? 'success' : 'error'}
          showIcon
          title={
            replay.data.same
              ? `复核一致：用记录的种子重新抽取，${replay.data.drawn} 个对象和检查人员完全相同`
              : '复核不一致：记录的种子、对象或人员被改动过，请联系审计管理员'
          }
        />
      )}
      <div className="panel">
        <dl className="record-head">
          <div>
            <dt>状态</dt>
            <dd>
              <Word of={DRAW_STATUS_NAMES} value={draw.status} />
            </dd>
          </div>
          <div>
            <dt>抽中</dt>
            <dd>
              {draw.objects} 个对象中抽中 {draw.drawn} 个
            </dd>
          </div>
          <div>
            <dt>比例</dt>
            <dd>
              {(['A', 'B', 'C', 'D'] as const)
                .map((grade) => `${grade} ${draw.rates[grade] / 10}%`)
                .join('，')}
            </dd>
          </div>
          <div>
            <dt>检查</dt>
            <dd>
              {draw.sides.map((side) => SIDE_NAMES[side]).join('、')}
              {draw.dueOn && `，${draw.dueOn} 前完成`}
            </dd>
          </div>
          <div>
            <dt>抽取</dt>
            <dd>
              {minuteOf(draw.drawnAt)}　{draw.drawnBy}
            </dd>
          </div>
          <div className="wide">
            <dt>
              种子（
              {draw.seedKind === 'public'
                ? `公开的随机数${draw.seedNote && `：${draw.seedNote}`}`
                : '系统随机'}
              ）
            </dt>
            <dd className="num break">{draw.seed}</dd>
          </div>
        </dl>
        {draw.ungraded > 0 && (
          <p className="soft">{draw.ungraded} 个对象还没有信用风险分类，按 B 类（一般）抽取。</p>
        )}
        <details>
          <summary>怎样自己复核</summary>
          <p className="soft">
            每一类的对象按
            SHA-256（种子|object|对象编号）从小到大排列，取前若干个（个数＝总数×比例，有余数进一）；
            再按这个次序，为每个对象从不需回避的人员中选两名：先选已派对象少的，相同的按
            SHA-256（种子|officer|对象编号|人员编号）从小到大。算法名称 {draw.algorithm}。
          </p>
        </details>
      </div>
      <div className="panel">
        <Table
          size="small"
          rowKey="siteId"
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={draw.results}
          columns={[
            {
              title: '检查对象',
              render: (_, row) => <Link to={`/registry/${row.siteId}`}>{row.name}</Link>,
            },
            {
              title: '风险分类',
              width: 130,
              render: (_, row) => `${row.grade}${row.graded ? '' : '（未分类）'}`,
            },
            { title: '检查人员', width: 180, render: (_, row) => row.officers.join('、') },
            {
              title: '检查结果',
              width: 240,
              render: (_, row) =>
                row.inspectionId ? (
                  <Link to={`/inspections/${row.inspectionId}`}>{row.outcomeWords ?? '检查中'}</Link>
                ) : draw.status === 'drawn' ? (
                  '待下达'
                ) : (
                  '已作废'
                ),
            },
            { title: '办结日期', width: 110, render: (_, row) => row.finishedOn ?? '—' },
          ]}
        />
      </div>
    </PageFrame>
  );
}
