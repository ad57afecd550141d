import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { ListLink } from '../../list/list-link.tsx';
import { MENU_GROUPS, PAGES } from '../../page-table.ts';
import { useMay, useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { useScope } from '../../shell/use-scope.ts';
import { countOf, minuteOf } from '../../time-words.ts';
import { workbenchQuery } from '../../workbench-query.ts';
import { CategoryTable, RegionTable } from './breakdown-tables.tsx';
import './workbench.css';

/** 工作台: what waits, what runs, what is new; every number opens the list behind it. */
export default function WorkbenchPage() {
  const me = useOfficer();
  const { region } = useScope();
  const query = useQuery(workbenchQuery(region));
  const mayPatrol = useMay('patrol.run');
  const mayRegister = useMay('lead.register');
  return (
    <PageFrame
      title={`${me.name}，${greeting()}`}
      crumb="工作台"
      actions={
        <>
          {mayRegister && (
            <Link to="/leads/new">
              <Button>登记线索</Button>
            </Link>
          )}
          {mayPatrol && (
            <Link to="/patrols/new">
              <Button type="primary">发起监测</Button>
            </Link>
          )}
        </>
      }
    >
      <QueryState query={query}>
        {(bench) => (
          <div className="workbench">
            <ul className="workbench-counts">
              {bench.counts.map((count) => (
                <li key={count.id}>
                  <ListLink
                    to={count.opens}
                    className={`workbench-count ${count.value > 0 ? count.tone : 'plain'}`}
                  >
                    <span>{count.name}</span>
                    <b className="num">{countOf(count.value)}</b>
                  </ListLink>
                </li>
              ))}
            </ul>
            {bench.counts.length === 0 && <OwnPages />}
            <div className="workbench-columns">
              <div className="workbench-column">
                {me.permissions.includes('patrol.read') && (
                  <section className="panel workbench-running">
                    <h2>正在监测</h2>
                    {bench.runningPatrols.length === 0 ? (
                      <p className="soft">
                        现在没有进行中的监测。{mayPatrol && <Link to="/patrols/new">发起一次监测</Link>}
                      </p>
                    ) : (
                      bench.runningPatrols.map((patrol) => (
                        <Link key={patrol.id} to={`/patrols/${patrol.id}`} className="workbench-patrol">
                          <span className="clip">{patrol.name}</span>
                          <Progress
                            percent={
                              patrol.sites === 0 ? 0 : Math.round((patrol.sitesDone / patrol.sites) * 100)
                            }
                            size="small"
                            status="active"
                          />
                          <span className="soft num">
                            网站 {patrol.sitesDone}/{patrol.sites}，网页 {countOf(patrol.pages)}，发现{' '}
                            {countOf(patrol.findings)}
                          </span>
                        </Link>
                      ))
                    )}
                  </section>
                )}
                {bench.byCategory.length > 0 && <CategoryTable rows={bench.byCategory} />}
              </div>
              <div className="workbench-column">
                {me.permissions.includes('lead.read') && (
                  <section className="panel workbench-leads">
                    <h2>最新线索</h2>
                    {bench.newestLeads.length === 0 ? (
                      <p className="soft">还没有线索。监测发现违法内容后，会自动出现在这里。</p>
                    ) : (
                      <ol className="workbench-lead-list">
                        {bench.newestLeads.map((lead) => (
                          <li key={lead.id}>
                            <Link to={`/leads/${lead.id}`} className="clip" title={lead.title}>
                              {lead.title}
                            </Link>
                            <span className="clip soft">{lead.siteName ?? '—'}</span>
                            <time className="soft num">{minuteOf(lead.registeredAt)}</time>
                          </li>
                        ))}
                      </ol>
                    )}
                  </section>
                )}
                {bench.byRegion.length > 0 && <RegionTable rows={bench.byRegion} />}
              </div>
            </div>
          </div>
        )}
      </QueryState>
    </PageFrame>
  );
}

/** The pages of a role without anything to do list, such as the three administrators. */
function OwnPages() {
  const { permissions } = useOfficer();
  const own = PAGES.filter((page) => page.menu && page.access && permissions.includes(page.access));
  return (
    <ul className="workbench-counts">
      {own.map((page) => (
        <li key={page.path}>
          <Link to={page.path} className="workbench-count plain">
            <span>{MENU_GROUPS[page.group]}</span>
            <strong>{page.title}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function greeting(): string {
  const hour = new Date().getHours();
  if (hour < 11) return '上午好';
  return hour < 14 ? '中午好' : hour < 18 ? '下午好' : '晚上好';
}
